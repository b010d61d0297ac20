"""/session, as people use it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import letters as post
from bot.rules import facts as f, invitation
from bot.rules.wording import NEVER
from bot.rules.words import Answer, Presence, Reason, Via
from bot.ways import Ways
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.desk import Desk
from tests.discord_world import World

pytestmark = pytest.mark.only_on("sqlite")

TUESDAY = datetime(2026, 11, 3, 19, tzinfo=UTC)


async def called(world: World, desk: Desk, **options: Any) -> int:
    """A session called by the host, on Tuesday 3 November if not told otherwise."""
    asked = await world.slash(
        world.hana, "session schedule", **{"title": "Respite that works", "when": "Tue 3 Nov 7pm", **options}
    )
    await world.press(world.hana, asked, "Yes, call the session")
    return (await rows(desk, models.Session))[-1].id


async def told(desk: Desk) -> list[tuple[str, str, int]]:
    """Everything that waits to be told."""
    return [(one.destination, one.action, one.subject) for one in await rows(desk, models.Outbox, state="waiting")]


# ---------------------------------------------------------------- calling


async def test_a_session_is_read_back_before_it_is_called(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        asked = await world.slash(
            world.hana,
            "session schedule",
            title="Respite that works",
            when="3/11/2026 19:00",
            place="Town *Hall*",
            link="https://meet.example/northshire",
            access="step-free, hearing *loop*",
        )
        said = world.words(asked)
        assert "Tuesday 3 November 2026, 7:00 pm UK time, for 90 minutes. Is that right?" in said
        assert "Where: Town *Hall*" in said
        assert "Access: step-free, hearing *loop*" in said
        assert "Please note" not in said
        assert world.labels(asked) == ["Yes, call the session", "No"]
        assert not await rows(desk, models.Session)

        answer = await world.press(world.hana, asked, "Yes, call the session")
        assert "The session is called" in world.words(answer)
        (session,) = await rows(desk, models.Session)
        assert (session.title, session.place, session.link, session.access) == (
            "Respite that works",
            "Town *Hall*",
            "https://meet.example/northshire",
            "step-free, hearing *loop*",
        )
        assert (session.starts_at, session.ends_at) == (TUESDAY, TUESDAY + timedelta(minutes=90))
        (planned,) = [fact for fact in await record(desk) if isinstance(fact, f.Planned)]
        assert planned.starts == TUESDAY
        assert {("chat", "session_card", session.id), (f"event:{session.id}", "session_event", session.id)} <= set(
            await told(desk)
        )


async def test_a_yes_after_a_restart_calls_the_session_once(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        asked = await world.slash(
            world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm", minutes=60, repeat="weekly"
        )
        await world.restart()
        await world.press(world.hana, asked, "Yes, call the session")
        (session,) = await rows(desk, models.Session)
        assert session.ends_at - session.starts_at == timedelta(hours=1)
        assert session.repeat == "weekly 2026-11-03T19:00"
        assert not await rows(desk, models.Draft)


async def test_a_second_yes_or_a_no_calls_nothing(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        asked = await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        again = await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        lost = await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        await world.press(world.hana, asked, "Yes, call the session")
        assert len(await rows(desk, models.Session)) == 1
        async with database.writing() as db:  # the first press was taken, and its answer lost on the way
            await db.delete(await db.get_one(models.Draft, 3))
        second = await world.press(world.hana, lost, "Yes, call the session")
        assert "That question has been answered already." in world.words(second)
        assert len(await rows(desk, models.Session)) == 1
        dropped = await world.press(world.hana, again, "No")
        assert "No session was called" in world.words(dropped)
        assert len(await rows(desk, models.Session)) == 1
        assert not await rows(desk, models.Draft)


CANNOT_BE_CALLED: list[tuple[dict[str, Any], str]] = [
    ({"when": "Tue 3 Nov 2025 7pm"}, "is a Monday, not a Tuesday"),
    ({"when": "31 April 7pm"}, "There is no 31 April"),
    ({"when": "28 March 2027 1:30am"}, "There is no 1:30 am on 28 March 2027"),
    ({"when": "1/8/2026 19:00"}, "is in the past"),
    ({"when": "some day"}, "could not be read"),
    ({"title": "x" * 5_000}, "5,000 characters. Shorten it to 100"),
    ({"title": "\u200b"}, "give the session a title"),
    ({"minutes": 5}, "between 15 minutes and 12 hours"),
    ({"minutes": 2**50}, "between 15 minutes and 12 hours"),
    ({"link": "our usual room"}, "beginning with https://"),
]


async def test_what_cannot_be_called_is_refused_in_a_sentence(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        for options, said in CANNOT_BE_CALLED:
            typed: dict[str, Any] = {"title": "Respite", "when": "Tue 3 Nov 7pm", **options}
            asked = await world.slash(world.hana, "session schedule", **typed)
            assert said in world.words(asked), options
            assert not world.labels(asked), options
        assert not await rows(desk, models.Draft)


async def test_a_carer_cannot_call_a_session(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        answer = await world.slash(world.cal, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        assert world.words(answer).startswith("Only this forum’s hosts can do that.")
        assert await world.autocomplete(world.cal, "session schedule", "when", "Tue 3 Nov 7pm") == []
        assert not await rows(desk, models.Draft)


async def test_holidays_short_notice_and_clashes_are_said_before_the_yes(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        await called(world, desk, when="Sat 26 Dec 11am")
        again = world.words(
            await world.slash(world.hana, "session schedule", title="Second", when="26/12/2026 12:00", minutes=60)
        )
        assert "Please note: Another session is called for that time: “Respite that works”." in again
        holiday = world.words(
            await world.slash(world.hana, "session schedule", title="Feast", when="Fri 25 Dec 7pm", minutes=60)
        )
        assert "Friday 25 December 2026 is a public holiday" in holiday
        soon = world.words(await world.slash(world.hana, "session schedule", title="Soon", when="Tue 8 Sep 7pm"))
        assert "There are 5 working days left until then, and fair notice is 15" in soon
        assert "short notice and never counted" in soon


async def test_the_time_is_understood_aloud_while_it_is_typed(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, _):
        good = await world.autocomplete(world.hana, "session schedule", "when", "tue 3 nov 7pm")
        assert good == [("Tuesday 3 November 2026, 7:00 pm UK time", "tue 3 nov 7pm")]
        ((said, value),) = await world.autocomplete(world.hana, "session schedule", "when", "31 April 7pm")
        assert said.startswith("There is no 31 April")
        assert value == "31 April 7pm"
        assert await world.autocomplete(world.hana, "session schedule", "when", "") == []


# ---------------------------------------------------------------- moving and cancelling


async def invited(desk: Desk, session: int, *roles: str) -> list[int]:
    body = await desk.body()
    return [await desk.invited(session, await desk.official(body, role)) for role in roles]


async def letters(desk: Desk, purpose: str) -> list[models.Letter]:
    return [letter for letter in await rows(desk, models.Letter) if letter.purpose == purpose]


async def test_everybody_who_was_asked_is_told_of_a_move(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        sent = await invited(desk, session, "Director of Commissioning", "Chair")
        await desk.post()
        waiting = await invited_later(desk, session)
        asked = await world.slash(world.hana, "session move", session=str(session), when="Wed 4 Nov 6pm")
        said = world.words(asked)
        assert "From Tuesday 3 November 2026, 7:00 pm UK time" in said
        assert "to Wednesday 4 November 2026, 6:00 pm UK time. Is that right?" in said
        assert "2 officials will be told by letter." in said
        assert (await row(desk, models.Session, session)).starts_at == TUESDAY
        await world.restart()
        answer = await world.press(world.hana, asked, "Yes, move the session")
        assert "Now Wednesday 4 November 2026, 6:00 pm UK time." in world.words(answer)

        moved = await row(desk, models.Session, session)
        assert moved.starts_at == datetime(2026, 11, 4, 18, tzinfo=UTC)
        assert moved.ends_at - moved.starts_at == timedelta(minutes=90)
        changes = await letters(desk, "change")
        assert sorted(letter.invitation for letter in changes) == sorted(sent)
        assert all("Wednesday 4 November 2026, 6:00 pm UK time" in letter.body for letter in changes)
        # What had not left yet is written anew, so that nobody is asked to a time that no longer holds.
        old, new = [letter for letter in await letters(desk, "invitation") if letter.invitation_id == waiting]
        assert (old.state, new.state) == ("not_needed", "waiting")
        assert "Wednesday 4 November 2026, 6:00 pm UK time" in new.body


async def invited_later(desk: Desk, session: int) -> int:
    """Invited in the evening: the letter waits for office hours."""
    desk.clock.move_by(timedelta(hours=9))
    return (await invited_to(desk, session, "Westmere Council", "Leader"))[0]


async def invited_to(desk: Desk, session: int, body: str, *roles: str) -> list[int]:
    number = await desk.body(body, "council")
    return [await desk.invited(session, await desk.official(number, role)) for role in roles]


async def test_an_official_without_an_address_does_not_keep_a_session_from_moving(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        await invited(desk, session, "Director of Commissioning", "Chair")
        await desk.post()
        async with database.writing() as db:
            (await db.get_one(models.Official, 1)).email = None
        asked = await world.slash(world.hana, "session move", session=str(session), when="Wed 4 Nov 6pm")
        answer = world.words(await world.press(world.hana, asked, "Yes, move the session"))
        assert "1 letter is on the way" in answer
        assert "no e-mail address for The Director of Commissioning of NHS Northshire ICB: please tell them" in answer


async def test_a_cancellation_is_asked_about_told_and_carries_the_agenda_over(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, repeat="monthly")
        await invited(desk, session, "Director of Commissioning")
        await desk.post()
        async with database.writing() as db:
            item = models.Item(
                forum_id=desk.forum,
                shown="unnamed",
                title="Bus passes",
                details="",
                state="accepted",
                session_id=session,
                raised_at=desk.clock.now(),
            )
            db.add(item)
        asked = await world.slash(
            world.hana, "session cancel", session=str(session), reason=Reason.TOO_FEW_PEOPLE.value
        )
        said = world.words(asked)
        assert "The reason that everybody reads: too few people could come." in said
        assert "1 official will be told by letter. 1 item goes back to wait for a later session." in said
        kept = world.words(await world.press(world.hana, asked, "No"))
        assert "Nothing was changed" in kept
        assert (await row(desk, models.Session, session)).state == "planned"

        asked = await world.slash(
            world.hana, "session cancel", session=str(session), reason=Reason.TOO_FEW_PEOPLE.value
        )
        answer = await world.press(world.hana, asked, "Yes, cancel the session")
        assert (await row(desk, models.Session, session)).state == "cancelled"
        assert "too few people could come" in (await letters(desk, "cancellation"))[0].body
        waiting = await row(desk, models.Item, item.id)
        assert (waiting.state, waiting.session_id, waiting.carried) == ("deferred", None, 1)
        # A series does not end with one cancelled session.
        assert world.labels(answer)[0] == "Call the next one: Tuesday 1 December 2026, 7:00 pm"
        again = world.words(
            await world.slash(world.hana, "session cancel", session=str(session), reason=Reason.OUR_MISTAKE.value)
        )
        assert again == "That session was cancelled, so it cannot be cancelled."


async def test_a_cancelled_session_is_not_moved_by_a_question_asked_before(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        move = await world.slash(world.hana, "session move", session=str(session), when="Wed 4 Nov 6pm")
        cancel = await world.slash(world.hana, "session cancel", session=str(session), reason="our_mistake")
        await world.press(world.hana, cancel, "Yes, cancel the session")
        before = len(await record(desk))
        answer = await world.press(world.hana, move, "Yes, move the session")
        assert "That session was cancelled, so it cannot be moved." in world.words(answer)
        assert len(await record(desk)) == before


async def test_without_mail_the_hosts_are_handed_the_letters(database: Database) -> None:
    async with open_office(database, "cogs.sessions", ways=Ways()) as (world, desk):
        session = await called(world, desk)
        (number,) = await invited(desk, session, "Director of Commissioning")
        await hand_over(desk)
        asked = await world.slash(world.hana, "session move", session=str(session), when="Wed 4 Nov 6pm")
        await world.press(world.hana, asked, "Yes, move the session")
        (change,) = await letters(desk, "change")
        assert change.invitation_id == number
        assert ("hosts", "hand_letter", change.id) in await told(desk)


async def hand_over(desk: Desk) -> None:
    """A host says that the first letter has been sent."""
    async with desk.clerk.record.transaction(desk.forum) as tx:
        await post.left(tx, desk.clerk.ways, 1, Via.HOST)


async def test_the_card_and_the_discord_event_follow_what_is_decided(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert "Tuesday 3 November 2026, 7:00 pm UK time" in world.text(card)
        (event,) = await world.bot.guilds[0].fetch_scheduled_events()
        assert (event.name, event.start_time) == ("Respite that works", TUESDAY)
        asked = await world.slash(world.hana, "session move", session=str(session), when="Wed 4 Nov 6pm")
        await world.press(world.hana, asked, "Yes, move the session")
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert "Wednesday 4 November 2026, 6:00 pm UK time" in world.text(card)
        (event,) = await world.bot.guilds[0].fetch_scheduled_events()
        assert event.start_time == datetime(2026, 11, 4, 18, tzinfo=UTC)
        asked = await world.slash(world.hana, "session cancel", session=str(session), reason="room_or_technology")
        await world.press(world.hana, asked, "Yes, cancel the session")
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert "This session does not take place. Reason: a problem with the room" in world.text(card)


# ---------------------------------------------------------------- holding it


async def test_a_session_is_opened_closed_and_the_next_one_called_once(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, when="Tue 13 Oct 7pm", repeat="monthly", place="Town Hall")
        early = await world.slash(world.hana, "session open", session=str(session))
        assert "You can open it from one hour before its time." in world.words(early)
        desk.clock.move_to(datetime(2026, 10, 13, 17, 30, tzinfo=UTC))
        assert "open" in world.words(await world.slash(world.hana, "session open", session=str(session)))
        desk.clock.move_by(timedelta(hours=3))
        silly = await world.slash(world.hana, "session close", session=str(session), carers=-3)
        assert "Type how many carers were there" in world.words(silly)
        closed = await world.slash(world.hana, "session close", session=str(session), carers=14)
        assert "14 carers were there." in world.words(closed)
        # The clocks have gone back in between: seven in the evening stays seven in the evening.
        assert world.labels(closed)[-3] == "Call the next one: Tuesday 10 November 2026, 7:00 pm"
        await world.restart()
        answer = await world.press(world.hana, closed, "Call the next one: Tuesday 10 November 2026, 7:00 pm")
        assert "It repeats every month, on the second Tuesday." in world.words(answer)
        old, new = await rows(desk, models.Session)
        assert new.starts_at == datetime(2026, 11, 10, 19, tzinfo=UTC)
        assert (new.title, new.place, old.state, old.repeat) == ("Respite that works", "Town Hall", "held", None)
        again = await world.press(world.hana, closed, "Call the next one: Tuesday 10 November 2026, 7:00 pm")
        assert "has already been called" in world.words(again)
        assert len(await rows(desk, models.Session)) == 2
        held = [fact for fact in await record(desk) if isinstance(fact, f.Held)]
        assert [fact.carers for fact in held] == [14]


async def test_a_button_whose_day_has_passed_offers_the_one_after(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, when="Tue 15 Sep 7pm", repeat="weekly")
        desk.clock.move_to(datetime(2026, 9, 15, 20, tzinfo=UTC))
        closed = await world.slash(world.hana, "session close", session=str(session))
        assert "Please note: There are 4 working days left until then" in world.words(closed)
        desk.clock.move_by(timedelta(days=8))
        late = await world.press(world.hana, closed, "Call the next one: Tuesday 22 September 2026, 7:00 pm")
        assert "Another date is the next one now" in world.words(late)
        assert len(await rows(desk, models.Session)) == 1
        await world.press(world.hana, late, "Call the next one: Tuesday 29 September 2026, 7:00 pm")
        assert len(await rows(desk, models.Session)) == 2


async def test_attendance_is_taken_with_one_press_each_and_thanks_come_first(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        early = await world.slash(world.hana, "session attendance", session=str(session))
        assert "has not begun yet" in world.words(early)
        director, chair, leader = [
            *await invited(desk, session, "Director of Commissioning", "Chair"),
            *await invited_to(desk, session, "Westmere Council", "Leader"),
        ]
        await desk.post()
        await desk.answered(chair, Answer.ATTENDING, on=date(2026, 9, 1))
        desk.clock.move_to(TUESDAY + timedelta(hours=2))
        card = await world.slash(world.hana, "session attendance", session=str(session))
        assert "The Chair of NHS Northshire ICB** (1 of 3)\nThey told us: coming." in world.words(card)
        await world.press(world.hana, card, "Was not there")
        await world.restart()
        second = await world.choose(world.hana, card, str(leader))
        assert "The Leader of Westmere Council** (2 of 3)" in world.words(second)
        third = await world.press(world.hana, card, "Came")
        assert "The Director of Commissioning of NHS Northshire ICB** (3 of 3)" in world.words(third)
        done = world.words(await world.press(world.hana, card, "Came by deputy"))
        assert "Everybody’s attendance is on the record: 3 of 3." in done
        assert done.index("Leader") < done.index("Director") < done.index("Chair")
        presences = {fact.invitation: fact.presence for fact in await record(desk) if isinstance(fact, f.Attended)}
        assert presences == {
            chair: Presence.DID_NOT_COME,
            leader: Presence.CAME,
            director: Presence.DEPUTY_CAME,
        }


async def test_attendance_is_recorded_once(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        await invited(desk, session, "Chair")
        await desk.post()
        desk.clock.move_to(TUESDAY + timedelta(hours=2))
        first = await world.slash(world.hana, "session attendance", session=str(session))
        second = await world.slash(world.hana, "session attendance", session=str(session))
        await world.press(world.hana, first, "Came")
        again = await world.press(world.hana, second, "Was not there")
        assert "To change it, use /record correct." in world.words(again)
        assert sum(isinstance(fact, f.Attended) for fact in await record(desk)) == 1


async def test_sixty_invited_officials_with_long_names_fit_on_the_card(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        await crowd(desk, session, await desk.body("*" * 300), 60)
        desk.clock.move_to(TUESDAY + timedelta(hours=2))
        card = await world.slash(world.hana, "session attendance", session=str(session))
        assert world.labels(card) == ["Came", "Came by deputy", "Was not there"]
        assert len(world.options(card)) == 25


async def crowd(desk: Desk, session: int, body: int, people: int) -> None:
    """So many officials with long roles, asked at once."""
    async with desk.clerk.record.transaction(desk.forum) as tx:
        mark = tx.mark(Via.HOST)
        for number in range(people):
            official = models.Official(forum_id=desk.forum, organisation_id=body, role=f"{number} {'_' * 300}")
            tx.db.add(official)
            await tx.db.flush()
            ids = {"session_id": session, "official_id": official.id, "organisation_id": body}
            asked = models.Invitation(forum_id=desk.forum, message="", **ids)
            tx.db.add(asked)
            await tx.db.flush()
            who = {"invitation": asked.id, "official": official.id, "organisation": body}
            tx.record(invitation.invite(await tx.session(session), holder=None, **who, **mark))
            tx.record(invitation.sent(await tx.standing(asked.id), tx.terms, **mark))


# ---------------------------------------------------------------- reading


async def test_anybody_sees_the_next_session_and_who_was_asked(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        nothing = await world.slash(world.stan, "session next")
        assert world.words(nothing) == "No session is called at the moment. /session list shows the past ones."
        session = await called(world, desk)
        await called(world, desk, title="A later one", when="Tue 1 Dec 7pm")
        chair, _ = await invited(desk, session, "Chair", "Director of Commissioning")
        await desk.post()
        await desk.answered(chair, Answer.ATTENDING, on=date(2026, 9, 1))
        answer = await world.slash(world.stan, "session next")
        said = world.words(answer)
        assert "Respite that works" in said
        assert "A later one" not in said
        assert "The Chair of NHS Northshire ICB: coming" in said
        assert said.index("coming") < said.index("asked for a reply by")
        assert not [word for word in NEVER if f" {word} " in said]
        assert world.texts(world.chat, world.stan)


async def test_the_list_has_coming_sessions_first_and_pages(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        assert "No session has been called yet." in world.words(await world.slash(world.stan, "session list"))
        for day in range(1, 13):
            await desk.session(days=day, title=f"Session {day} " + "*" * 80)
        await called(world, desk, title="Cancelled", when="Tue 27 Oct 7pm")
        cancel = await world.slash(world.hana, "session cancel", session="Cancelled", reason="our_mistake")
        await world.press(world.hana, cancel, "Yes, cancel the session")
        desk.clock.move_by(timedelta(days=3))
        first = await world.slash(world.stan, "session list")
        said = world.words(first)
        assert said.index("Session 3 ") < said.index("Session 4 ") < said.index("Session 12 ")
        assert "Session 1 " not in said
        rest = world.words(await world.press(world.stan, first, "Next"))
        assert "cancelled" in rest
        assert "over, not closed yet" in rest


async def test_a_session_of_another_forum_is_not_found(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        other = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
        theirs = await other.session()
        commands: list[tuple[str, dict[str, Any]]] = [
            ("session move", {"when": "Wed 4 Nov 6pm"}),
            ("session cancel", {"reason": "our_mistake"}),
            ("session open", {}),
            ("session close", {}),
            ("session attendance", {}),
        ]
        for command, options in commands:
            answer = world.words(await world.slash(world.hana, command, session=str(theirs), **options))
            assert answer.startswith("There is no session"), command
        assert (await row(desk, models.Session, theirs)).state == "planned"


async def test_who_came_without_being_invited_is_thanked_once_and_is_in_no_figure(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        (asked,) = await invited(desk, session, "Chair")
        guest = await desk.official(1, "Head of Engagement")
        early = await world.slash(world.hana, "session attendance", session=str(session), also=str(guest))
        assert "has not begun" in world.words(early)
        desk.clock.move_to(TUESDAY + timedelta(hours=2))
        noted = await world.slash(world.hana, "session attendance", session=str(session), also=str(guest))
        assert "Thank you: the Head of Engagement of NHS Northshire ICB came" in world.words(noted)
        again = await world.slash(world.hana, "session attendance", session=str(session), also=str(guest))
        assert "already on the record" in world.words(again)
        chair = (await desk.standing(asked)).official
        invited_one = await world.slash(world.hana, "session attendance", session=str(session), also=str(chair))
        assert "They were invited" in world.words(invited_one)
        came = [fact for fact in await record(desk) if isinstance(fact, f.CameUninvited)]
        assert [(fact.session, fact.official) for fact in came] == [(session, guest)]
