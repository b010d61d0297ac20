"""Whether a connection to PostgreSQL is still there, asked before it is used.

SQLAlchemy's own way (`pool_pre_ping`) makes three trips to the server before each transaction, as many as a short one
makes itself. A server that ends a connection says so, though, and a connection that has been used a moment ago has not
been forgotten on the way.
"""

from contextlib import suppress
from time import monotonic

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

MOMENT = 5.0
"""Seconds: a span, so no clock is asked what time it is. Whatever stands between us and the server keeps a connection
that is silent for at least so long."""

USED = "used"


def ask_after_a_moment(engine: AsyncEngine) -> None:
    """A connection that is gone, and with it all older ones, is replaced before anything is asked of it."""
    dialect = engine.sync_engine.dialect

    @event.listens_for(engine.sync_engine, "connect")
    @event.listens_for(engine.sync_engine, "checkin")
    def used(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info[USED] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def ask(connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
        if not _closed(entry) and monotonic() - entry.info[USED] >= MOMENT:
            with suppress(dialect.loaded_dbapi.Error):
                dialect.do_ping(connection)
        if _closed(entry):
            raise InvalidatePoolError


def _closed(entry: ConnectionPoolEntry) -> bool:
    """As far as is known here, without a trip to the server."""
    there = entry.driver_connection
    return there is None or there.is_closed()
