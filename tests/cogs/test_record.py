"""/record correct: what was wrong stays, and what stands under it is true."""

from datetime import timedelta
from typing import Any

import pytest
from discord.ui import TextDisplay

from bot.cards.invitation import correction_card
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.rules import facts as f
from bot.rules.correction import VOIDABLE
from bot.rules.words import Answer, Presence, Reason, State
from cogs.record import WHATS, Correct
from db import models
from db.engine import Database
from tests.cogs.office import open_office, record, rows
from tests.desk import Desk
from tests.discord_world import Answer as Said, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.record"
LONG = "Ŵ" * 2_000


async def answered(desk: Desk, answer: Answer = Answer.ATTENDING) -> tuple[int, int]:
    """An invitation, and the number of the entry with its reply."""
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), "Chair"))
    await desk.sent(invitation)
    await desk.answered(invitation, answer)
    return invitation, len(await record(desk))


async def correct(world: World, entry: int | str, what: str, reason: str = "our_mistake") -> Said:
    return await world.slash(world.hana, "record correct", entry=str(entry), what=what, reason=reason)


async def changes_nothing(world: World, desk: Desk, said: str, entry: int | str, what: str) -> None:
    before = await record(desk)
    answer = await correct(world, entry, what)
    assert answer.ephemeral
    assert said in bare(world.words(answer))
    assert world.labels(answer) == []
    assert await record(desk) == before


