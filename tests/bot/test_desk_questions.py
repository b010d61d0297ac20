"""Questions on an official's private page, through HTTP: a box for each, and what becomes of the words in it."""

from datetime import timedelta

import pytest

from bot import agenda, desk_keys
from bot.public.chain import chains_of
from bot.rules import facts as f
from bot.rules.agenda import worded
from bot.rules.words import Extent, Reason, State, Via, Way
from db.engine import Database
from tests.bot.desk_office import Office
from tests.bot.test_web import HOSTILE, Parsed
from tests.desk import HOST, Desk

WORDS = "We fund 40 places.\n\nFrom May it will be 60."


async def furnished(database: Database) -> Desk:
    """One invitation that has left and put two questions to the body, beside an item for nobody in particular."""
    desk = await Desk.opened(database)
    meeting = await desk.session(days=45, title=f"Respite {HOSTILE}")
    council = await desk.body("Northshire Council", "council")
    leader = await desk.official(council, elected=True, name="Ada Fell")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for title, body in ((f"Short breaks {HOSTILE}", council), ("The night service", council), ("For all", None)):
            words = worded(title[:120], "")
            item = await agenda.raise_item(tx, words, user_id=HOST, label=None, organisation=body)
            await agenda.accept(tx, item.id, meeting, body)
    await desk.invited(meeting, leader)
    await desk.post()
    return desk


async def answered(office: Office) -> list[f.QuestionAnswered]:
    return [fact for fact in await office.desk.history(1) if isinstance(fact, f.QuestionAnswered)]


async def words_of(office: Office, fact: f.QuestionAnswered) -> str | None:
    async with office.desk.clerk.record.reading(office.desk.forum) as view:
        return (await view.texts([fact.text])).get(fact.text) if fact.text else None


@pytest.mark.on_both
async def test_an_answer_stands_on_the_record_as_it_was_typed_and_answers_the_letter_too(office: Office) -> None:
    page = Parsed(await office.page()).text
    assert "Put on 1 September 2026 for an answer by 29 September 2026." in page
    text = await office.done("question", question="1", question_1=f"\n{WORDS}\n")
    assert "Your answer is on the record" in text
    (fact,) = await answered(office)
    assert (fact.extent, fact.way, fact.by, fact.via) == (Extent.ANSWERED, Way.IN_WRITING, f.OFFICIAL, Via.LINK)
    assert await words_of(office, fact) == WORDS
    assert (await office.desk.standing(1)).state is State.REPLIED
    (receipt,) = await office.letters()
    assert "We recorded: you have answered a question of carers." in receipt.body
    assert "already on the record" in await office.done("question", question="1", question_1=WORDS)
    await office.done("question", question="1", question_1="From May it will be 80.")
    assert len(await answered(office)) == 2
    assert len(await office.letters()) == 2
    # The public pages show the last one, on the body's, the session's and the agenda's.
    for path in ("organisations/1", "sessions/1", "agenda"):
        async with office.site.get(f"/northshire/{path}") as response:
            shown = Parsed(await response.text()).text
        assert "From May it will be 80." in shown, path
        assert "Short breaks" in shown, path
    async with office.desk.clerk.record.reading(office.desk.forum) as view:
        one, two, three = await chains_of(view, [1, 2, 3])
    assert [link.called for link in one.links] == [
        "Agenda", "Question to Northshire Council", "Answer of Northshire Council",
    ]  # fmt: skip
    assert (one.done, two.done, [link.called for link in three.links]) == (True, False, ["Agenda"])


async def test_a_written_answer_to_the_invitation_answers_each_question_by_itself(office: Office) -> None:
    await office.done(answer="in_writing", item_1="Yes.", item_3="Gladly.", general="We will write again in May.")
    (fact,) = await answered(office)
    assert (fact.item, await words_of(office, fact)) == (1, "Yes.")
    assert await office.detail() == "Agenda item 3: Gladly.\n\nWe will write again in May."
    await office.done(answer="in_writing", item_2="No.", general="We will write again in May.", item_3="Gladly.")
    assert [one.item for one in await answered(office)] == [1, 2]


async def test_questions_stay_open_after_the_session_has_begun(office: Office) -> None:
    await office.done(answer="attending")
    office.desk.clock.move_by(timedelta(days=60))
    async with office.desk.clerk.record.transaction(office.desk.forum) as tx:
        office.token = desk_keys.mint(tx, 1)
    assert "Questions from carers" in Parsed(await office.page()).text
    await office.done("question", question="2", question_2="Late, and here.")
    (fact,) = await answered(office)
    assert fact.days_late > 0


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"question": "1"}, "There are no words in the answer yet."),
        ({"question": "1", "question_1": "x" * 2_001}, "there is room for 2,000"),
        ({"question": "1", "question_1": "Write to ada@council.example"}, "e-mail addresses are never shown"),
        ({"question": "99", "question_99": "Hello"}, "We no longer ask that question."),
        ({"question": "one", "question_1": "Hello"}, "Please choose the question"),
        ({}, "Please choose the question"),
    ],
    ids=["no words", "too long", "an address", "none of theirs", "no number", "nothing"],
)
async def test_what_cannot_be_taken_is_said_beside_it(office: Office, fields: dict[str, str], says: str) -> None:
    page = await office.refused("question", **fields)
    assert says in Parsed(page).text


async def test_what_is_no_longer_asked_is_not_on_the_page(office: Office) -> None:
    async with office.desk.clerk.record.transaction(office.desk.forum, by=HOST) as tx:
        await agenda.decline(tx, 2, Reason.ALREADY_ANSWERED, "It was answered in March.")
    assert "The night service" not in Parsed(await office.page()).text
