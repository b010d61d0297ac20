"""A connection to PostgreSQL that is gone is replaced before it is used, and one that is there is not always asked."""

import asyncio
from typing import Any

import pytest
from asyncpg.connection import Connection
from sqlalchemy import text

from db import connected
from db.engine import Database
from tests.postgres import Postgres

pytestmark = pytest.mark.only_on("postgres")

THEIR_END = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'test'"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the driver says to the server besides the statements."""
    heard: list[str] = []
    execute = Connection.execute

    async def hear(self: Any, query: str, *rest: Any, **options: Any) -> Any:
        heard.append(query)
        return await execute(self, query, *rest, **options)

    monkeypatch.setattr(Connection, "execute", hear)
    return heard


async def _number(database: Database) -> int:
    async with database.reading() as db:
        return int((await db.execute(text("SELECT pg_backend_pid()"))).scalar_one())


async def _ended(postgres: Postgres) -> None:
    postgres.say(THEIR_END)
    for _ in range(5):
        await asyncio.sleep(0)  # what the server has said is heard


@pytest.mark.parametrize("moment", [0.0, 60.0], ids=["asked", "not asked"])
async def test_it_is_asked_only_after_a_moment(
    database: Database, monkeypatch: pytest.MonkeyPatch, said: list[str], moment: float
) -> None:
    first = await _number(database)
    said.clear()
    monkeypatch.setattr(connected, "MOMENT", moment)
    assert await _number(database) == first
    asking = [] if moment else ["BEGIN;", "ROLLBACK;"]
    assert said == [*asking, "BEGIN READ ONLY;", "ROLLBACK;"]


@pytest.mark.parametrize("moment", [0.0, 60.0], ids=["after a moment", "at once"])
async def test_one_that_the_server_has_ended_is_replaced(
    database: Database, postgres: Postgres, monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    monkeypatch.setattr(connected, "MOMENT", moment)
    first = await _number(database)
    await _ended(postgres)
    assert await _number(database) != first
    await _ended(postgres)
    async with database.writing() as db:
        await db.execute(text("SELECT 1"))


async def test_one_of_which_nobody_says_that_it_is_gone_is_found_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a router has forgotten it: nothing that is sent comes back."""
    monkeypatch.setattr(connected, "MOMENT", 0.0)
    first = await _number(database)
    fetchrow = Connection.fetchrow

    async def lost(self: Connection, *asked: Any, **options: Any) -> Any:
        if self.get_server_pid() == first:
            self.terminate()
        return await fetchrow(self, *asked, **options)

    monkeypatch.setattr(Connection, "fetchrow", lost)
    assert await _number(database) != first
