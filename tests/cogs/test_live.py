"""A session while it runs, as hosts lead it and carers take part in it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot import agenda, coming, floor, sitting
from bot.rules import facts as f
from bot.rules.agenda import worded
from bot.rules.coming import Coming
from bot.rules.words import Answer
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.desk import CAL, HOST, Desk
from tests.discord_world import Channel, Message, World

pytestmark = pytest.mark.only_on("sqlite")

COGS = ("cogs.sessions", "cogs.privacy")
EVENING = datetime(2026, 10, 11, 18, tzinfo=UTC)
"""Forty days after the desk opens, at seven in London."""


async def evening(desk: Desk, *titles: str, minutes: Sequence[int | None] = (10, 20)) -> int:
    """A session with these items and two officials, at the moment at which it begins."""
    session = await desk.session()
    icb = await desk.body()
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for title, given in zip(titles, minutes, strict=True):
            item = await agenda.raise_item(tx, worded(title, ""), user_id=CAL, label=None, organisation=None)
            await agenda.accept(tx, item.id, session, icb)
            await agenda.give_minutes(tx, item.id, given)
    for role in ("Chair", "Director of Commissioning"):
        await desk.invited(session, await desk.official(icb, role))
    await desk.post()
    await desk.answered(2, Answer.CANNOT_COME)
    desk.clock.move_to(EVENING)
    return session


def newest(world: World, channel: Channel, words: str) -> Message:
    return next(message for message in reversed(channel.history()) if words in world.text(message))


async def test_hosts_lead_a_session_from_one_card_before_and_after_a_restart(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite is cancelled on the day", "Night sitting")
        opened = await world.slash(world.hana, "session open", session=str(session))
        assert f"<#{world.hosts.id}>" in world.words(opened)
        await deliver(world, desk)
        card = newest(world, world.hosts, "Control card")
        assert "**Now: Respite is cancelled on the day** (1 of 2)\n10 minutes, until 7:10 pm" in world.text(card)
        assert "Next: Night sitting (20 minutes)" in world.text(card)
        assert [channel for channel in (world.chat, world.log) if "Control card" in str(world.texts(channel))] == []
        await world.restart()
        desk.clock.move_by(timedelta(minutes=12))
        moved = await world.press(world.hana, card, "Next item")
        assert "**Now: Night sitting** (2 of 2)\n20 minutes, until 7:32 pm" in world.words(moved)
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await sitting.next_item(tx, session, 2)
        again = await world.press(world.hana, card, "The last item is done")
        assert "Somebody has gone on already" in world.words(again)
        await deliver(world, desk)
        shown = newest(world, world.hosts, "Control card")
        assert shown.id == card.id
        assert "No item of the agenda is open." in world.text(shown)
        assert "No item of the agenda is open." in world.text(newest(world, world.chat, "Live, session"))


async def test_a_carer_opens_the_floor_and_then_both_sides_take_turns(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        card, live = newest(world, world.hosts, "Control card"), newest(world, world.chat, "Live, session")
        assert "Only carers" in world.words(await world.press(world.stan, live, "Raise a hand"))
        await world.choose(world.hana, card, "1")
        assert "You are next." in world.words(await world.press(world.cal, live, "Raise a hand"))
        assert "2 speak before you" in world.words(await world.press(world.cara, live, "Raise a hand"))
        assert "2 speak before you" in world.words(await world.press(world.cara, live, "Raise a hand"))
        await deliver(world, desk)
        card, live = newest(world, world.hosts, "Control card"), newest(world, world.chat, "Live, session")
        queue = [line for line in world.text(card).splitlines() if line[:2] in ("1.", "2.", "3.")]
        assert queue == [
            f"1. <@{world.cal.id}> (carer)",
            "2. The Chair of NHS Northshire ICB (official)",
            f"3. <@{world.cara.id}> (carer)",
        ]
        assert "Hands up: 2 carers and 1 official. Next: a carer." in world.text(live)
        assert str(world.cal.id) not in world.markdown(live)
        called = await world.press(world.hana, card, "Call the next speaker")
        assert f"**Speaking: <@{world.cal.id}> (carer)**" in world.words(called)
        assert "It is your turn" in world.words(await world.press(world.cal, live, "Raise a hand"))
        assert "Your hand is down." in world.words(await world.press(world.cara, live, "Lower my hand"))
        assert "was not up" in world.words(await world.press(world.cara, live, "Lower my hand"))
        await deliver(world, desk)
        card = newest(world, world.hosts, "Control card")
        assert "in the queue already" in world.words(await world.choose(world.hana, card, "1"))
        await world.press(world.cara, live, "Raise a hand")
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await floor.lower_hand(tx, session, world.cara.id)
            await floor.call_next(tx, session, 1)
        stale = await world.press(world.hana, card, "Call the next speaker")
        assert "The queue has changed meanwhile" in world.words(stale)
        await deliver(world, desk)
        live = newest(world, world.chat, "Live, session")
        assert "Speaking: the Chair of NHS Northshire ICB" in world.text(live)
        assert len(await rows(desk, models.Hand)) == 1
        assert "I am here (2)" in world.labels(live)


async def test_off_the_record_nothing_is_taken_down_and_only_its_length_is_kept(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        card = newest(world, world.hosts, "Control card")
        form = await world.press(world.hana, card, "Note")
        off = await world.press(world.hana, card, "Off the record")
        assert "Off the record since 7:00 pm" in world.words(off)
        refused = await world.submit(world.hana, form, words="She told us about her mother.")
        assert "off the record, so nothing is taken down" in world.words(refused)
        typed = await world.slash(world.hana, "session note", words="She told us about her mother.")
        assert "off the record, so nothing is taken down" in world.words(typed)
        assert await rows(desk, models.Note) == []
        desk.clock.move_by(timedelta(minutes=4, seconds=10))
        await deliver(world, desk)
        live = newest(world, world.chat, "Live, session")
        assert "Nothing is taken down; only how long it was is kept." in world.text(live)
        card = newest(world, world.hosts, "Control card")
        await world.press(world.hana, card, "Back on the record")
        await world.slash(world.hana, "session note", words="Both sides want a bank of hours.")
        closed = await world.slash(world.hana, "session close", session=str(session))
        assert "The session was off the record for 4 minutes; nothing of that was taken down." in world.words(closed)
        assert "mother" not in str([vars(one) for one in await rows(desk, models.Note)])


async def test_decisions_and_actions_are_taken_down_under_the_item_that_is_open(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        assert "No session is open" in world.words(await world.slash(world.hana, "session note", words="Too early."))
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        card = newest(world, world.hosts, "Control card")
        form = await world.press(world.hana, card, "Action")
        await world.restart()
        wrong = await world.submit(world.hana, form, words="Send the figures", owner="1", due="yesterday-ish")
        assert "Send the figures" in world.words(wrong)
        form = await world.press(world.hana, wrong, "Try again")
        assert world.filled(form)["words"] == "Send the figures"
        done = await world.submit(world.hana, form, words="Send the figures", owner="1", due="Tue 3 Nov")
        assert "Under: Respite" in world.words(done)
        form = await world.press(world.hana, card, "Action")
        nobody = await world.submit(world.hana, form, words="Ask the others", owner="somebody")
        assert "Please write who does it" in world.words(nobody)
        form = await world.press(world.hana, nobody, "Try again")
        await world.submit(world.hana, form, owner="somebody", somebody="A parent carer")
        await world.slash(world.hana, "session note", words="Write to both", kind="action", owner="the forum")
        odd = await world.slash(world.hana, "session note", words="A note", owner="the forum")
        assert "Only an action has somebody who does it" in world.words(odd)
        await world.press(world.hana, card, "Next item")
        form = await world.press(world.hana, card, "Decision")
        await world.submit(world.hana, form, words="Three months on trial")
        kept = [(one.item_id, one.kind, one.words, one.owner) for one in await rows(desk, models.Note)]
        assert kept == [
            (1, "action", "Send the figures", "the Chair of NHS Northshire ICB"),
            (1, "action", "Ask the others", "A parent carer"),
            (1, "action", "Write to both", "the forum"),
            (2, "decision", "Three months on trial", None),
        ]
        await deliver(world, desk)
        shown = world.text(newest(world, world.hosts, "Control card"))
        assert "Taken down: 1 decision and 3 actions." in shown


async def test_of_carers_who_were_there_only_a_number_stays(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        live = newest(world, world.chat, "Live, session")
        assert "1 carer is here" in world.words(await world.press(world.cal, live, "I am here"))
        assert "1 carer is here" in world.words(await world.press(world.cal, live, "I am here"))
        await world.press(world.cal, live, "Raise a hand")
        await world.press(world.cara, live, "I am here")
        shown = world.words(await world.slash(world.cal, "privacy show"))
        assert "That you were at 1 session, for 30 days after each" in shown
        asked = await world.slash(world.cal, "privacy erase")
        assert "your hand that is up" in world.words(asked)
        await world.press(world.cal, asked, "Yes, erase it")
        assert await rows(desk, models.Hand) == []
        assert len(await rows(desk, models.Present)) == 1
        await deliver(world, desk)
        assert str(world.cal.id) not in world.markdown(newest(world, world.hosts, "Control card"))
        await world.slash(world.hana, "session close", session=str(session))
        (held,) = [fact for fact in await record(desk) if isinstance(fact, f.Held)]
        assert held.carers == 2
        await desk.days_pass(32)
        assert await rows(desk, models.Present) == []
        assert (await row(desk, models.Session, session)).state == "held"


async def test_the_longest_of_everything_fits_on_both_cards(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        titles = ["*_`~|<>[](): @every" * 6 + str(n) for n in range(9)]
        session = await evening(desk, *titles, minutes=[None] * 9)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            for number in range(1, 40):
                member = models.Member(forum_id=desk.forum, user_id=10**18 + number)
                tx.db.add(member)
                await tx.db.flush()
                tx.db.add(models.Hand(forum_id=desk.forum, session_id=session, member_id=member.id))
            official = await tx.db.get_one(models.Official, 1)
            official.role = "*" * 200
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        for channel, words in ((world.hosts, "Control card"), (world.chat, "Live, session")):
            assert "Not everything fits here" not in world.text(newest(world, channel, words))
        assert "…and 33 more" in world.text(newest(world, world.hosts, "Control card"))


async def test_a_session_of_another_forum_is_not_led_from_here(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        card, live = newest(world, world.hosts, "Control card"), newest(world, world.chat, "Live, session")
        other = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
        async with database.writing() as db:
            (await db.get_one(models.Session, session)).forum_id = other.forum
        for who, message in ((world.hana, card), (world.cal, live)):
            for label in world.labels(message):
                answer = await world.press(who, message, label)
                if answer.modal is not None:
                    answer = await world.submit(who, answer, words="Words")
                assert "no such session in this forum. It may be another forum’s" in world.words(answer), label


async def test_a_badge_is_shown_while_its_carer_speaks_and_stands_in_the_minutes_only_with_their_yes(
    database: Database,
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        for person, badge in ((world.cal, "Parent carer, ask me about buses"), (world.cara, "Night owl")):
            form = await world.slash(person, "session badge")
            await world.submit(person, form, badge=badge)
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await coming.say(tx, session, Coming.CANNOT, user_id=HOST)
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        live = newest(world, world.chat, "Live, session")
        counted = await world.press(world.cal, live, "I am here")
        assert "can stand in the minutes, if you want it to" in world.words(counted)
        assert "They are public and stay so" in world.words(
            await world.press(world.cal, counted, "Put my badge in the minutes")
        )
        await world.press(world.cara, live, "Raise a hand")
        await deliver(world, desk)
        live, card = newest(world, world.chat, "Live, session"), newest(world, world.hosts, "Control card")
        assert "Hands up: 1 carer. Next: “Night owl”." in world.text(live)
        assert f"1. <@{world.cara.id}> (carer: Night owl)" in world.text(card)
        said = world.words(await world.slash(world.hana, "session close", session=str(session)))
        assert "2 carers were there. Some of them, as they call themselves: “Parent carer, ask me about buses”." in said
        assert "Night owl" not in said
        assert "Regrets: the Director of Commissioning of NHS Northshire ICB; 1 carer." in said
        draft = await world.slash(world.hana, "session minutes", session=str(session))
        form = await world.choose(world.hana, draft, "who")
        await world.submit(world.hana, form, words="“Parent carer, ask me about buses” was there, and a friend.")
        asked = await world.slash(world.cal, "privacy erase")
        await world.press(world.cal, asked, "Yes, erase it")
        assert [part.words for part in await rows(desk, models.MinutesPart)] == ["a carer was there, and a friend."]


async def test_what_is_taken_back_or_cancelled_meanwhile_no_longer_stands_on_the_cards(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "My own mother", "Night sitting")
        await world.slash(world.hana, "session open", session=str(session))
        await deliver(world, desk)
        async with desk.clerk.record.transaction(desk.forum, by=CAL) as tx:
            await agenda.withdraw(tx, 1, user_id=CAL)
        await deliver(world, desk)
        for channel, words in ((world.hosts, "Control card"), (world.chat, "Live, session")):
            shown = world.text(newest(world, channel, words))
            assert "mother" not in shown
            assert "Item 1, which was taken back" in shown
        asked = await world.slash(world.hana, "session cancel", session=str(session), reason="illness_or_emergency")
        await world.press(world.hana, asked, "Yes, cancel the session")
        await deliver(world, desk)
        for channel, words in ((world.hosts, "Control card"), (world.chat, "Live, session")):
            card = newest(world, channel, words)
            assert "This session does not take place." in world.text(card)
            assert world.labels(card) == []
