"""A card that will be brought up to date anyway stays so until the transaction that counts on it has ended."""

from datetime import timedelta

import pytest

from db import outbox
from db.engine import Database
from db.support import card_is_waiting
from tests.db.rows import NOON, forum, notice


async def _claimed(database: Database) -> list[int]:
    async with database.writing() as db:
        rows = await outbox.claim(db, owner="courier", now=NOON, lease=timedelta(minutes=1), limit=5)
    return [row.id for row in rows]


@pytest.mark.only_on("postgres")
async def test_no_courier_takes_a_card_while_somebody_counts_on_it(database: Database) -> None:
    """On SQLite writers take turns, so there is nobody to take it."""
    async with database.writing() as db:
        await forum(db)
        db.add(row := notice(7))
    async with database.writing() as db:
        assert await card_is_waiting(db, 1, row.action, 7)
        assert await _claimed(database) == []
    assert await _claimed(database) == [row.id]
    async with database.writing() as db:
        assert not await card_is_waiting(db, 1, row.action, 7), "the courier may have read it before"
