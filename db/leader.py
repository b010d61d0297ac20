"""The one process that may work on a database: a lock beside the SQLite file, or one held in PostgreSQL.

Both are let go by the system itself when the process dies, however it dies.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from db.engine import FORUM_LOCKS

THE_CLERK = -1
"""The second number of our advisory locks: forums begin at 1 (`db.engine.hold_forum`), 0 is held by whoever migrates
(`db.migrate`), which the one clerk does while it holds this one."""


class FileLock:
    """On `<database>.lock`, which stays: taking it away would let two processes lock two files of one name."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._file: int | None = None

    async def take(self) -> bool:
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    async def held(self) -> bool:
        return self._file is not None

    async def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class ServerLock:
    """On a connection of its own: from a pool it would be handed to somebody else with the lock still on it (D15)."""

    def __init__(self, url: URL) -> None:
        self._engine: AsyncEngine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        connection = await self._engine.connect()
        taken = await connection.scalar(select(func.pg_try_advisory_lock(FORUM_LOCKS, THE_CLERK)))
        if not taken:
            await connection.close()
            return False
        self._connection = connection
        return True

    async def held(self) -> bool:
        """Asks the server: a connection that was lost took the lock with it."""
        if self._connection is None:
            return False
        with suppress(Exception):
            return await self._connection.scalar(select(1)) == 1
        return False

    async def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                await connection.close()
        await self._engine.dispose()


def lock_for(url: URL) -> FileLock | ServerLock:
    if url.get_backend_name() == "sqlite":
        return FileLock(Path(str(url.database)).absolute())
    return ServerLock(url)
