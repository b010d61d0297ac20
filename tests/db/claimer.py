"""A worker in a process of its own: claims what it can, says so, and never gets further. Run by test_outbox.py."""

import asyncio
import sys
from datetime import timedelta

from db import outbox
from db.engine import Database
from tests.db.rows import NOON


async def claim_and_hang(url: str) -> None:
    """As a worker that is killed between its claim and the answer from Discord."""
    database = Database.at(url)
    async with database.writing() as session:
        taken = await outbox.claim(session, owner="killed", now=NOON, lease=timedelta(seconds=60), limit=5)
    sys.stdout.write(f"{[row.id for row in taken]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


asyncio.run(claim_and_hang(sys.argv[1]))
