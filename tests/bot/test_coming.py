"""Who comes to a session: counted once each, in the order of asking, told in private; on both databases."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot import coming, shut
from bot.coming import say
from bot.forgetting import forget
from bot.house import see_to
from bot.rules.coming import Coming, Counts, Reminder
from bot.rules.errors import Refused
from bot.rules.words import Reason
from bot.sessions import cancel, move
from bot.sweep import sweep
from db import due, models
from db.engine import Database
from tests.bot.town import Town, open_town
from tests.cogs.office import row, rows
from tests.desk import CAL, CARA, HOST, Desk
from tests.thorough import examples

PEOPLE = range(1_000, 1_000 + examples(200))
BOTH = frozenset(Reminder)
STARTS = datetime(2026, 10, 11, 18, tzinfo=UTC)
"""The session of `Desk`: a Sunday, seven in the evening in London."""


async def answered(desk: Desk, session: int, person: int, wish: Coming = Coming.GOING) -> Coming:
    async with desk.clerk.record.transaction(desk.forum, by=person) as tx:
        return Coming((await say(tx, session, wish, user_id=person)).answer)


async def reminded(desk: Desk, session: int, person: int, chosen: frozenset[Reminder] = BOTH) -> None:
    async with desk.clerk.record.transaction(desk.forum, by=person) as tx:
        await coming.remind(tx, session, chosen, user_id=person)


async def limited(desk: Desk, session: int, places: int | None) -> None:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await coming.limit(tx, session, places)


async def counts(desk: Desk, session: int) -> Counts:
    async with desk.clerk.record.reading(desk.forum) as view:
        return await coming.counts(view, session)


async def told(desk: Desk) -> list[str | None]:
    return [one.detail for one in await rows(desk, models.Outbox, action="coming_news")]


@pytest.mark.on_both
async def test_a_crowd_that_presses_at_once_is_counted_each_once_and_each_is_answered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 600)  # the claim is about counting, not about this machine
    desk = await Desk.opened(database)
    session = await desk.session()
    places = len(PEOPLE) * 3 // 4
    await limited(desk, session, places)
    answers = await asyncio.gather(*(answered(desk, session, person) for person in PEOPLE))
    assert Counter(answers) == {Coming.GOING: places, Coming.WAITING: len(PEOPLE) - places}
    again = await asyncio.gather(*(answered(desk, session, person) for person in PEOPLE[:20]))
    assert again == answers[:20], "a second press changes nothing"
    assert await counts(desk, session) == Counts(going=places, waiting=len(PEOPLE) - places)
    turns = [one.turn for one in await rows(desk, models.Coming)]
    assert sorted(turns) == list(range(1, len(PEOPLE) + 1)), "each has a place of their own in the queue"
    assert len(await rows(desk, models.Outbox, action="session_card", state="waiting")) <= 2

    leaving = [person for person, answer in zip(PEOPLE, answers, strict=True) if answer is Coming.GOING][:5]
    await asyncio.gather(*(answered(desk, session, person, Coming.CANNOT) for person in leaving))
    assert await counts(desk, session) == Counts(going=places, waiting=len(PEOPLE) - places - 5, cannot=5)
    waiting = sorted(one.turn for one in await rows(desk, models.Coming, answer="waiting"))
    assert waiting == list(range(places + 6, len(PEOPLE) + 1)), "who asked first moved up first"
    assert await told(desk) == ["place"] * 5


async def test_who_comes_back_asks_anew_and_a_limit_that_is_lifted_lets_everybody_in(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    await limited(desk, session, 1)
    assert await answered(desk, session, 1) is Coming.GOING
    assert [await answered(desk, session, person) for person in (2, 3)] == [Coming.WAITING] * 2
    assert await answered(desk, session, 1, Coming.MAYBE) is Coming.MAYBE
    assert await answered(desk, session, 1) is Coming.WAITING, "behind the two"
    async with desk.clerk.record.transaction(desk.forum, by=2) as tx:
        await coming.take_back(tx, session, user_id=2)
    assert [(one.answer, one.turn) for one in await rows(desk, models.Coming)] == [("waiting", 4), ("going", 3)]
    await limited(desk, session, None)
    assert await counts(desk, session) == Counts(going=2)
    for number, said in ((0, "as a number like 20"), (20_000, "as a number like 20")):
        with pytest.raises(Refused, match=said):
            await limited(desk, session, number)


@pytest.mark.on_both
async def test_reminders_survive_an_outage_and_come_once(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    for person in (CAL, CARA, HOST):
        await answered(desk, session, person, Coming.MAYBE)
    await reminded(desk, session, CAL)
    await reminded(desk, session, CARA, frozenset({Reminder.DAY}))
    async with database.reading() as db:
        moments = [one.remind_at for one in await rows(desk, models.Coming)]
        assert moments == [STARTS - timedelta(days=1)] * 2 + [None]
        an_hour_before = STARTS - timedelta(days=1, hours=1)
        assert await due.next_moment(db, an_hour_before) == STARTS - timedelta(days=1)
    desk.clock.move_to(STARTS - timedelta(hours=21))  # away until nine in the evening, when nobody is written to
    for _ in range(2):
        await sweep(desk.clerk)
    assert await told(desk) == []
    desk.clock.move_to(datetime(2026, 10, 11, 7, tzinfo=UTC))  # eight in London
    for _ in range(2):
        await sweep(desk.clerk)
    assert await told(desk) == ["reminder"] * 2
    desk.clock.move_to(STARTS - timedelta(hours=1))
    for _ in range(2):
        await sweep(desk.clerk)
    assert await told(desk) == ["reminder"] * 3, "who chose the hour before too; nobody who did not ask"
    assert [one.remind_at for one in await rows(desk, models.Coming)] == [None] * 3


async def test_who_cannot_come_is_not_reminded(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    with pytest.raises(Refused, match="First say that you are going"):
        await reminded(desk, session, CAL)
    await answered(desk, session, CAL)
    await reminded(desk, session, CAL)
    await answered(desk, session, CAL, Coming.CANNOT)
    desk.clock.move_to(STARTS - timedelta(minutes=30))
    await sweep(desk.clerk)
    assert await told(desk) == []


async def test_reminders_follow_a_move_and_who_asked_for_them_hears_of_it(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    for person in (CAL, CARA):
        await answered(desk, session, person)
    await reminded(desk, session, CAL)
    later = STARTS + timedelta(days=2)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await move(tx, desk.clerk.ways, session, later)
    mine = (await rows(desk, models.Coming))[0]
    assert (mine.answer, mine.remind_at) == ("going", later - timedelta(days=1))
    assert await told(desk) == ["moved"]
    desk.clock.move_to(datetime(2026, 10, 11, 22, tzinfo=UTC))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await cancel(tx, desk.clerk.ways, session, Reason.TOO_FEW_PEOPLE)
    assert await told(desk) == ["moved", "cancelled"]
    (late,) = await rows(desk, models.Outbox, detail="cancelled")
    assert late.not_before == datetime(2026, 10, 12, 7, tzinfo=UTC), "not at night"
    assert (await rows(desk, models.Coming))[0].remind_at is None
    with pytest.raises(Refused, match="was cancelled"):
        await answered(desk, session, CARA)


async def test_who_came_is_forgotten_a_month_after(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    await answered(desk, session, CAL)
    desk.clock.move_to(STARTS + timedelta(days=30))
    assert await see_to(desk.clerk, [forget]) == []
    assert await counts(desk, session) != Counts()
    desk.clock.move_by(timedelta(hours=2))
    assert await see_to(desk.clerk, [forget]) == []
    assert await counts(desk, session) == Counts()


async def test_answers_about_another_forums_session_are_refused(database: Database) -> None:
    desk = await Desk.opened(database)
    other = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
    theirs = await other.session()
    with pytest.raises(Refused, match="There is no such session"):
        await answered(desk, theirs, CAL)


# ------------------------------------------------------------------------------------------------ in Discord


async def with_cal(town: Town, places: int | None = None) -> int:
    """A session that Cal goes to and wants to be reminded of; its card stands."""
    session = await town.desk.session()
    await limited(town.desk, session, places)
    await answered(town.desk, session, town.world.cal.id)
    await reminded(town.desk, session, town.world.cal.id)
    await town.deliver()
    return session


async def test_a_reminder_comes_as_a_direct_message_with_the_way_to_the_card(database: Database) -> None:
    async with open_town(database) as town:
        await with_cal(town)
        town.desk.clock.move_to(STARTS - timedelta(days=1))
        await sweep(town.desk.clerk)
        await town.deliver()
        (said,) = town.sent_to(town.world.cal)
        assert "A reminder that you asked for" in said
        assert "**Respite that works** at Northshire Carers’ Forum" in said
        assert "Sunday 11 October 2026, 7:00 pm UK time** until 8:30 pm" in said
        assert "You said that you are going." in said
        (card,) = town.world.chat.history()
        parts = str([part.to_dict() for part in town.world.cal.user.dm_channel.history()[0].components])
        assert f"https://discord.com/channels/{town.world.guild.id}/{town.world.chat.id}/{card.id}" in parts
        assert "Cal" not in town.world.text(card)
        assert "1 going" in town.world.text(card)


async def test_what_discord_brings_late_is_not_brought_at_night(database: Database) -> None:
    async with open_town(database) as town:
        await with_cal(town)
        town.desk.clock.move_to(STARTS - timedelta(days=1))
        await sweep(town.desk.clerk)
        town.world.env.inject_error("POST", "*", status=503, times=None)
        await town.deliver()
        town.world.env.backend.faults.clear()
        await town.deliver(wait=timedelta(hours=4))
        assert town.sent_to(town.world.cal) == []
        (waiting,) = await town.outbox(action="coming_news", state="waiting")
        assert waiting.not_before == datetime(2026, 10, 11, 7, tzinfo=UTC)
        town.desk.clock.move_to(waiting.not_before)
        await town.deliver()
        assert len(town.sent_to(town.world.cal)) == 1


async def test_a_refused_message_is_remembered_until_they_have_been_told(database: Database) -> None:
    async with open_town(database) as town:
        session = await with_cal(town, places=1)
        await answered(town.desk, session, town.world.cara.id)
        await answered(town.desk, session, town.world.cal.id, Coming.CANNOT)
        town.world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
        await town.deliver()
        (done,) = await town.outbox(action="coming_news")
        assert (done.state, done.error) == ("done", None)
        async with town.desk.clerk.record.transaction(town.desk.forum, by=town.world.cara.id) as tx:
            assert "Discord did not let the clerk write to you" in await shut.said_once(tx, town.world.cara.id)
            assert await shut.said_once(tx, town.world.cara.id) == ""
        assert not [text for text in town.world.texts(town.world.hosts) if "Cara" in text]
        assert (await row(town.desk, models.Coming, 2)).answer == "going"
