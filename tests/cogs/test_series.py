"""A series, as a host keeps it: one date left out, one on another day, the next one offered until it is called."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sweep import sweep
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, row, rows
from tests.cogs.test_sessions import called

pytestmark = pytest.mark.only_on("sqlite")

NEXT = "Call the next one: Tuesday 8 December 2026, 7:00 pm"
AFTER = datetime(2026, 11, 10, 21, tzinfo=UTC)


async def test_one_date_is_left_out_said_to_everybody_and_put_back(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, when="Tue 10 Nov 7pm", repeat="monthly")
        await deliver(world, desk)
        asked = await world.slash(world.hana, "session skip", session=str(session))
        said = world.words(asked)
        assert "Leave out Tuesday 8 December 2026?" in said
        assert "on the second Tuesday. The next one is then on Tuesday 12 January 2027." in said
        await world.restart()
        await world.press(world.hana, asked, "Yes, leave it out")
        await deliver(world, desk)
        card, news = world.texts(world.chat)
        assert "It repeats every month, on the second Tuesday; not on 8 December 2026." in card
        assert "No session on Tuesday 8 December 2026" in news
        assert "the one after it is Tuesday 12 January 2027" in news
        again = await world.slash(world.hana, "session skip", session=str(session), date="8 Dec")
        assert "Put Tuesday 8 December 2026 back?" in world.words(again)
        wrong = await world.slash(world.hana, "session skip", session=str(session), date="9 Dec")
        assert "Wednesday 9 December 2026 is no date to come of this series." in world.words(wrong)

        desk.clock.move_to(AFTER)
        closed = await world.slash(world.hana, "session close", session=str(session))
        assert world.labels(closed)[-3] == "Call the next one: Tuesday 12 January 2027, 7:00 pm"
        await world.press(world.hana, again, "Yes, put it back")
        await deliver(world, desk)
        assert "A session on Tuesday 8 December 2026 after all" in world.texts(world.chat)[-1]
        stale = await world.press(world.hana, closed, "Call the next one: Tuesday 12 January 2027, 7:00 pm")
        assert world.labels(stale)[0] == NEXT
        out = await world.press(world.hana, stale, "Leave this date out")
        assert "Tuesday 8 December 2026 is left out" in world.words(out)
        assert "left out already" in world.words(await world.press(world.hana, stale, "Leave this date out"))
        await world.press(world.hana, out, "Call the next one: Tuesday 12 January 2027, 7:00 pm")
        old, new = await rows(desk, models.Session)
        assert (old.repeat, new.repeat) == (None, "monthly 2027-01-12T19:00")


async def test_the_next_one_on_another_day_this_once_leaves_the_series_as_it_is(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, when="Tue 10 Nov 7pm", repeat="monthly", places=12)
        desk.clock.move_to(AFTER)
        closed = await world.slash(world.hana, "session close", session=str(session))
        form, late = [await world.press(world.hana, closed, "On another day, this once") for _ in range(2)]
        asked = await world.submit(world.hana, form, when="Wed 9 Dec 6pm")
        assert "Wednesday 9 December 2026, 6:00 pm UK time, for 90 minutes. Is that right?" in world.words(asked)
        await world.press(world.hana, asked, "Yes, call the session")
        old, new = await rows(desk, models.Session)
        assert (old.repeat, new.repeat, new.places) == (None, "monthly 2026-12-08T19:00", 12)
        assert new.starts_at == datetime(2026, 12, 9, 18, tzinfo=UTC)
        assert "has already been called" in world.words(await world.press(world.hana, closed, NEXT))
        assert "has already been called" in world.words(await world.submit(world.hana, late, when="Wed 9 Dec 6pm"))
        desk.clock.move_to(datetime(2026, 12, 9, 21, tzinfo=UTC))
        held = await world.slash(world.hana, "session close", session=str(new.id))
        assert world.labels(held)[-3] == "Call the next one: Tuesday 12 January 2027, 7:00 pm"


async def test_hosts_who_forgot_to_call_the_next_one_are_reminded_once_and_call_it_there(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, when="Tue 10 Nov 7pm", repeat="monthly")
        for _ in range(3):
            desk.clock.move_to(max(AFTER, desk.clock.now()) + timedelta(days=2))
            await sweep(desk.clerk)
            await deliver(world, desk)
        cards = [one for one in world.hosts.history() if "The next session of a series" in world.text(one)]
        assert len(cards) == 1
        assert "repeats every month, on the second Tuesday, and the next one is not called yet" in world.text(cards[0])
        await world.press(world.hana, cards[0], NEXT)
        assert (await row(desk, models.Session, session)).repeat is None


async def test_holidays_among_the_later_dates_are_said_when_a_series_is_called(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, _):
        asked = await world.slash(
            world.hana, "session schedule", title="Fridays", when="Fri 27 Nov 7pm", repeat="monthly"
        )
        said = world.words(asked)
        assert "Later dates of the series that are public holidays: Friday 25 December 2026" in said
        once = await world.slash(world.hana, "session schedule", title="Once", when="Fri 27 Nov 7pm")
        assert "public holiday" not in world.words(once)
        none = await world.slash(world.hana, "session skip", session="Fridays")
        assert "There is no" in world.words(none) or "No session" in world.words(none)


async def test_a_session_that_does_not_repeat_has_no_date_to_leave_out(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        answer = await world.slash(world.hana, "session skip", session=str(session))
        assert "does not repeat" in world.words(answer)
        assert "Only this forum’s hosts" in world.words(
            await world.slash(world.cal, "session skip", session=str(session))
        )
