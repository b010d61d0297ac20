"""`?as_at=2026-09-30`: a page as the record stood at the end of that day."""

from collections.abc import Mapping

from bot.past import a_day, as_at
from bot.rules.errors import Refused
from bot.view import View
from bot.web.render import can_look_back


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
            "The front page, and the pages of sessions, bodies and invitations, can be shown as at a past day; this "
            "page cannot."
        )
    try:
        return await as_at(view, a_day(typed))
    except Refused as refusal:
        raise NoSuchDay(str(refusal)) from refusal
