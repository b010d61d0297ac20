"""Questions as people see and use them: on cards, in the list, by a host's press, by the carers' vote."""

from datetime import timedelta

import pytest

from bot.desk import submit
from bot.desk.done import Place
from bot.rules import facts as f
from bot.rules.words import Extent, Way
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, rows
from tests.cogs.test_agenda import WORST, raised, reviewed
from tests.cogs.test_privacy import erased, shown
from tests.desk import Desk
from tests.discord_world import World

pytestmark = pytest.mark.only_on("sqlite")

COGS = ("cogs.agenda", "cogs.sessions", "cogs.engagement", "cogs.privacy")
TITLE = "Why is respite cancelled on the day?"


async def put(world: World, desk: Desk, *titles: str, name: str = "NHS Northshire ICB") -> tuple[int, int]:
    """Items of Cal's, accepted for a body and put to it by a letter that has left: session and invitation."""
    body, session = await desk.body(name), await desk.session(days=42)
    for number, title in enumerate(titles or (TITLE,), 1):
        await raised(world, world.cal, title=title)
        await reviewed(world, number, "Put on an agenda", session=[str(session)], organisation=str(body))
    invitation = await desk.invited(session, await desk.official(body))
    await desk.post()
    await deliver(world, desk)
    return session, invitation


async def test_an_answer_reaches_its_author_the_chat_and_the_list_and_carers_judge_it(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        _, invitation = await put(world, desk)
        (card,) = [text for text in world.texts(world.chat) if TITLE in text and "Question to" in text]
        assert "Put on 1 September 2026 for an answer by 29 September 2026." in card
        words = "From May on a replacement is *sent*."
        await submit.answer_question(desk.clerk, Place(desk.forum, invitation), 1, words)
        await deliver(world, desk)
        answer = next(m for m in reversed(world.chat.history()) if "An answer to item 1" in world.text(m))
        assert "From May on a replacement is \\*sent\\*." in world.markdown(answer)
        assert any(
            "Answered in writing on 1 September 2026" in world.text(m) for m in world.cal.user.dm_channel.history()
        )
        listed = world.words(await world.slash(world.stan, "agenda questions"))
        assert TITLE in listed
        assert "Answered in writing" in listed
        await world.restart()
        said = await world.press(world.cal, answer, "It does not address it")
        assert "You are counted" in world.words(said)
        assert "carers said" not in world.words(said), "nothing is shown of one vote"
        await world.press(world.cal, answer, "Partly")
        await world.press(world.cara, answer, "Partly")
        votes = await rows(desk, models.Verdict)
        assert [(one.said, one.question_id) for one in votes] == [("partly", 1)] * 2
        for _ in range(3):
            async with desk.clerk.database.writing() as db:
                db.add(models.Verdict(question_id=1, member_id=None, entry=votes[0].entry, said="answered"))
        said = await world.press(world.hana, answer, "Yes, it answers it")
        assert "6 carers said: yes 4, partly 2, it does not address it 0." in world.words(said)
        await deliver(world, desk)
        assert "6 carers said" in world.text(next(m for m in world.chat.history() if m.id == answer.id))
        assert "Only carers of this forum" in world.words(await world.press(world.stan, answer, "Partly"))
        # What one person said is theirs to see, and stays as a number when they are erased.
        assert (await shown(world, world.cal))["of_answers"] == [{"item": 1, "said": "partly"}]
        await erased(world, world.cal, "Erase; leave the words")
        assert [one.member_id for one in await rows(desk, models.Verdict) if one.said == "partly"].count(None) == 1


async def test_a_host_notes_with_one_press_each_what_was_answered_in_the_session(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session, _ = await put(world, desk, TITLE, "Who pays for the night?", "What of young carers?")
        desk.clock.move_by(timedelta(days=42, hours=11))
        closed = await world.slash(world.hana, "session close", session=str(session))
        card = await world.press(world.hana, closed, "Which questions were answered?")
        assert "(3 left)" in world.words(card)
        await world.restart()
        card = await world.press(world.hana, card, "It was answered")
        form = await world.press(world.hana, card, "In their words…")
        noted = await world.submit(world.hana, form, extent="partly", words="We will look into it")
        assert "was answered at “Respite that works”, in part. They said: “We will look into it”." in world.words(noted)
        last = await world.slash(world.hana, "agenda answered", question="young carers", extent="not_addressed")
        assert "A host noted that the question is still open." in world.words(last)
        facts = [fact for fact in await record(desk) if isinstance(fact, f.QuestionAnswered)]
        assert [(fact.extent, fact.way) for fact in facts] == [
            (Extent.ANSWERED, Way.IN_SESSION),
            (Extent.PARTLY, Way.IN_SESSION),
            (Extent.NOT_ADDRESSED, Way.IN_SESSION),
        ]
        refused = await world.slash(world.cal, "agenda answered", question="1", extent="answered")
        assert "Only this forum’s hosts" in world.words(refused)
        again = await world.slash(world.hana, "agenda answered", question="1", extent="answered")
        assert "already on the record" in world.words(again)
        await desk.days_pass(9)
        stats = world.words(await world.slash(world.stan, "engagement stats", period="all"))
        assert "Questions put: 2 of 3 questions have a recorded answer. 1 of these in part." in stats


async def test_a_host_who_notes_a_written_answer_is_told_which_questions_it_may_answer(database: Database) -> None:
    async with open_office(database, *COGS, "cogs.invitations") as (world, desk):
        _, invitation = await put(world, desk, TITLE, "Who pays for the night?")
        noted = await world.slash(world.hana, "invitation note", invitation=str(invitation), answer="in_writing")
        assert "They were asked the questions of items 1 and 2." in world.words(noted)


async def test_the_longest_of_everything_fits_and_no_answer_formats_or_pings(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        titles = [f"{n}{WORST[: 120 - 2]}" for n in range(7)]
        session, invitation = await put(world, desk, *titles, name=WORST[:200])
        for number in range(1, 8):
            await submit.answer_question(desk.clerk, Place(desk.forum, invitation), number, f"{number}" + "[" * 1_990)
        await deliver(world, desk)
        for text in world.texts(world.chat):
            assert "Not everything fits here" not in text or "An answer" in text
        listed = await world.slash(world.stan, "agenda questions")
        assert "Not everything fits here" not in world.words(listed)
        await world.press(world.stan, listed, "Next")
        desk.clock.move_by(timedelta(days=42, hours=11))
        closed = await world.slash(world.hana, "session close", session=str(session))
        assert "Which questions were answered?" not in world.labels(closed), "all of them were answered in writing"


async def test_a_published_agenda_shows_what_came_after_it(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session, _ = await put(world, desk)
        desk.clock.move_by(timedelta(days=27))
        await desk.days_pass(1)
        await raised(world, world.cara, title="At the last moment")
        await reviewed(world, 2, "Put on an agenda", session=[str(session)])
        await reviewed(world, 1, "Put off", reason="needs_more_time")
        await deliver(world, desk)
        (card,) = [text for text in world.texts(world.chat) if "Published on" in text]
        assert "- At the last moment (added after publication)" in card
        assert "Published on 29 September 2026. Item 1 was taken off after that." in card
        log = "\n".join(world.texts(world.log))
        assert "The agenda of “Respite that works” was published: agenda item 1." in log
        assert "After the agenda of “Respite that works” was published, agenda item 2 was added." in log
