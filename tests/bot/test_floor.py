"""Who is in the room and who speaks next, on both kinds of database."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot import agenda, floor, minutes, privacy, sitting
from bot.forgetting import forget
from bot.house import see_to
from bot.rules.agenda import worded
from bot.rules.errors import Refused
from bot.rules.hands import Side
from db import live
from db.engine import Database
from tests.desk import CAL, CARA, HOST, Desk

pytestmark = pytest.mark.on_both

PEOPLE = 40


async def opened(database: Database) -> tuple[Desk, int]:
    """A session that is open, to which two officials are invited."""
    desk = await Desk.opened(database)
    session, body = await desk.session(), await desk.body()
    for role in ("Chair", "Director of Commissioning"):
        await desk.invited(session, await desk.official(body, role))
    await desk.post()
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for title in ("Respite", "Night sitting"):
            item = await agenda.raise_item(tx, worded(title, ""), user_id=HOST, label=None, organisation=None)
            await agenda.accept(tx, item.id, session, None)
    async with desk.clerk.record.reading(desk.forum) as view:
        starts: datetime = (await view.session(session)).starts
    desk.clock.move_to(starts)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await sitting.open_floor(tx, session)
    return desk, session


async def test_of_many_who_press_at_once_each_is_counted_once_and_has_one_place(database: Database) -> None:
    desk, session = await opened(database)

    async def presses(user: int) -> int:
        async with desk.clerk.record.transaction(desk.forum, by=user) as tx:
            return await floor.raise_hand(tx, session, user)

    people = [1_000 + number for number in range(PEOPLE)]
    places = await asyncio.gather(*map(presses, [*people, *people]))
    assert {place for place in places if place} == set(range(1, PEOPLE + 1))
    async with desk.clerk.record.reading(desk.forum) as view:
        assert await live.people_here(view.db, session) == PEOPLE
        queue = await floor.waiting(view, session)
    assert len(queue) == len({hand.member_id for hand in queue}) == PEOPLE


async def test_the_floor_opens_for_a_carer_with_each_item_and_whoever_spoke_has_done_so(database: Database) -> None:
    desk, session = await opened(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await floor.raise_hand(tx, session, CAL)
        await floor.official_wishes(tx, session, 1)
        await floor.raise_hand(tx, session, CARA)
        await floor.call_next(tx, session, (await floor.waiting(tx, session))[0].id)
        assert [floor.side_of(hand) for hand in await floor.waiting(tx, session)] == [Side.OFFICIAL, Side.CARER]
        await sitting.next_item(tx, session, 1)
        assert [floor.side_of(hand) for hand in await floor.waiting(tx, session)] == [Side.CARER, Side.OFFICIAL]
        assert len(await live.hands(tx.db, session)) == 2


async def test_an_official_of_another_session_has_no_place_in_the_queue(database: Database) -> None:
    desk, session = await opened(database)
    elsewhere = await desk.invited(await desk.session(title="Another"), await desk.official(1, "Nurse"))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        with pytest.raises(Refused, match="not invited to this session"):
            await floor.official_wishes(tx, session, elsewhere)


async def test_erased_or_forgotten_a_carer_stays_a_number(database: Database) -> None:
    desk, session = await opened(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await floor.raise_hand(tx, session, CAL)
        await floor.come_in(tx, session, CARA)
        asked = await privacy.held(tx, CAL)
        assert [row.id for row in asked.present] == list(asked.hands) == [session]
        await privacy.erase(tx, asked, words_too=True, owner=None)
        assert await live.people_here(tx.db, session) == 2
        assert await live.hands(tx.db, session) == []
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        assert (await minutes.close(tx, desk.clerk.ways, session, None, {})).carers == 2
    desk.clock.move_by(timedelta(days=29))
    await see_to(desk.clerk, [forget])
    async with desk.clerk.record.reading(desk.forum) as view:
        assert await live.people_here(view.db, session) == 2
    desk.clock.move_by(timedelta(days=2))
    await see_to(desk.clerk, [forget])
    async with desk.clerk.record.reading(desk.forum) as view:
        assert await live.people_here(view.db, session) == 1, "of whom nobody knows any more who it was"
        assert (await view.session(session)).carers == 2
