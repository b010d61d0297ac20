"""A forum begins once, with its terms and its calendar on the record."""

import asyncio

import pytest

from bot.clerk import Clerk, ForumCard
from bot.clock import HandClock
from bot.founding import found
from bot.record import Record
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.view import entries
from db import ledger
from db.engine import Database
from tests.desk import START

pytestmark = pytest.mark.on_both


def clerk_on(database: Database) -> Clerk:
    return Clerk(Record(database, HandClock(START)))


async def founded(
    clerk: Clerk, guild: int = 900, name: str = "Northshire Carers’ Forum", nation: str = "ENG"
) -> ForumCard:
    return await found(clerk, guild_id=guild, name=name, host_role_id=5, by=11, nation=nation)


@pytest.mark.parametrize(("nation", "closed"), [("ENG", False), ("SCT", True)], ids=["England", "Scotland"])
async def test_the_record_begins_with_the_terms_and_the_nations_holidays(
    database: Database, nation: str, closed: bool
) -> None:
    clerk = clerk_on(database)
    forum = await founded(clerk, nation=nation)
    async with clerk.database.reading() as db:
        first, second = (entry.fact for entry in entries(await ledger.after(db, forum.id, 0, 10)))
    assert isinstance(first, f.PolicyAdopted)
    assert (first.policy.nation, first.policy.version, first.by) == (nation, 1, "member:1")
    assert isinstance(second, f.CalendarAdopted)
    assert second.first.year == START.year
    # St Andrew's Day
    assert any((day.month, day.day) == (11, 30) for day in second.closed) is closed


async def test_forums_of_one_name_get_addresses_of_their_own(database: Database) -> None:
    clerk = clerk_on(database)
    slugs = [(await founded(clerk, guild)).slug for guild in (1, 2, 3)]
    assert slugs == ["northshire-carers-forum", "northshire-carers-forum-2", "northshire-carers-forum-3"]


async def test_a_server_has_one_forum_however_many_ask_at_once(database: Database) -> None:
    clerk = clerk_on(database)
    made = await asyncio.gather(*(founded(clerk) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(one, ForumCard) for one in made) == 1
    refused = [str(one) for one in made if isinstance(one, Refused)]
    assert refused == ["There is a forum in this server already. Change it with /forum settings."] * 3


async def test_servers_that_ask_at_once_for_one_name_all_get_a_forum(database: Database) -> None:
    clerk = clerk_on(database)
    made = await asyncio.gather(*(founded(clerk, guild) for guild in range(1, 5)))
    assert len({forum.slug for forum in made}) == 4


async def test_a_nation_that_is_none_is_refused(database: Database) -> None:
    with pytest.raises(Refused, match="England, Wales, Scotland, Northern Ireland"):
        await founded(clerk_on(database), nation="FRA")
