"""The session in Discord's own calendar, at its times: begun and ended whoever is late."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.rules import session
from bot.rules.words import Via
from bot.sweep import sweep
from db.engine import Database
from tests.bot.test_couriers import events
from tests.bot.town import Town, open_town
from tests.desk import HOST, START


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    async with open_town(database) as opened:
        yield opened


async def test_an_event_begins_and_ends_at_its_time_whoever_is_late(town: Town) -> None:
    await town.desk.session()
    await town.deliver()
    for hours, status in ((8, 2), (9.5, 3)):
        town.desk.clock.move_to(START + timedelta(days=40, hours=hours + 1))
        # At the same moments Discord begins and ends it: what it answers once is looked at again.
        town.world.env.inject_error("PATCH", "/guilds/*/scheduled-events/*", status=400, code=50035)
        for _ in range(2):
            await sweep(town.desk.clerk)
            await town.deliver(wait=timedelta(minutes=1))
        assert [one.status for one in events(town)] == [status]
    assert await town.outbox(state="blocked") == []
    assert len(await town.outbox(action="session_event")) == 3


async def test_what_a_host_opened_early_stays_open_and_ends_when_they_close_it(town: Town) -> None:
    session_id = await town.desk.session()
    await town.deliver()
    town.desk.clock.move_to(START + timedelta(days=40, hours=8, minutes=15))
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        tx.record(session.open_session(await tx.session(session_id), **tx.mark(Via.HOST)))
    for hours in (0, 1, 3):
        await sweep(town.desk.clerk)
        await town.deliver(wait=timedelta(hours=hours))
        assert [one.status for one in events(town)] == [2]
    async with town.desk.clerk.record.transaction(town.desk.forum, by=HOST) as tx:
        tx.record(session.hold(await tx.session(session_id), None, **tx.mark(Via.HOST)))
    await town.deliver()
    assert [one.status for one in events(town)] == [3]
