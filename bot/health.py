"""Is the clerk well? A process that runs and does nothing is worse than one that ends (DISCORD-NOTES §3, F15).

health = Health(clerk, client, timetable)
state = await health.look()                state.well, state.words
Worker("health", health.watch, health.stop, restart=False)
"""

import asyncio
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.clerk import Clerk
from bot.supervise import rest
from bot.timetable import Timetable
from db import outbox

LAST_TURN = timedelta(minutes=3)
OLDEST_NOTICE = timedelta(minutes=10)
GIVE_UP = timedelta(minutes=10)
"""So long without a connection or a turn, and the process ends for whatever starts it again."""
LOOK_EVERY = 30.0
"""Seconds."""


class Unwell(Exception):
    """The process is of no use any more; its words say why."""


@dataclass(frozen=True)
class State:
    """`ours` is what a new start could mend; `words` is everything that is amiss, for a page anybody may read."""

    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.ours, *self.others)

    @property
    def well(self) -> bool:
        return not self.words


class Health:
    """Looks at the client, the timetable and the outbox."""

    def __init__(self, clerk: Clerk, client: discord.Client, timetable: Timetable) -> None:
        self._clerk = clerk
        self._client = client
        self._timetable = timetable
        self._born = clerk.clock.now()
        self._unwell_since: datetime | None = None
        self._stopping = asyncio.Event()

    async def look(self) -> State:
        now, ours = self._clerk.clock.now(), []
        if not self._client.is_ready() or not math.isfinite(self._client.latency):
            ours.append("not connected to Discord")
        if now - (self._timetable.last_turn or self._born) > LAST_TURN:
            ours.append("nothing has been looked after for a while")
        async with self._clerk.database.reading() as db:
            since = await outbox.waiting_since(db)
        late = since is not None and now - since > OLDEST_NOTICE
        return State(tuple(ours), ("a notice has been waiting for more than ten minutes",) if late else ())

    async def watch(self) -> None:
        """Raises `Unwell` when something of ours has been amiss for too long.

        A notice that waits ends nothing: the mail server that it waits for may be away for a day, and a new start of
        ours would not bring it back.
        """
        self._stopping.clear()
        while not self._stopping.is_set():
            self.note(await self.look())
            await rest(self._stopping, LOOK_EVERY)

    def note(self, state: State) -> None:
        """Raises `Unwell` where this was so too long."""
        now = self._clerk.clock.now()
        self._unwell_since = (self._unwell_since or now) if state.ours else None
        if self._unwell_since and now - self._unwell_since >= GIVE_UP:
            raise Unwell(f"for ten minutes now: {', '.join(state.ours)}")

    def stop(self) -> None:
        self._stopping.set()
