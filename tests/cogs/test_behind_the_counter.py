"""The counter with the real clerk and a real database behind it."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.clock import HandClock
from bot.record import Record
from db import models
from db.engine import Database
from tests.discord_world import World, open_world

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def forum_in(world: World) -> models.Forum:
    return models.Forum(
        guild_id=world.guild.id,
        slug="northshire",
        name="Northshire Carers",
        nation="england",
        zone="Europe/London",
        host_role_id=world.host_role.id,
        set_up_by=world.olga.id,
        created_at=NOW,
    )


async def test_a_press_is_answered_from_the_database_before_and_after_a_restart(database: Database) -> None:
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk, extensions=["tests.cogs.sample_counter"])) as world:
        assert "/forum setup" in world.words(await world.slash(world.hana, "sample card"))
        async with database.writing() as db:
            db.add(forum_in(world))
        card = await world.slash(world.hana, "sample card")
        assert world.words(await world.press(world.hana, card, "Open the session")) == "The session is open."
        await world.restart()
        assert "Only this forum’s hosts" in world.words(await world.press(world.cal, card, "Open the session"))


async def test_the_counter_answers_while_somebody_else_writes(database: Database) -> None:
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk, extensions=["tests.cogs.sample_counter"])) as world:
        async with database.writing() as db:
            db.add(forum_in(world))
        async with database.writing() as db:
            forum = (await db.execute(select(models.Forum))).scalar_one()
            forum.name = "Renamed, and not committed yet"
            await db.flush()
            assert world.words(await world.slash(world.hana, "sample log"))
            form = await world.slash(world.hana, "sample raise")
            assert "Respite" in world.words(await world.submit(world.hana, form, title="Respite", shown="named"))


async def test_the_commands_are_remembered_as_sent(database: Database) -> None:
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk, extensions=["tests.cogs.sample_counter"])) as world:
        await world.restart()
        assert sum(request.method == "PUT" for request in world.env.http_requests) == 1
        async with database.reading() as db:
            assert await db.scalar(select(func.count()).select_from(models.Setting)) == 1


@pytest.mark.only_on("sqlite")
async def test_a_database_that_stays_locked_is_said_to_be_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0)
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk, extensions=["tests.cogs.sample_counter"])) as world:
        async with database.writing() as db:
            db.add(forum_in(world))
        async with database.writing():
            answer = await world.slash(world.hana, "sample write")
        assert world.words(answer).startswith("The clerk is busy just now, and nothing was recorded.")


@pytest.mark.only_on("sqlite")
async def test_a_command_is_acknowledged_while_another_program_writes_and_done_once_it_ends(database_url: str) -> None:
    """However long that takes: this is the driver as it runs, whose thread waits and nothing else."""
    database = Database.at(database_url)
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk, extensions=["tests.cogs.sample_counter"])) as world:
        async with database.writing() as db:
            db.add(forum_in(world))
        with closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            before = len(world.env.http_requests)
            asked = asyncio.create_task(world.slash(world.hana, "sample write"))
            while len(world.env.http_requests) == before and not asked.done():  # noqa: ASYNC110  (SimCord has no event for it)
                await asyncio.sleep(0)
            assert [request.path.endswith("/callback") for request in world.env.http_requests[before:]] == [True]
            assert not asked.done()
            other.execute("ROLLBACK")
        assert world.words(await asked) == "Written."
        assert await clerk.settings_get("sample") == "written"
    await database.dispose()
