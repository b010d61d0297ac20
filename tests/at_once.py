"""SQLite without the driver's thread, for tests that are about something else.

The thread keeps the event loop free while a disk works. Where the database lies in memory, going there and back is a
quarter of what a test through the command tree costs. Other tasks still get their turn at the end of each transaction
and, where all is tried, at each statement. What the driver does is tried in `tests/db`, and by the commands and the
story, which open the database themselves.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from db import sqlite_driver
from tests.thorough import THOROUGH


class Worker:
    """In place of the driver's thread and of the queue that it works off: what is put there is done at once."""

    daemon = True

    def start(self) -> None:
        """It is here already."""

    def put_nowait(self, task: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = task
        try:
            result = work()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class Connection(sqlite_driver.Connection):
    def __init__(self, opening: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(opening, sqlite_driver.CHUNK)
        self._thread = self._tx = Worker()  # type: ignore[assignment]  # all of either that the driver asks for

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
    return Connection(partial(sqlite3.connect, database, **options))
