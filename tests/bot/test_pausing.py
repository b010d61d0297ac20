"""Declaring a pause in a real database: one commit, every clock, and figures that agree with the entries."""

from datetime import date, timedelta

import pytest

from bot import pausing
from bot.figures import tallies_of
from bot.pausing import Wish
from bot.rules import facts as f
from bot.rules.counts import Counts
from bot.rules.errors import Refused
from bot.rules.recount import fold, tallies
from bot.rules.words import PauseKind
from db.engine import Database
from db.figures import Among
from db.models import Standing
from tests.chronicled import kept
from tests.desk import HOST, Desk
from tests.rules.chronicle import Chronicle

FORTNIGHT = (date(2026, 9, 7), date(2026, 9, 18))


async def _declared(desk: Desk, wish: Wish) -> tuple[int, int]:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        return await pausing.declare(tx, wish)


async def test_a_pause_moves_the_clock_of_its_body_and_of_no_other(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session(days=120)
    bodies = [await desk.body(), await desk.body("Westmere Council", "council")]
    asked = [await desk.invited(session, await desk.official(body)) for body in bodies]
    await desk.sent(*asked)
    wish = Wish(PauseKind.CLOSURE, *FORTNIGHT, organisation=bodies[0])
    async with desk.clerk.record.reading(desk.forum) as view:
        _, would_move = await pausing.trial(view, wish)
    number, moved = await _declared(desk, wish)
    assert would_move == moved == 1
    assert [(await desk.standing(one)).reply_by for one in asked] == [date(2026, 9, 29), date(2026, 9, 15)]
    fact = (await desk.history(asked[0]))[-1]
    assert isinstance(fact, f.ClockMoved)
    assert (fact.pause, fact.by) == (number, "member:1")
    async with database.reading() as db:
        row = await db.get_one(Standing, asked[0])
        assert (row.reply_by, row.counts_on) == (fact.reply_by, fact.counts_on)
        assert row.next_moment is not None
        assert row.next_moment.date() == fact.next_on


@pytest.mark.only_on("sqlite")
async def test_a_pause_that_is_refused_moves_nothing(database: Database) -> None:
    desk = await Desk.opened(database)
    asked = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(asked)
    before = await desk.history(asked)
    with pytest.raises(Refused, match="at most 120 days"):
        await _declared(desk, Wish(PauseKind.EMERGENCY, date(2026, 9, 7), date(2027, 9, 7)))
    with pytest.raises(Refused, match="no such organisation"):
        await _declared(desk, Wish(PauseKind.CLOSURE, *FORTNIGHT, organisation=99))
    assert await desk.history(asked) == before


@pytest.mark.only_on("sqlite")
async def test_what_a_pause_carries_past_its_session_is_in_no_figure(database: Database) -> None:
    desk = await Desk.opened(database)
    asked = await desk.invited(await desk.session(days=30), await desk.official(await desk.body()))
    await desk.sent(asked)
    await _declared(desk, Wish(PauseKind.DISSOLUTION, date(2026, 9, 3), date(2026, 10, 20)))
    await desk.days_pass(90)
    assert (await desk.standing(asked)).counts is Counts.PAUSED
    async with desk.clerk.record.reading(desk.forum) as view:
        [tally] = (await tallies_of(view, Among(forum_id=1), view.terms.day(view.now))).values()
    assert (tally.counted, tally.left_out) == (0, {Counts.PAUSED: 1})


@pytest.mark.only_on("sqlite")
async def test_the_database_counts_with_pauses_what_the_entries_give(database: Database) -> None:
    told = Chronicle.of_chance(5, days=80, pauses=True)
    told.pause(told.today, told.today + timedelta(days=9), 1)
    told.days_pass(12)
    assert any(isinstance(one, f.ClockMoved) for one in told.facts)
    async for clerk, _ in kept(database, told):
        last = clerk
    async with last.record.reading(1) as view:
        as_at = view.terms.day(view.now) + timedelta(days=30)
        counted = await tallies_of(view, Among(forum_id=1), as_at)
    assert counted == tallies(fold(told.entries), since=None, as_at=as_at)
    assert any(not replied for tally in counted.values() for _, replied in tally.times)
