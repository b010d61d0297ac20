"""What it costs to ask where a chain ends: with a statement that is written anew, and with one that is prepared.

    python -m tests.benchmarks.prepared

The statement finds nothing, so that what is measured is what stands around it.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import ledger
from db.engine import Database
from db.migrate import upgrade
from db.models import Entry

TIMES = 2_000


async def anew(db: AsyncSession) -> Row[int, str, datetime] | None:
    query = select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == 1)
    return (await db.execute(query.order_by(Entry.seq.desc()).limit(1))).first()


async def prepared(db: AsyncSession) -> ledger.Head:
    return await ledger.head(db, 1)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'clerk.db'}"
        await upgrade(url)
        database = Database.at(url)
        async with database.reading() as db:
            took = {way.__name__: await _measured(db, way) for way in (anew, prepared)}
        await database.dispose()
    for name, seconds in took.items():
        print(f"{name}: {seconds / TIMES * 1e6:,.0f} µs of processor time")
    print(f"prepared / anew: {took['prepared'] / took['anew']:.2f}")


async def _measured(db: AsyncSession, ask: Callable[[AsyncSession], Awaitable[object]]) -> float:
    """The least of three turns."""
    turns = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(TIMES):
            await ask(db)
        turns.append(time.process_time() - began)
    return min(turns)


if __name__ == "__main__":
    asyncio.run(main())
