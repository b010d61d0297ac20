"""`?as_at=2026-09-30`: a page as the record stood at the end of that day.

It is worked out from all entries before that day, so one is made at a time: however many are asked for, the clerk goes
on with its work.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.past import a_day, as_at
from bot.rules.errors import Refused
from bot.rules.tongue import tr
from bot.view import View
from bot.web.render import can_look_back

WAITING = 5
"""So many may wait for a past day, with the one whose turn it is; whoever comes then is asked to come back."""


class NotNow(Exception):
    """Too many wait for a past day already."""


@dataclass
class Turns:
    """Of a whole site: its forums share one process."""

    asked: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def taken(self, query: Mapping[str, str]) -> AsyncIterator[None]:
        """Wait for one's turn; at once where no past day is asked for. Raises `NotNow`."""
        if "as_at" not in query:
            yield
            return
        if self.asked >= WAITING:
            raise NotNow
        self.asked += 1
        try:
            async with self._turn:
                yield
        finally:
            self.asked -= 1


class NotThen(Exception):
    """What stands at the address was not on the record yet."""


class NoSuchDay(Exception):
    """`str(error)` is the sentence that says why."""


async def seen(view: View, path: str, query: Mapping[str, str]) -> View:
    """The view that the address asks for. Raises `NoSuchDay` where that is no day, or one that cannot be shown."""
    typed = query.get("as_at")
    if typed is None:
        return view
    if not can_look_back(path):
        raise NoSuchDay(
            tr(
                "The front page, and the pages of sessions, bodies and invitations, can be shown as at a past day; "
                "this page cannot."
            )
        )
    try:
        return await as_at(view, a_day(typed))
    except Refused as refusal:
        raise NoSuchDay(str(refusal)) from refusal