async def test_old_and_new_are_shown_before_anything_is_corrected(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation, entry = await answered(desk)
        asked = await correct(world, entry, "cannot_come", "told_by_the_official")
        said = bare(world.words(asked))
        assert "> Thank you: the Chair of NHS Northshire ICB told us they are coming to “Respite that works”." in said
        assert "> Corrected on 1 September 2026: coming → cannot come. Reason: the official told us." in said
        assert "The official is told by letter." in said
        assert (await desk.standing(invitation)).answer is Answer.ATTENDING

        await world.restart()
        answer = await world.press(world.hana, asked, "Correct it")
        assert f"This corrects entry {entry}, about the Chair of NHS Northshire ICB." in world.words(answer)
        assert (await desk.standing(invitation)).answer is Answer.CANNOT_COME
        fact = (await record(desk))[-1]
        assert isinstance(fact, f.Corrected)
        assert (fact.entry, fact.answer, fact.reason) == (entry, Answer.CANNOT_COME, Reason.TOLD_BY_THE_OFFICIAL)
        letter = (await rows(desk, models.Letter))[-1]
        assert letter.purpose == "correction"
        assert "coming → cannot come" in " ".join(letter.body.split())
        edits = await rows(desk, models.Outbox, action="edit_entry")
        assert [edit.subject for edit in edits] == [entry]


async def test_a_second_press_changes_nothing_and_says_so(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        _, entry = await answered(desk)
        asked = await correct(world, entry, "void")
        await world.press(world.hana, asked, "Correct it")
        before, letters = await record(desk), len(await rows(desk, models.Letter))
        again = await world.press(world.hana, asked, "Correct it")
        assert f"Entry {entry} has already been corrected: it no longer counts." in world.words(again)
        assert await record(desk) == before
        assert len(await rows(desk, models.Letter)) == letters


async def test_an_attendance_is_corrected(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation, _ = await answered(desk)
        desk.clock.move_by(timedelta(days=41))
        await desk.attended(invitation, Presence.DID_NOT_COME)
        asked = await correct(world, len(await record(desk)), "deputy_came")
        assert "was not there → came by deputy" in bare(world.words(asked))
        await world.press(world.hana, asked, "Correct it")
        assert (await desk.standing(invitation)).presence is Presence.DEPUTY_CAME


async def test_a_no_reply_that_was_wrong_is_not_published_again(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session(days=90)
        invitation = await desk.invited(session, await desk.official(await desk.body(), "Chair"))
        await desk.sent(invitation)
        await desk.days_pass(40)
        assert (await desk.standing(invitation)).state is State.NO_REPLY
        entry = next(n for n, fact in enumerate(await record(desk), 1) if isinstance(fact, f.NoReplyRecorded))
        asked = await correct(world, entry, "void")
        answer = await world.press(world.hana, asked, "Correct it")
        assert "until you release it with /invitation hold" in world.words(answer)
        await desk.days_pass(20)
        assert (await desk.standing(invitation)).state is State.WAITING
        assert len([fact for fact in await record(desk) if isinstance(fact, f.NoReplyRecorded)]) == 1


async def test_nobody_is_written_to_who_never_had_a_letter(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), "Chair"))
        await desk.answered(invitation)
        asked = await correct(world, len(await record(desk)), "deputy")
        assert "The official has had no letter yet" in world.words(asked)
        answer = await world.press(world.hana, asked, "Correct it")
        assert "by letter" not in world.words(answer)
        assert [one.purpose for one in await rows(desk, models.Letter)] == ["invitation"]


@pytest.mark.parametrize(
    ("entry", "what", "said"),
    [
        ("reply", "attending", "already says that."),
        ("reply", "came", "is not about attendance."),
        ("sent", "void", "cannot be corrected here."),
        ("policy", "void", "cannot be corrected here."),
        (9_999, "void", "There is no entry 9999 on this forum’s record."),
        ("zebra", "void", "There is no entry “zebra” in this forum."),
        ("", "void", "Please choose an entry"),
    ],
    ids=[
        "the same answer",
        "an attendance of a reply",
        "a letter that was sent",
        "the terms",
        "an entry that is not there",
        "words that fit no entry",
        "nothing",
    ],
)
async def test_what_cannot_be_corrected_changes_nothing(database: Database, entry: Any, what: str, said: str) -> None:
    async with open_office(database, COG) as (world, desk):
        _, reply = await answered(desk)
        numbers = {"reply": reply, "sent": reply - 1, "policy": 1}
        await changes_nothing(world, desk, said, numbers.get(entry, entry), what)


async def test_entries_are_offered_with_number_day_and_sentence(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        _, entry = await answered(desk)
        start = f"{entry} · 1 Sep 2026 · Thank you: the Chair of NHS Northshire ICB told us they are coming"
        for typed in ("", str(entry), "chair coming"):
            ((label, value),) = await world.autocomplete(world.hana, "record correct", "entry", typed)
            assert label.startswith(start)
            assert len(label) <= 100
            assert value == str(entry)
        assert await world.autocomplete(world.hana, "record correct", "entry", "zebra") == []
        assert await world.autocomplete(world.cal, "record correct", "entry") == []


async def test_an_entry_can_be_named_by_its_words(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        _, entry = await answered(desk)
        assert f"Correct entry {entry}?" in world.words(await correct(world, "chair coming", "deputy"))


async def test_only_hosts_correct_by_command_and_by_button(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        _, entry = await answered(desk)
        before = await record(desk)
        answer = await world.slash(world.cal, "record correct", entry=str(entry), what="void", reason="our_mistake")
        assert "Only this forum’s hosts can do that." in bare(world.words(answer))
        assert world.labels(answer) == []
        assert await record(desk) == before


async def test_another_forums_entries_are_not_here(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        other = await Desk.opened(database, guild=901, slug="westmere", clock=desk.clock)
        _, theirs = await answered(other)
        await changes_nothing(world, desk, f"There is no entry {theirs} on this forum’s record.", theirs, "void")


def test_everything_true_can_be_said() -> None:
    assert set(WHATS) == {"void", *Answer, *Presence}
    assert len(WHATS) <= 25
    assert f.NoReplyRecorded in VOIDABLE


def test_the_longest_question_fits() -> None:
    card = correction_card(1_000_000, LONG, LONG, Correct.on(1_000_000, "not_our_remit.told_by_the_official"), True)
    view = sheet(card)
    assert view.content_length() <= CARD_TEXT
    assert view.total_children_count <= CARD_PARTS
    assert MORE not in [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]


def bare(words: str) -> str:
    """As it is read, without the backslashes."""
    return words.replace("\\", "")
