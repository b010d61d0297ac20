"""The real counter with its desk behind it: a Discord server, a forum in it, a database, a clock that the test moves.

async with open_office(database, "cogs.sessions") as (world, desk):
    answer = await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import select

from bot import outbox
from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.clock import HandClock
from bot.couriers import to_everywhere
from bot.record import Record
from bot.rules import facts as f
from bot.view import entries
from bot.ways import Ways
from db import ledger, models
from db.engine import Database
from tests.desk import MAIL, START, Desk
from tests.discord_world import World, open_world

Row = TypeVar("Row", bound=models.Base)


@asynccontextmanager
async def open_office(database: Database, *cogs: str, ways: Ways = MAIL) -> AsyncIterator[tuple[World, Desk]]:
    """Hana is a host; the chat, log and host channels are set."""
    clock = HandClock(START)
    clerk = Clerk(Record(database, clock), ways)
    async with open_world(lambda: ForumClerk(clerk, extensions=cogs)) as world:
        desk = await Desk.opened(database, ways=ways, guild=world.guild.id, clock=clock)
        async with database.writing() as db:
            forum = await db.get_one(models.Forum, desk.forum)
            forum.host_role_id, forum.carer_role_id = world.host_role.id, world.carer_role.id
            forum.chat_channel_id, forum.log_channel_id = world.chat.id, world.log.id
            forum.host_channel_id = world.hosts.id
        yield world, desk


async def deliver(world: World, desk: Desk) -> None:
    """One turn of the outbox: what waits stands in Discord afterwards."""
    await outbox.deliver(desk.clerk, to_everywhere(desk.clerk, world.bot))
    await world.env.settle()


async def rows(desk: Desk, model: type[Row], **having: Any) -> Sequence[Row]:
    """In the order in which they were made."""
    async with desk.clerk.database.reading() as db:
        return (
            (await db.execute(select(model).filter_by(**having).order_by(*model.__table__.primary_key))).scalars().all()
        )


async def row(desk: Desk, model: type[Row], number: int) -> Row:
    async with desk.clerk.database.reading() as db:
        return await db.get_one(model, number)


async def record(desk: Desk) -> list[f.Fact]:
    """Everything on the record, in order."""
    async with desk.clerk.record.reading(desk.forum) as view:
        return [entry.fact for entry in entries(await ledger.after(view.db, desk.forum, 0, 10_000))]
