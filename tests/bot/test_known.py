"""What a clerk keeps at hand of a record is what the record holds, whoever wrote it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Never

import pytest

from bot.calendars import calendar
from bot.clerk import Clerk
from bot.past import as_at
from bot.record import Known, Record
from bot.rules import facts as f
from bot.rules.words import Via
from bot.view import entries
from db import ledger
from db.engine import Database
from tests.desk import HOST, MAIL, Desk

BODIES, CALENDARS = (f.OrganisationListed.kind,), (f.CalendarAdopted.kind,)
SESSIONS, INVITATIONS = tuple(f.every_kind(f.SessionFact)), tuple(f.every_kind(f.InvitationFact))
KINDS = (BODIES, CALENDARS, (*BODIES, f.OfficialListed.kind), SESSIONS, INVITATIONS)


async def _agree(desks: Sequence[Desk]) -> None:
    for desk in desks:
        async with desk.clerk.record.reading(desk.forum) as view:
            for kinds in KINDS:
                assert await view.of_kinds(kinds) == entries(await ledger.of_kinds(view.db, desk.forum, kinds))


@pytest.mark.on_both
async def test_it_is_what_the_record_holds_whichever_clerk_wrote_it(database: Database) -> None:
    here = await Desk.opened(database)
    there = Desk(Clerk(Record(database, here.clock), MAIL), here.clock, forum=here.forum)
    await _agree((here, there))
    for nth, (one, other) in enumerate(((here, there), (there, here), (here, there))):
        official = await one.official(await one.body(f"Body {nth}"))
        await _agree((one, other))
        await one.sent(await other.invited(await one.session(), official))
        await _agree((other, one))


async def _never(*of: object) -> Never:
    raise AssertionError("the record is read once more")


async def test_what_was_read_is_not_read_again_even_after_more_was_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await Desk.opened(database)
    await desk.body("One")
    async with desk.clerk.record.reading(desk.forum) as view:
        assert len(await view.of_kinds(BODIES)) == 1
    monkeypatch.setattr(ledger, "of_kinds", _never)
    await desk.official(await desk.body("Two"))
    async with desk.clerk.record.transaction(desk.forum) as tx:
        assert len(await tx.of_kinds(BODIES)) == 2


async def test_what_was_not_committed_is_not_kept(database: Database) -> None:
    desk = await Desk.opened(database)
    await _agree([desk])
    with pytest.raises(LookupError):
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            tx.record(calendar("WLS", 2027, **tx.mark(Via.HOST)))
            assert len(await tx.of_kinds(CALENDARS)) == 1
            raise LookupError
    await _agree([desk])


async def test_what_a_reading_saw_first_is_not_there_twice(database: Database) -> None:
    """As on PostgreSQL, where a reading sees what was committed since it began."""
    desk = await Desk.opened(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        before = tx.head.hash
        tx.record(calendar("WLS", 2027, **tx.mark(Via.HOST)))
    async with desk.clerk.record.reading(desk.forum) as view:
        seen = await view.of_kinds(CALENDARS)
        assert len(seen) == 2
    for earlier in (seen, seen[:1]):
        assert Known(before, tx.terms, {CALENDARS: earlier}).and_then(tx).of_kinds == {CALENDARS: seen}


async def test_a_past_day_and_today_know_nothing_of_each_other(database: Database) -> None:
    desk = await Desk.opened(database)
    await desk.body("One")
    day = desk.clock.now().date()
    desk.clock.move_by(timedelta(days=3))
    await desk.body("Two")
    for _ in range(2):
        async with desk.clerk.record.reading(desk.forum) as view:
            assert len(await view.of_kinds(BODIES)) == 2
            assert len(await (await as_at(view, day)).of_kinds(BODIES)) == 1


@pytest.mark.parametrize("many", [1, 3])
async def test_long_lists_are_not_kept(database: Database, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    desk = await Desk.opened(database)
    for module in ("bot.view", "bot.record"):
        monkeypatch.setattr(f"{module}.KEPT", 2)
    await desk.body()
    async with desk.clerk.record.reading(desk.forum) as view:
        await view.of_kinds(BODIES)
    for nth in range(many):
        await desk.body(f"Body {nth}")
    async with desk.clerk.record.reading(desk.forum) as view:
        assert (BODIES in view.at_hand) == (many < 2)
        assert len(await view.of_kinds(BODIES)) == many + 1
        assert (BODIES in view.at_hand) == (many < 2)
