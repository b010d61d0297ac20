"""SQLite without the driver's thread, for tests that are about something else.

The thread keeps the event loop free while a disk works. Where the database lies in memory, going there and back is a
quarter of what a test through the command tree costs. Other tasks still get their turn at the end of each transaction
and, where all is tried, at each statement. What the driver does is tried in `tests/db`, and by the commands and the
story, which open the database themselves.
"""

import asyncio
import sqlite3
from functools import partial
from typing import Any

from db import sqlite_driver
from tests.thorough import THOROUGH


class Connection(sqlite_driver.Connection):
    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")  # as the driver says it
        if THOROUGH or self.in_transaction:
            await asyncio.sleep(0)
        return fn(*args, **kwargs)

    async def at_once(self, work: partial[None]) -> None:
        if THOROUGH:
            await asyncio.sleep(0)
        work()


def connect(database: str, **options: Any) -> Connection:
    """In place of `sqlite_driver.connect`."""
    opening = partial(sqlite3.connect, database, **{**options, "check_same_thread": False})
    connection = Connection(opening, sqlite_driver.CHUNK)
    connection._thread.daemon = True
    return connection
