"""One clerk for one database: two would answer twice with one token, and each believe itself alone.

async with only_one(clerk.database) as lock:
    await supervise.run(..., lock.watchman())
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.supervise import Worker, rest
from db.engine import Database
from db.leader import FileLock, ServerLock, lock_for

LOOK_EVERY = 15.0
"""Seconds between two looks whether the lock is still ours; also keeps the connection from being closed as idle."""


class AlreadyRunning(Exception):
    """`str(error)` is the sentence for whoever started the second one."""


class LockLost(Exception):
    """The database server dropped the connection that held the lock: another process may have it by now."""


@dataclass
class Lock:
    """Held for as long as `only_one` is."""

    held_by: FileLock | ServerLock
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self) -> None:
        """Raises `LockLost` as soon as it is known to be lost; returns after `stop`."""
        self._stopping.clear()
        while not self._stopping.is_set():
            if not await self.held_by.held():
                raise LockLost("the database no longer says that we are the only clerk")
            await rest(self._stopping, LOOK_EVERY)

    def stop(self) -> None:
        self._stopping.set()

    def watchman(self) -> Worker:
        """A worker without which nothing may go on."""
        return Worker("lock", self.watch, self.stop, restart=False)


@asynccontextmanager
async def only_one(database: Database) -> AsyncIterator[Lock]:
    """Raises `AlreadyRunning` where another process works on this database."""
    held_by = lock_for(database.url)
    try:
        if not await held_by.take():
            raise AlreadyRunning("A clerk is already running on this database. Stop that one first.")
        yield Lock(held_by)
    finally:
        await held_by.release()
