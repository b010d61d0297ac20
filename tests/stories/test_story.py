"""The story of a session, as the demo plays it: through the real commands, buttons and forms.

On PostgreSQL it is played in one go, on SQLite with a restart after every chapter: the end is the same. `.ci/run` plays
it once more, with the demo's own command.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.demo.cast import EAST, WEST, WESTMERE
from bot.demo.stage import FORUM, Stage, open_stage
from bot.demo.story import STORY
from bot.export import export_forum
from bot.rules import facts as f
from bot.rules.notices import is_public_news
from bot.rules.verify import Fault, verify
from bot.rules.words import State
from bot.view import entries
from db import ledger, papers
from db.engine import Database
from tests.valid import every_page_is_valid

TOLD_OF_EACH = {
    "Director of Commissioning": "invited sent question_put responded question_reminded question_answered attended",
    "Director of Adult Social Care": "invited sent responded attended",
    "Chief Nurse": (
        "invited sent question_put auto_replied reminded responded question_reminded attended question_carried"
    ),
    EAST: "invited sent bounced address_replaced sent responded attended",
    WEST: "invited sent reminded reminded notice_given no_reply_recorded responded attended",
    WESTMERE: "invited sent reminded reminded notice_given no_reply_recorded attended",
}


async def test_the_story_ends_as_it_should(database: Database, database_kind: str, tmp_path: Path) -> None:
    async with open_stage(database) as stage:
        for chapter in STORY:
            await chapter(stage)
            if database_kind == "sqlite":
                await stage.restart()
        assert await _told_of_each(stage) == TOLD_OF_EACH
        assert await _states(stage) == {State.REPLIED: 4, State.REPLIED_LATE: 1, State.NO_REPLY: 1}
        await _the_log_carries_every_public_fact_once_and_in_order(stage)
        _what_was_published_had_been_announced_word_for_word(stage)
        _whoever_answered_or_came_was_told_so(stage)
        await _a_stranger_gets_the_right_figures(stage)
        assert await _promised(stage) == {
            1: "pledge_made pledge_asked pledge_confirmed pledge_reminded pledge_reminded pledge_closed",
            2: "pledge_made pledge_asked pledge_reminded pledge_reminded",
        }
        folder = await export_forum(stage.clerk, FORUM, tmp_path)
        assert verify(folder).entries == len(await _chain(stage))
        every_page_is_valid(folder)
        _the_carer_without_a_name_is_named_nowhere(stage, folder)
        _one_changed_byte_is_found_out(folder)


async def _chain(stage: Stage) -> list[f.Entry]:
    async with stage.clerk.database.reading() as db:
        return list(entries(await ledger.after(db, FORUM, 0, 10_000)))


async def _told_of_each(stage: Stage) -> dict[str, str]:
    """What the record holds of each role, kind by kind."""
    async with stage.clerk.record.reading(FORUM) as view:
        roles = {row.id: row.role for row in await papers.officials(view.db, FORUM)}
        of = {row.id: roles[row.official_id] for row in await papers.invitations(view.db, FORUM)}
    kinds: dict[str, list[str]] = defaultdict(list)
    for entry in await _chain(stage):
        if isinstance(entry.fact, f.InvitationFact):
            kinds[of[entry.fact.invitation]].append(entry.fact.kind)
    return {role: " ".join(told) for role, told in kinds.items()}


async def _promised(stage: Stage) -> dict[int, str]:
    async with stage.clerk.record.reading(FORUM) as view:
        of = {number: await view.pledge_history(number) for number in (1, 2)}
    return {number: " ".join(entry.fact.kind for entry in history) for number, history in of.items()}


async def _states(stage: Stage) -> Counter[State]:
    async with stage.clerk.record.reading(FORUM) as view:
        return Counter([(await view.standing(number)).state for number in range(1, len(TOLD_OF_EACH) + 1)])


async def _the_log_carries_every_public_fact_once_and_in_order(stage: Stage) -> None:
    log = stage.world.texts(stage.world.log)
    numbers = [int(number) for text in log for number in re.findall(r"Entry (\d+) · ", text)]
    assert numbers == [entry.seq for entry in await _chain(stage) if is_public_news(entry.fact)]
    mark = "Posted again on Saturday 28 November 2026: its message of Friday 27 November 2026 was deleted."
    again = [text for text in log if mark in text]
    assert len(again) == 1
    mended = [text for text in log if "Corrected on 18 September 2026: we had written to a wrong address" in text]
    assert len(mended) == 2, "the invitation that went to the wrong address, and its bounce"


def _what_was_published_had_been_announced_word_for_word(stage: Stage) -> None:
    published = " ".join(" ".join(stage.world.texts(stage.world.log)).split())
    notices = [letter for letter in stage.post.letters if letter.subject.startswith("What our public record")]
    assert len(notices) == 2
    for letter in notices:
        body = " ".join(letter.body.split())
        sentence = re.search(r"word for word: (We asked .*?clerk@northshire-carers\.example\.)", body)
        assert sentence
        assert sentence[1] in published


def _whoever_answered_or_came_was_told_so(stage: Stage) -> None:
    begin = Counter(letter.subject.partition(":")[0] for letter in stage.post.letters)
    assert begin["Your answer is recorded"] == 5, "two from a calendar, two that a host read, one from their page"
    assert begin["A reminder of carers’ questions"] == 2
    assert begin["Is this right? Your answer about Respite that works"] == 1
    assert begin["Thank you for coming"] == 2
    assert begin["Thank you for sending a deputy"] == 1


async def _a_stranger_gets_the_right_figures(stage: Stage) -> None:
    said = stage.world.words(await stage.types(stage.world.stan, "engagement stats", period="all"))
    assert "5 of 6 invitations have a recorded reply (83 %, 95 % interval 43–97 %, small numbers)" in said
    assert "Replied by the date asked for: 4 of 6" in said
    assert "Questions put: 1 of 2 questions has a recorded answer." in said
    assert "Present, in person or by deputy: 3 of 4 sessions held." in said
    assert said.index("Thank you") < said.index("5 of 6"), "thanks first"
    log = stage.world.words(await stage.types(stage.world.stan, "engagement log", organisation="Parliament of Albany"))
    assert log.index("Thank you: Sam Brook") < log.index("was not at")


def _the_carer_without_a_name_is_named_nowhere(stage: Stage, folder: Path) -> None:
    """Cara raised one item without her name, and another with it."""
    world, title = stage.world, "Nobody asks the carer before somebody is sent home from hospital"
    cards = [text for channel in (world.chat, world.log, world.hosts) for text in world.texts(channel) if title in text]
    assert cards
    assert not [text for text in cards if "Raised by Cara" in text]
    for file in folder.rglob("*"):
        if file.is_file():
            assert str(world.cara.id).encode() not in file.read_bytes(), file.name
            assert b"Cara" not in file.read_bytes(), file.name


def _one_changed_byte_is_found_out(folder: Path) -> None:
    record = folder / "record.jsonl"
    record.write_bytes(record.read_bytes().replace(b'"no_reply_recorded"', b'"no_reply_recordeb"', 1))
    with pytest.raises(Fault, match=r"Line \d+"):
        verify(folder)
