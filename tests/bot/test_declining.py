"""A body that the carers do not work with for now: told first, public with its own words, never a missing reply."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import agenda, declining, inviting, pledges, voting
from bot.cards.vote import vote_sheet
from bot.desk.done import Place
from bot.desk.submit import answer_the_vote
from bot.export.folder import export_forum
from bot.pledges import Promise
from bot.preparing import Todo, left_to_do
from bot.public.declined import declined_now
from bot.rules import facts as f
from bot.rules.agenda import Wording
from bot.rules.declining import wish
from bot.rules.errors import Refused
from bot.rules.verify import verify
from bot.rules.words import Reason, State, Via
from db import models
from db.engine import Database
from tests.desk import Desk

WISH = wish(["criteria_not_met", "questions_open"], "", "Someone who can decide comes to a session.")
CARERS = range(31, 37)
"""Discord ids of six carers."""


async def letters_to(desk: Desk, purpose: str) -> list[str]:
    async with desk.clerk.database.reading() as db:
        query = select(models.Letter.body).where(models.Letter.purpose == purpose).order_by(models.Letter.id)
        return [" ".join(body.split()) for body in (await db.execute(query)).scalars()]


async def record(desk: Desk, *kinds: type[f.Fact]) -> list[f.Fact]:
    async with desk.clerk.record.reading(desk.forum) as view:
        seen = [(await view.entry(n)).fact for n in range(1, await _length(desk) + 1)]
    return [fact for fact in seen if isinstance(fact, kinds)]


async def _length(desk: Desk) -> int:
    async with desk.clerk.database.reading() as db:
        rows = await db.execute(select(models.Entry.seq).where(models.Entry.forum_id == desk.forum))
        return max(rows.scalars())


async def carried(desk: Desk, body: int, *, back: bool = False, yes: int = 6) -> None:
    """The carers call a vote, all vote, and it is over."""
    async with desk.clerk.record.transaction(desk.forum, by=CARERS[0]) as tx:
        if back:
            row = await declining.propose_return(tx, body, user_id=CARERS[0])
        else:
            row = await declining.propose(tx, body, WISH, user_id=CARERS[0])
        for n, carer in enumerate(CARERS):
            await voting.cast(tx, row.id, user_id=carer, in_favour=n < yes)
    await desk.days_pass(8)


async def asked(desk: Desk) -> tuple[int, int]:
    """A body with an invitation that has left, put a question, and waits for a reply."""
    body, session = await desk.body("Northshire Council", "council"), await desk.session(days=60)
    async with desk.clerk.record.transaction(desk.forum, by=CARERS[0]) as tx:
        wish = Wording("Who answers at night?", "")
        item = await agenda.raise_item(tx, wish, user_id=CARERS[0], label=None, organisation=body)
        await agenda.accept(tx, item.id, session, body)
    invitation = await desk.invited(session, await desk.official(body))
    await desk.post()
    return body, invitation


@pytest.mark.on_both
async def test_a_body_is_told_and_can_answer_before_anything_is_public(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    body, invitation = await asked(desk)
    await carried(desk, body)
    (letter,) = await letters_to(desk, "declined")
    assert "our public record will say: By the carers’ vote (6 for, none against), the forum does not work" in letter
    assert "From Thursday 24 September 2026 on" in letter
    assert not await record(desk, f.BodyDeclined, f.Withdrawn)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        session, official = await tx.db.get_one(models.Session, 1), await tx.db.get_one(models.Official, 1)
        with pytest.raises(Refused, match="has been told, and can answer"):
            await inviting.invite(tx, desk.clerk.ways, session, official, "", Via.COMMAND)
    place = Place(desk.forum, invitation)
    await answer_the_vote(desk.clerk, place, "We will send somebody.")
    await answer_the_vote(desk.clerk, place, "Our director will come in November.")

    async with desk.clerk.record.reading(desk.forum) as view:
        assert (await vote_sheet(view, 1)).statement == "Our director will come in November.", "carers read it"
    reminded = len(await record(desk, f.Reminded))
    await desk.days_pass(12)
    assert not await record(desk, f.BodyDeclined)
    await desk.days_pass(3)
    declined, withdrawn, closed, answered = await record(
        desk, f.BodyDeclined, f.Withdrawn, f.QuestionWithdrawn, f.BodyAnswered
    )
    assert len(await record(desk, f.QuestionPut)) == 1
    assert isinstance(closed, f.QuestionWithdrawn)
    assert isinstance(declined, f.BodyDeclined)
    assert isinstance(withdrawn, f.Withdrawn)
    assert (withdrawn.invitation, withdrawn.reason, answered.by) == (invitation, Reason.BODY_DECLINED, f.OFFICIAL)
    assert len(await record(desk, f.Reminded)) == reminded, "nobody was reminded in between"
    await desk.days_pass(8)
    assert not await record(desk, f.NoReplyRecorded)
    assert (await desk.standing(invitation)).state is State.WITHDRAWN
    async with desk.clerk.record.reading(desk.forum) as view:
        (said,) = await declined_now(view)
        assert [below.text for below in said.below] == [
            "Statement of Northshire Council: Our director will come in November."
        ]
        assert "not worked with that body since" in (await declining.obstacle(view, body) or "")
    folder = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert verify(folder).figures
    page = (folder / f"organisations/{body}/index.html").read_text()
    assert "Our director will come in November." in page


async def test_a_vote_welcomes_a_body_back_and_what_it_says_later_stands_beside_the_entry(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    body, invitation = await asked(desk)
    await carried(desk, body)
    await desk.days_pass(15)
    for words in ("We have changed how we answer.", "We have changed how we answer."):
        await answer_the_vote(desk.clerk, Place(desk.forum, invitation), words)
    assert len(await record(desk, f.BodyAnswered)) == 1
    await carried(desk, body, back=True)
    assert [fact.kind for fact in (await record(desk, f.Fact))[-2:]] == ["body_answered", "body_welcomed_back"]
    assert "voted to work with Northshire Council again" in (await letters_to(desk, "welcomed_back"))[0]
    with pytest.raises(Refused, match="nothing to take back or to answer"):
        await answer_the_vote(desk.clerk, Place(desk.forum, invitation), "Thank you.")
    again = await desk.invited(await desk.session(days=60, title="Anew"), 1)
    await desk.post()
    assert (await desk.standing(again)).state is State.WAITING
    assert verify(await export_forum(desk.clerk, desk.forum, tmp_path)).figures


async def test_carers_who_vote_again_before_it_is_public_leave_nothing_on_the_record(database: Database) -> None:
    desk = await Desk.opened(database)
    body, _ = await asked(desk)
    await carried(desk, body)
    await desk.days_pass(9)
    await carried(desk, body, back=True)
    await desk.days_pass(16)
    assert not await record(desk, f.BodyDeclined, f.BodyWelcomedBack, f.Withdrawn)
    async with desk.clerk.record.reading(desk.forum) as view:
        assert await declining.obstacle(view, body) is None


async def test_nothing_is_asked_about_a_promise_of_a_declined_body_until_it_is_welcomed_back(
    database: Database,
) -> None:
    desk = await Desk.opened(database)
    body, _ = await asked(desk)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        due = date(2026, 10, 20)  # before it, ten working days after the body was told, a letter would leave
        assert (await pledges.add(tx, desk.clerk.ways, Promise(1, "A bed each night", due)))[1] is None
    await carried(desk, body)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        _, why = await pledges.add(tx, desk.clerk.ways, Promise(1, "A named contact", date(2027, 1, 29)))
        assert why == pledges.STANDS_STILL
        with pytest.raises(Refused, match="nothing is asked of that body"):
            await pledges.ask_again(tx, desk.clerk.ways, 2)
    await desk.days_pass(50)
    assert await record(desk, f.BodyDeclined)
    assert len(await letters_to(desk, "pledge")) == 1
    assert not await record(desk, f.PledgeReminded)
    await carried(desk, body, back=True)
    await desk.days_pass(3)
    (reminded,) = await record(desk, f.PledgeReminded)
    assert isinstance(reminded, f.PledgeReminded)
    assert (reminded.pledge, reminded.before) == (1, False), "what became of it is asked, and the earlier letter is not"


async def test_a_host_is_not_told_to_invite_a_body_that_cannot_be_invited(database: Database) -> None:
    desk = await Desk.opened(database)
    body, _ = await asked(desk)
    session = await desk.session(days=90, title="Nights")
    async with desk.clerk.record.transaction(desk.forum, by=CARERS[0]) as tx:
        item = await agenda.raise_item(
            tx, Wording("Who comes at night?", ""), user_id=CARERS[0], label=None, organisation=body
        )
        await agenda.accept(tx, item.id, session, body)

    async def invite() -> list[str]:
        async with desk.clerk.record.reading(desk.forum) as view:
            return [left.words for left in await left_to_do(view, session) if left.todo is Todo.INVITE]

    assert await invite() == ["The agenda asks Northshire Council, and nobody there is invited yet."]
    await carried(desk, body)
    assert await invite() == ["Nobody is invited yet."]


async def test_what_no_letter_has_told_is_never_public(database: Database) -> None:
    desk = await Desk.opened(database)
    body, _ = await asked(desk)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Official, 1)).email = None
    await carried(desk, body)
    await desk.days_pass(16)
    assert not await record(desk, f.BodyDeclined)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Official, 1)).email = "right@body.example"
    await desk.days_pass(20)
    assert len(await letters_to(desk, "declined")) == 1
    assert len(await record(desk, f.BodyDeclined)) == 1


@pytest.mark.only_on("sqlite")
async def test_a_body_that_was_never_asked_need_not_be_declined_nor_one_twice(database: Database) -> None:
    desk = await Desk.opened(database)
    body, _ = await asked(desk)
    other = await desk.body("NHS Eastvale ICB")
    async with desk.clerk.record.transaction(desk.forum, by=CARERS[0]) as tx:
        with pytest.raises(Refused, match="has never asked that body"):
            await declining.propose(tx, other, WISH, user_id=CARERS[0])
        with pytest.raises(Refused, match="works with that body"):
            await declining.propose_return(tx, body, user_id=CARERS[0])
        await declining.propose(tx, body, WISH, user_id=CARERS[0])
        with pytest.raises(Refused, match="voting about that body already"):
            await declining.propose(tx, body, WISH, user_id=CARERS[1])


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("grounds", "words", "conditions", "says"),
    [
        ([], "", "They come.", "at least one of the listed reasons"),
        (["spite"], "", "They come.", "at least one of the listed reasons"),
        (["safety"], "", " ", "what would have to be so"),
        (["safety"], "Dr Brown was rude", "They come.", "never about a person"),
        (["safety"], "They ignored us", "They come.", "never says “ignored”"),
    ],
    ids=["no reason", "no such reason", "no conditions", "a name", "a word that never appears"],
)
def test_why_a_body_is_declined_is_about_the_body(grounds: list[str], words: str, conditions: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        wish(grounds, words, conditions)
