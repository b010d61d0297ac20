"""Has anything been committed? Asked before every page that could be sent as it was made before."""

import asyncio
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db import sqlite_driver

SNAPSHOT = text("SELECT CAST(pg_current_snapshot() AS text)")
"""Which transactions are over: any that has written something changes it (PostgreSQL §9.27.8)."""


@dataclass
class Watch:
    """SQLite counts the commits that other connections make, for each connection: so one is kept that only asks."""

    engine: AsyncEngine
    _connection: AsyncConnection | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def state(self) -> object:
        """Another value after every commit."""
        if self.engine.dialect.name != "sqlite":
            async with self.engine.connect() as connection:
                return await connection.scalar(SNAPSHOT)
        cursor = (await self._sqlite()).cursor()
        await cursor.execute("PRAGMA data_version")
        return (await cursor.fetchall())[0][0]

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _sqlite(self) -> sqlite_driver.Connection:
        async with self._opening:
            if self._connection is None:
                self._connection = await self.engine.connect()
            raw = (await self._connection.get_raw_connection()).driver_connection
        assert isinstance(raw, sqlite_driver.Connection)
        return raw
