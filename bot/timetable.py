"""What happens by itself, in turns: read the post, sweep what is due, deliver what waits.

    timetable = Timetable(clerk, couriers)
    await timetable.turn()                     # one turn of the handle: what a test, the demo and the story do
    await timetable.run()                      # for as long as the clerk runs, beside the Discord client

APScheduler only pokes: every minute, and at the next moment at which something is due, so that nothing waits for the
minute. What is due stands in the tables; a scheduler that is lost, restarted or late loses nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import log_check
from bot.clerk import Clerk
from bot.clock import WallClock
from bot.house import see_to
from bot.outbox import Courier, deliver
from bot.sweep import sweep
from db import due, outbox

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=60)
SOONEST = timedelta(seconds=1)
"""What is due and cannot be done yet is not tried more often than this."""
GAP = timedelta(minutes=2)
"""For so long Discord takes the same message only once by itself (DISCORD-NOTES F4)."""
HORIZON, TICK = "horizon", "tick"


async def no_post() -> None:
    """Without a mailbox that the clerk reads there is nothing to collect."""


class Timetable:
    """`collect` reads the post. `last_turn` is when we last got on with one, for whoever watches over us."""

    def __init__(
        self, clerk: Clerk, couriers: Mapping[str, Courier], *, collect: Callable[[], Awaitable[None]] = no_post
    ) -> None:
        self.clerk = clerk
        self.couriers = couriers
        self.collect = collect
        self.last_turn: datetime | None = None
        self._poked = asyncio.Event()
        self._stopping = asyncio.Event()

    def poke(self) -> None:
        """Have a turn soon. Pokes that come together are one turn."""
        self._poked.set()

    def stop(self) -> None:
        """End `run`, after what is being delivered at this moment."""
        self._stopping.set()
        self._poked.set()

    async def turn(self) -> int:
        """Collect, sweep, deliver; how many notices arrived. A step that fails keeps no other from its turn."""
        for name, step in (("the post", self.collect), ("the sweep", lambda: sweep(self.clerk))):
            try:
                await step()
            except Exception:
                log.exception("%s could not be dealt with; the next turn tries again", name)
        delivered = await deliver(self.clerk, self.couriers, go_on=self._go_on)
        self.last_turn = self.clerk.clock.now()
        return delivered

    def _go_on(self) -> bool:
        self.last_turn = self.clerk.clock.now()
        return not self._stopping.is_set()

    async def next_moment(self) -> datetime | None:
        """When something will next be due or can next be delivered; it may have passed."""
        async with self.clerk.database.reading() as db:
            moments = [await due.next_moment(db, self.clerk.clock.now()), await outbox.next_moment(db)]
        return min(filter(None, moments), default=None)

    async def run(self) -> None:
        """A turn at once, and one after each poke, until `stop`."""
        self._stopping.clear()
        self.poke()
        before, self.clerk.record.committed = self.clerk.record.committed, self.poke
        scheduler = self._scheduler()
        scheduler.start()
        try:
            while True:
                await self._poked.wait()
                self._poked.clear()
                if self._stopping.is_set():
                    return
                await self.after_a_gap()
                await self.turn()
                await self._look_ahead(scheduler)
        finally:
            self._stopping.clear()
            scheduler.shutdown(wait=False)
            self.clerk.record.committed = before

    async def after_a_gap(self) -> None:
        """Whoever was away does not know what was deleted meanwhile, or was posted and not written down."""
        now, last = self.clerk.clock.now(), self.last_turn
        if last is None or now - last > GAP:
            await see_to(self.clerk, [log_check.ask])

    def _scheduler(self) -> AsyncIOScheduler:
        # In memory and in UTC: a job store of its own would stop the event loop behind a lock (DISCORD-NOTES §4, A2),
        # and by default what is a second late is left out (A1).
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        scheduler.add_job(self._tick, "interval", seconds=EVERY.total_seconds(), id=TICK)
        return scheduler

    async def _tick(self) -> None:
        # A coroutine, because APScheduler runs plain functions in a thread (A11), where an Event must not be touched.
        self.poke()

    async def _look_ahead(self, scheduler: AsyncIOScheduler) -> None:
        moment = await self.next_moment()
        if moment is None:
            return
        # The clerk's clock may be one that is moved by hand; the scheduler's never is.
        wait = max(moment - self.clerk.clock.now(), SOONEST)
        scheduler.add_job(self._tick, "date", run_date=WallClock().now() + wait, id=HORIZON, replace_existing=True)
