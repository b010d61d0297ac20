"""Saying whether one comes, as people do it: the card in the chat, what the person alone reads, what goes with it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import icalendar
import pytest

from bot.sweep import sweep
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, row, rows
from tests.cogs.test_privacy import COGS, erased, everything, file, shown, surfaces
from tests.cogs.test_sessions import called
from tests.discord_world import Answer, Message, Person, World

pytestmark = pytest.mark.only_on("sqlite")

TUESDAY = datetime(2026, 11, 3, 19, tzinfo=UTC)


def card(world: World) -> Message:
    """The newest in the chat."""
    return world.chat.history()[-1]


async def test_a_carer_says_it_changes_it_and_takes_it_back_on_one_card(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        await called(world, desk)
        await deliver(world, desk)
        assert world.labels(card(world))[:4] == ["Going", "Maybe", "Cannot", "Add to my calendar"]
        going = await world.press(world.cal, card(world), "Going")
        said = world.words(going)
        assert world.messages(going)[0].ephemeral
        assert "You are going: Respite that works" in said
        assert "Everybody sees a number, and nobody your name." in said
        assert "You are not reminded, unless you choose it here." in said
        assert world.labels(going) == ["Add to my calendar", "My badge", "Take my answer back"]
        await world.press(world.cara, card(world), "Maybe")
        await world.press(world.hana, card(world), "Cannot")
        await deliver(world, desk)
        assert "**Carers:** 1 going, 1 maybe, 1 cannot" in world.text(card(world))

        await world.restart()
        assert "You may come" in world.words(await world.press(world.cal, card(world), "Maybe"))
        await world.press(world.cal, going, "Take my answer back")
        await deliver(world, desk)
        (only,) = world.chat.history()
        assert "**Carers:** 0 going, 1 maybe, 1 cannot" in world.text(only)
        stranger = await world.press(world.stan, card(world), "Going")
        assert "Only carers of this forum" in world.words(stranger)


async def test_places_run_out_and_the_next_one_moves_up_and_is_told(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        asked = await world.slash(world.hana, "session schedule", title="Small", when="Tue 3 Nov 7pm", places=1)
        assert "Places for carers: 1. Whoever asks later waits for one." in world.words(asked)
        await world.press(world.hana, asked, "Yes, call the session")
        await deliver(world, desk)
        assert "1 place, 1 free." in world.text(card(world))
        await world.press(world.cal, card(world), "Going")
        waits = world.words(await world.press(world.cara, card(world), "Going"))
        assert "You wait for a place" in waits
        assert "You are the next; when one is free it is yours, and the clerk writes to you." in waits
        assert "1 person asked before you" in world.words(await world.press(world.hana, card(world), "Going"))
        await deliver(world, desk)
        assert "The place is taken; 2 people wait for one, and the next one moves up by itself." in world.text(
            card(world)
        )
        await world.press(world.cal, card(world), "Cannot")
        await deliver(world, desk)
        (told,) = [world.text(message) for message in world.cara.user.dm_channel.history()]
        assert "You have a place" in told
        assert "A place became free, and you were next." in told
        answer = world.words(await world.slash(world.hana, "session places", session="Small"))
        assert "There is no limit any more." in answer
        assert "2 carers are going." in answer
        fewer = world.words(await world.slash(world.hana, "session places", session="Small", places=1))
        assert "Who has a place keeps it; nobody moves up before there is one." in fewer
        silly = await world.slash(world.hana, "session places", session="Small", places=0)
        assert "as a number like 20" in world.words(silly)


async def test_reminders_are_chosen_by_the_person_and_a_refused_one_is_told_when_they_come_back(
    database: Database,
) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        await called(world, desk)
        await deliver(world, desk)
        going = await world.press(world.cal, card(world), "Going")
        assert [label for label, _ in world.options(going)] == ["The day before", "An hour before"]
        chosen = await world.choose(world.cal, going, "day", "hour")
        assert "The clerk reminds you the day before and an hour before, by direct message." in world.words(chosen)
        desk.clock.move_to(TUESDAY - timedelta(days=1))
        dm = world.cal.user.dm_channel.id
        world.env.inject_error("POST", f"/channels/{dm}/messages", status=403, code=50007, times=1)
        await sweep(desk.clerk)
        await deliver(world, desk)
        desk.clock.move_to(TUESDAY - timedelta(minutes=50))
        await sweep(desk.clerk)
        back = world.words(await world.press(world.cal, card(world), "Maybe"))
        assert "The time for that reminder has passed." in back
        assert "On 2 November 2026 Discord did not let the clerk write to you." in back
        assert "Discord did not let" not in world.words(await world.press(world.cal, card(world), "Going"))
        await deliver(world, desk)
        (told,) = [world.text(message) for message in world.cal.user.dm_channel.history()]
        assert "A reminder that you asked for" in told
        none = await world.choose(world.cal, going)
        assert "You are not reminded" in world.words(none)


async def test_the_calendar_file_moves_and_removes_what_it_put_there(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk, place="Town Hall", link="https://meet.example/n")
        await deliver(world, desk)
        first = await entry(world, await world.press(world.stan, card(world), "Add to my calendar"))
        assert first["dtstart"].dt == TUESDAY
        (line,) = [one for one in await rows(desk, models.Entry) if one.kind == "planned"]
        assert str(first["uid"]) == str(uuid5(NAMESPACE_OID, line.hash)), "the same wherever the file comes from"
        assert (first["sequence"], str(first["status"]), str(first["location"])) == (0, "CONFIRMED", "Town Hall")
        asked = await world.slash(world.hana, "session move", session=str(session), when="Tue 30 Mar 2027 7pm")
        await world.press(world.hana, asked, "Yes, move the session")
        await deliver(world, desk)
        moved = await entry(world, await world.press(world.stan, card(world), "Add to my calendar"))
        # The clocks have gone forward by then.
        assert moved["dtstart"].dt == datetime(2027, 3, 30, 18, tzinfo=UTC)
        assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)
        asked = await world.slash(world.hana, "session cancel", session=str(session), reason="our_mistake")
        await world.press(world.hana, asked, "Yes, cancel the session")
        await deliver(world, desk)
        assert world.labels(card(world))[0] == "Take it out of my calendar"
        gone = await entry(world, await world.press(world.stan, card(world), "Take it out of my calendar"))
        assert (gone["uid"], gone["sequence"], str(gone["status"])) == (first["uid"], 2, "CANCELLED")


async def entry(world: World, answer: Answer) -> Any:
    """The one in the file, read as a calendar program reads it."""
    whole = icalendar.Calendar.from_ical(await file(answer, world, ".ics"))
    (found,) = whole.walk("VEVENT")
    assert str(whole["method"]) == "PUBLISH"
    assert "attendee" not in found
    return found


async def test_a_badge_is_made_by_oneself(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        form = await world.slash(world.cal, "session badge")
        answer = await world.submit(world.cal, form, badge="Parent *carer*, ask me about buses")
        assert "In sessions you are shown as “Parent *carer*, ask me about buses”" in world.words(answer)
        again = await world.slash(world.cal, "session badge")
        assert world.filled(again) == {"badge": "Parent *carer*, ask me about buses"}
        refused = await world.submit(world.cal, again, badge="ring 0191 498 0000")
        assert "A badge is public. Please leave out the telephone number" in world.words(refused)
        empty = await world.slash(world.cal, "session badge")
        assert "You have no badge" in world.words(await world.submit(world.cal, empty, badge=""))
        assert not [one for one in await rows(desk, models.Member) if one.badge]


async def test_all_of_it_is_shown_to_the_person_and_erased_and_their_place_goes_to_the_next(
    database: Database, tmp_path: Path
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await called(world, desk, places=1)
        await deliver(world, desk)
        await world.choose(world.cal, await world.press(world.cal, card(world), "Going"), "day")
        await world.press(world.cara, card(world), "Going")
        badge = await world.slash(world.cal, "session badge")
        await world.submit(world.cal, badge, badge="Ottoline’s daughter")
        desk.clock.move_to(TUESDAY - timedelta(days=1))
        await sweep(desk.clerk)
        await deliver(world, desk)
        held = await shown(world, world.cal)
        assert held["coming"] == [
            {
                "session": 1,
                "title": "Respite that works",
                "answer": "going",
                "turn": 1,
                "reminders": ["day"],
                "next_reminder": None,
            }
        ]
        assert (held["badge"], held["not_written_to_since"]) == ("Ottoline’s daughter", None)
        said = world.words(await world.slash(world.cal, "privacy show"))
        assert "Whether you come to 1 session, and when you are reminded" in said
        seen = await surfaces(world, desk, tmp_path / "before")
        assert [secret for secret in ("Ottoline", str(world.cal.id)) if secret in seen] == []
        dm = world.cal.user.dm_channel.id
        assert str(dm) in await everything(desk)

        await erased(world, world.cal, "Yes, erase it")
        await deliver(world, desk)
        kept = await everything(desk)
        assert [secret for secret in ("Ottoline", str(world.cal.id), str(dm)) if secret in kept] == []
        assert (await row(desk, models.Coming, 2)).answer == "going"
        assert "**Carers:** 1 going" in world.text(card(world))


async def pressed(world: World, person: Person, label: str) -> str:
    return world.words(await world.press(person, card(world), label))


async def test_what_is_over_takes_no_answer_any_more(database: Database) -> None:
    async with open_office(database, "cogs.sessions") as (world, desk):
        session = await called(world, desk)
        await deliver(world, desk)
        desk.clock.move_to(TUESDAY + timedelta(hours=2))
        assert "That session is over." in await pressed(world, world.cal, "Going")
        await world.slash(world.hana, "session close", session=str(session), carers=3)
        before = card(world)
        assert "has already been held" in world.words(await world.press(world.cal, before, "Going"))
        await deliver(world, desk)
        assert "Going" not in world.labels(card(world))
