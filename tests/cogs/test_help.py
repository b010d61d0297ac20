"""/help and the commands that there are: each is in it, and it names no other."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from bot.chat.gate import commands_of, declared
from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.clock import HandClock
from bot.founding import found
from bot.record import Record
from bot.rules.permissions import ALLOWED, Role
from cogs._help import ANYONE, BY_ROLE, CARERS, HOSTS, TOPICS
from db.engine import Database
from tests.discord_world import World, open_world

pytestmark = pytest.mark.only_on("sqlite")

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
async def whole(database: Database) -> AsyncIterator[World]:
    """Every cog, in a server that has no forum yet."""
    clerk = Clerk(Record(database, HandClock(NOW)))
    async with open_world(lambda: ForumClerk(clerk)) as world:
        yield world


async def forum_in(world: World) -> None:
    await found(
        world.bot.clerk,
        guild_id=world.guild.id,
        name="Northshire",
        by=world.olga.id,
        host_role_id=world.host_role.id,
        carer_role_id=world.carer_role.id,
    )


async def test_every_command_is_in_help_and_help_names_no_other(whole: World) -> None:
    there = {command.qualified_name for command in commands_of(whole.bot.tree)}
    listed = [name for _, topic in BY_ROLE for name in topic.commands]
    assert sorted(listed) == sorted(there)
    assert {name for topic in TOPICS.values() for name in topic.commands} <= there


async def test_every_command_that_the_words_name_exists(whole: World) -> None:
    there = {command.qualified_name for command in commands_of(whole.bot.tree)}
    named = {name for topic in (ANYONE, *TOPICS.values()) for name in _named(topic.words)}
    assert {"forum setup", "agenda raise"} <= named <= there


def _named(words: str) -> Iterator[str]:
    for found_ in re.finditer(r"/([a-z]+)(?: ([a-z]+))?", words):
        yield " ".join(part for part in found_.groups() if part)


async def test_each_command_stands_with_those_who_may_use_it(whole: World) -> None:
    """A carer is told of nothing that they may not do, a host of nothing that they could only watch."""
    topics = {Role.ANYONE: ANYONE, Role.CARER: CARERS, Role.HOST: HOSTS}
    for command in commands_of(whole.bot.tree):
        may = declared(command)
        assert may is not None
        role = next((role for role in topics if role in ALLOWED[may.act]), Role.HOST)
        assert command.qualified_name in topics[role].commands, command.qualified_name


async def test_each_person_is_told_what_they_can_do(whole: World) -> None:
    await forum_in(whole)
    words = {person: whole.words(await whole.slash(person, "help")) for person in (whole.stan, whole.cal, whole.hana)}
    assert ["What a carer can do" in words[who] for who in (whole.stan, whole.cal, whole.hana)] == [False, True, True]
    assert ["What a host can do" in words[who] for who in (whole.stan, whole.cal, whole.hana)] == [False, False, True]
    assert all("Not everything fits here." not in said for said in words.values())
    for name in HOSTS.commands:
        assert f"/{name}" in words[whole.hana]


async def test_before_there_is_a_forum_help_says_how_to_make_one(whole: World) -> None:
    assert "/forum setup" in whole.words(await whole.slash(whole.stan, "help"))


@pytest.mark.parametrize("topic", list(TOPICS))
async def test_each_topic_fits_and_is_shown_to_the_asker_alone(whole: World, topic: str) -> None:
    answer = await whole.slash(whole.stan, "help", topic=topic)
    assert TOPICS[topic].title in whole.words(answer)
    assert "Not everything fits here." not in whole.words(answer)
    assert whole.messages(answer)[0].ephemeral
