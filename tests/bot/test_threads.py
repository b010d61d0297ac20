"""The thread under the card of a session."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.rules import session as rules
from bot.rules.words import Via
from db import models
from db.engine import Database
from tests.bot.town import Town, open_town
from tests.cogs.office import row
from tests.desk import HOST


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    async with open_town(database) as opened:
        yield opened


def threads(town: Town) -> list[tuple[int, str]]:
    channels = town.world.env.backend.channels.values()
    return [(one.id, one.name or "") for one in channels if one.parent_id == town.world.chat.id]


async def moved(town: Town, session_id: int, days: int) -> None:
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        now = await tx.session(session_id)
        tx.record(rules.move(now, now.starts + timedelta(days=days), **tx.mark(Via.HOST)))


async def test_a_session_has_one_thread_under_its_card_which_leads_to_it(town: Town) -> None:
    session = await town.desk.session(title="Respite @everyone " + "x" * 200)
    await town.deliver()
    (card,) = town.world.chat.history()
    ((thread, name),) = threads(town)
    assert thread == card.id == (await row(town.desk, models.Session, session)).thread_id
    assert name.endswith("…, 11 October 2026")
    assert len(name) <= 100
    assert f"https://discord.com/channels/{town.world.guild.id}/{thread}" in str([c.to_dict() for c in card.components])
    await moved(town, session, 1)
    await town.deliver()
    assert not await town.outbox(state="blocked"), "a name is not worth a complaint"
    # SimCord asks for this permission of whoever began the thread too.
    role = town.world.bot_role
    town.world.env.backend.edit_role(town.world.guild.id, role.id, {"permissions": role._role.permissions | 1 << 4})
    await moved(town, session, 1)
    await town.deliver()
    assert [name.rpartition(", ")[2] for _, name in threads(town)] == ["13 October 2026"]


async def test_a_thread_begun_just_before_a_crash_is_found(town: Town) -> None:
    town.world.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=160004)
    session = await town.desk.session()
    await town.deliver()
    (card,) = town.world.chat.history()
    assert (await row(town.desk, models.Session, session)).thread_id == card.id


async def test_a_deleted_thread_comes_again_when_the_session_moves(town: Town) -> None:
    session = await town.desk.session()
    await town.deliver()
    ((thread, _),) = threads(town)
    town.world.env.backend.delete_channel(thread)
    await moved(town, session, 1)
    await town.deliver()
    ((again, name),) = threads(town)
    assert name == "Respite that works, 12 October 2026"
    assert again == (await row(town.desk, models.Session, session)).thread_id


async def test_hosts_are_told_once_which_permission_is_missing_and_the_threads_follow(town: Town) -> None:
    town.world.forbid(town.world.chat, "create_public_threads")
    for title in ("Respite", "Breaks"):
        await town.desk.session(title=title)
    await town.deliver()
    (said,) = [text for text in town.world.texts(town.world.hosts) if "“Create Public Threads”" in text]
    assert f"<#{town.world.chat.id}>" in said
    assert len(town.world.texts(town.world.chat)) == 2, "the cards do not wait for it"
    town.world.env.backend.channels[town.world.chat.id].overwrites.clear()
    await town.deliver(wait=timedelta(hours=1, minutes=1))
    assert len(threads(town)) == 2
    assert not await town.outbox(state="blocked")


async def test_where_no_thread_can_begin_the_session_does_without(town: Town) -> None:
    town.world.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=50024)
    await town.desk.session()
    await town.deliver()
    assert threads(town) == []
    assert {one.state for one in await town.outbox()} == {"done"}
