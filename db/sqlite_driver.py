"""SQLite as our engine uses it: each statement is one trip to the connection's thread, where the driver makes four.

There is no network to wait for, so the driver's thread is there only to keep the event loop free while the disk works.
A trip there and back costs more than most of our statements, and the driver makes one each for cursor, execute, fetch
and close. Here all of them happen in one: SQLAlchemy fetches every row at once in any case.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from types import TracebackType
from typing import Any

import aiosqlite

CHUNK = 64
"""Rows that the driver's own cursors, which we do not use, would fetch at a time."""


class Cursor:
    """What one statement gave: its rows, and what the database said of it. All there is of a DBAPI cursor for us."""

    description: Sequence[Any] | None = None
    rowcount: int = -1
    lastrowid: int | None = None
    arraysize: int = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Any] = []

    async def __aenter__(self) -> "Cursor":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> "Cursor":
        await self._connection.at_once(partial(self._all, "execute", sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "Cursor":
        await self._connection.at_once(partial(self._all, "executemany", sql, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open any more."""
        self._rows = []

    def _all(self, how: str, sql: str, parameters: Any) -> None:
        """In the connection's thread."""
        cursor = self._connection.opened.cursor()
        try:
            getattr(cursor, how)(sql, parameters)
            self._rows = cursor.fetchall() if cursor.description else []
            self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class Connection(aiosqlite.Connection):
    """The driver's connection, with cursors that make one trip."""

    @property
    def opened(self) -> sqlite3.Connection:
        return self._conn

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters what it gets; ours needs no awaiting
        return Cursor(self)

    async def at_once(self, work: partial[None]) -> None:
        await self._execute(work)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """For SQLAlchemy's `async_creator_fn`: what it would make itself, with our cursors."""
    connection = Connection(partial(sqlite3.connect, database, **options), CHUNK)
    connection._thread.daemon = True  # as SQLAlchemy has it: a process may end without closing
    return connection
