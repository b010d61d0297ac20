"""Opening the database and beginning transactions, the same on SQLite and PostgreSQL.

SQLite's driver begins a transaction only before the first change, so "read, then write what you read"
loses updates without an error. The engine therefore says BEGIN itself: BEGIN IMMEDIATE to write, which
makes writers take turns, and plain BEGIN to read, which no writer disturbs.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import URL, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from db import sqlite_driver
from db.address import understood
from db.at_hand import AtHand
from db.condition import Condition as Condition, examine, refuse_network
from db.connected import ask_after_a_moment
from db.fault import DatabaseFault
from db.watch import Watch

BUSY_SECONDS = 10
"""How long a writer waits for the one before it. Longer than Discord's 3 s: commands defer first."""

BUSY = "Something else has been writing to the database for too long. Try again in a moment."

HELD = 500
"""Rows that a reading holds on to: enough for a page, and little for an export that goes through many thousands."""
FORUM_LOCKS = 0x46434C
"""The first of the two numbers of our advisory locks, so that another program's locks are not ours."""


@dataclass(frozen=True)
class Database:
    """The forum's database. A session is one unit of work: never kept, never given to two tasks."""

    engine: AsyncEngine
    reader: AsyncEngine
    """For readings alone. On SQLite it has connections of its own, as forbidding a connection to write, and allowing it
    again, makes it forget every statement that it has worked out."""

    @classmethod
    def at(cls, url: str | URL) -> "Database":
        """Nothing is opened before the first use."""
        return cls.of(make_engine(url))

    @classmethod
    def of(cls, engine: AsyncEngine) -> "Database":
        if engine.dialect.name == "sqlite":
            return cls(engine, make_engine(engine.url, reading=True))
        return cls(engine, engine.execution_options(postgresql_readonly=True))

    @property
    def url(self) -> URL:
        return self.engine.url

    @cached_property
    def _readers(self) -> async_sessionmaker[AtHand]:
        return async_sessionmaker(self.reader, class_=AtHand, sync_session_class=Remembering, expire_on_commit=False)

    @cached_property
    def _writers(self) -> async_sessionmaker[AtHand]:
        return async_sessionmaker(self.engine, class_=AtHand, expire_on_commit=False)

    @cached_property
    def _turn(self) -> asyncio.Lock:
        return asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One unchanging view on SQLite, of what is committed on PostgreSQL; the database refuses any change."""
        async with self._readers() as session:
            yield session
            await session.flush()  # a change left pending is refused here, instead of being lost without a word

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """All of the block is committed, or nothing. Milliseconds: never await Discord, SMTP or the web in it."""
        async with self._own_turn(), self._writers() as session:
            try:
                await session.connection()  # begins; SQLite: the lock is held before the caller reads anything
            except OperationalError as error:
                if "locked" in str(error.orig):
                    raise DatabaseFault(BUSY) from error
                raise
            yield session
            await session.commit()

    async def check(self) -> Condition:
        """Raise `DatabaseFault` when the database would not keep the record safe."""
        refuse_network(self.url)
        try:
            async with self.writing() as session:
                return await (await session.connection()).run_sync(examine)
        except (DBAPIError, OSError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise DatabaseFault(
                f"The database {self.url.render_as_string(hide_password=True)} cannot be used: {reason}."
            ) from error

    async def state(self) -> object:
        """Something that is another after every commit, whoever made it: while it is equal, nothing has changed."""
        return await self._watch.state()

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.engine)

    async def dispose(self) -> None:
        """Close every connection; a process that does not may hang at its end."""
        await self._watch.close()
        await self.reader.dispose()
        await self.engine.dispose()

    @asynccontextmanager
    async def _own_turn(self) -> AsyncIterator[None]:
        # Writers of this process queue here, because SQLite lets any of those who wait go next, not the first:
        # of 20 writers one waited 1.9 s of 2.0 s without this queue, and 0.3 s with it.
        if self.url.get_backend_name() != "sqlite":
            yield
            return
        try:
            async with asyncio.timeout(BUSY_SECONDS):
                await self._turn.acquire()
        except TimeoutError as error:
            raise DatabaseFault(BUSY) from error
        try:
            yield
        finally:
            self._turn.release()


class Remembering(Session):
    """A session by itself forgets each row that nobody holds, and asks for it again; this one holds the newest ones. It
    is for reading alone, where nothing that it holds can grow old."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held: deque[object] = deque(maxlen=HELD)


@event.listens_for(Remembering, "loaded_as_persistent")
def _hold(session: Remembering, row: object) -> None:
    session.held.append(row)


def make_engine(url: str | URL, *, foreign_keys: bool = True, reading: bool = False) -> AsyncEngine:
    """The engine for one of our two databases. `foreign_keys=False` is for migrations alone (`db.migrate`); with
    `reading`, SQLite refuses any change."""
    place = understood(url)
    sqlite = place.get_backend_name() == "sqlite"
    try:
        driver = {"timeout": BUSY_SECONDS, "async_creator_fn": sqlite_driver.connect} if sqlite else {}
        engine = create_async_engine(place, connect_args=driver)
    except ModuleNotFoundError as error:
        raise DatabaseFault("PostgreSQL needs one more package: pip install asyncpg.") from error
    if sqlite:
        _say_begin_ourselves(engine, foreign_keys=foreign_keys, reading=reading)
    else:
        ask_after_a_moment(engine)
    return engine


async def hold_forum(session: AsyncSession, forum_id: int) -> None:
    """Let no other transaction write this forum's record until this one ends, so that its chain has one next link.

    On SQLite nothing is needed: `writing()` already lets one writer in at a time.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(FORUM_LOCKS, forum_id)))


def _say_begin_ourselves(engine: AsyncEngine, *, foreign_keys: bool, reading: bool) -> None:
    # The journal first: a connection that may only read cannot choose it any more.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", f"foreign_keys={foreign_keys:d}", f"query_only={reading:d}")
    words = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # inside a transaction the pragmas below would be ignored
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: DBAPIConnection) -> None:
        cursor = connection.cursor()
        cursor.execute(words)
        cursor.close()

    # The dialect would leave it to the driver. An event could say it, as a statement like any other, which costs more.
    engine.sync_engine.dialect.do_begin = begin  # type: ignore[method-assign,assignment]
