"""Questions to organisations: put when a letter leaves, answered at the desk or in the session, carried over.

The clerk puts by itself what stands on an agenda for the body of whoever the letter goes to; nobody has to ask for it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat.text import listing
from bot.rules import facts as f, question as rules, reply
from bot.rules.agenda import ItemState
from bot.rules.publishable import publishable
from bot.rules.question import KINDS, Question, questions
from bot.rules.standing import Standing
from bot.rules.terms import Mark
from bot.rules.words import Answer, Extent, Purpose, Via, Way
from bot.transaction import Transaction
from bot.view import NotHere, View
from db import models, papers, questions as rows

PUTS = (Purpose.INVITATION, Purpose.CHANGE, Purpose.AGENDA)
"""The letters that put questions, if any stand on the agenda for that body."""


async def asked(view: View) -> dict[int, Question]:
    """Every question of the forum, as it stands now: what is recorded in this transaction among it."""
    known = await view.of_kinds(KINDS)
    pending = view.pending if isinstance(view, Transaction) else ()
    return questions((*known, *(entry for entry in pending if entry.fact.kind in KINDS)))


async def of_item(view: View, item_id: int) -> list[Question]:
    """The questions that were made of an item, one for each body that it was put to, the newest last."""
    return [one for one in (await asked(view)).values() if one.item == item_id]


async def open_to(view: View, invitation: models.Invitation) -> list[Question]:
    """What the body of this invitation was asked and has not answered, on the agenda of its session or before it."""
    return [one for one in await _of_invitation(view, invitation) if one.open]


async def _of_invitation(view: View, invitation: models.Invitation) -> list[Question]:
    return [
        one
        for one in (await asked(view)).values()
        if one.organisation == invitation.organisation_id
        and (one.session == invitation.session_id or invitation.id in one.invitations)
    ]


async def to_note(view: View, fact: f.Responded) -> list[str]:
    """For a host who put a written answer on the record: which questions it may answer besides the letter."""
    if fact.answer is not Answer.IN_WRITING:
        return []
    invitation = await view.db.get_one(models.Invitation, fact.invitation)
    items = [str(one.item) for one in await open_to(view, invitation)]
    if not items:
        return []
    named = f"the question of item {items[0]}" if len(items) == 1 else f"the questions of items {listing(items)}"
    return [f"They were asked {named}. If this answers it, note that too: /agenda answered."]


async def has_left(tx: Transaction, letter: models.Letter, via: Via) -> None:
    """What a letter that has left puts, or reminds of. Once: what runs already is not put a second time."""
    invitation = await tx.db.get_one(models.Invitation, letter.invitation_id)
    if letter.purpose == Purpose.QUESTIONS:
        for one in await open_to(tx, invitation):
            if one.item in items_in(letter) and not one.reminded:
                tx.record(rules.remind(one, invitation.id, **tx.mark(via)))
        return
    if Purpose(letter.purpose) in PUTS:
        for item_id in items_in(letter):
            await _put(tx, item_id, invitation, via)


async def _put(tx: Transaction, item_id: int, invitation: models.Invitation, via: Via) -> None:
    item = await tx.db.get(models.Item, item_id)
    if item is None or item.state != ItemState.ACCEPTED or item.organisation_id != invitation.organisation_id:
        return
    row = await _numbered(tx.db, item, invitation)
    known = (await asked(tx)).get(row.id)
    standings = await _standings(tx, known)
    running = known is not None and rules.arrived(known, standings)
    if known is not None and not known.withdrawn and (running or not known.open):
        return
    to, mark = await tx.standing(invitation.id), tx.mark(via)
    tx.record(rules.put(known, row.id, item.id, invitation.session_id, to, tx.terms, running=running, **mark))


async def answer(
    tx: Transaction,
    question_id: int,
    invitation_id: int,
    extent: Extent,
    way: Way,
    words: str | None,
    via: Via,
) -> f.QuestionAnswered:
    """Put an answer on the record, with the words as they are; whoever takes them has looked through them."""
    now = (await asked(tx)).get(question_id)
    if now is None:
        raise NotHere("question")
    text = await tx.enclose(words) if words else None
    before = (await tx.texts([now.answer.text])).get(now.answer.text) if now.answer and now.answer.text else None
    return tx.record(
        rules.answer(now, invitation_id, extent, way, tx.terms, text=text, new_words=words != before, **tx.mark(via))
    )


async def note(
    tx: Transaction, question_id: int, extent: Extent, way: Way, words: str = "", session_id: int | None = None
) -> f.QuestionAnswered:
    """A host notes what they were told; in the session, on the invitation of that body to it."""
    row: models.Question = await tx.own(models.Question, question_id, "question")
    now = (await asked(tx))[row.id]
    there = session_id if session_id is not None else now.session
    invited = await papers.invitations(tx.db, tx.forum.id, session_id=there)
    own = [one.id for one in invited if one.organisation_id == row.organisation_id]
    invitation = now.invitations[-1] if not own or now.invitations[-1] in own else own[-1]
    said = publishable(words) if words.strip() else None
    return await answer(tx, row.id, invitation, extent, way, said, Via.HOST)


async def open_on(view: View, session_id: int) -> list[Question]:
    """What is asked on the agenda of a session and has no answer yet."""
    return [one for one in (await asked(view)).values() if one.session == session_id and one.open]


async def put_to(view: View, invitation_id: int) -> list[Question]:
    """What the body of this invitation was asked, on the agenda of its session or by its letters; answered ones too."""
    row: models.Invitation = await view.own(models.Invitation, invitation_id, "invitation")
    return [one for one in await _of_invitation(view, row) if not one.withdrawn]


async def written(tx: Transaction, one: Question, invitation_id: int, words: str) -> int | None:
    """The official's own answer, by their page: the number of its entry; None where just that stands there already."""
    text = one.answer.text if one.answer else None
    before = (await tx.texts([text])).get(text) if text else None
    if before == words and one.answer and one.answer.by == f.OFFICIAL:
        return None
    await answer(tx, one.question, invitation_id, Extent.ANSWERED, Way.IN_WRITING, words, Via.LINK)
    return tx.head.seq


async def replied(tx: Transaction, invitation_id: int) -> bool:
    """Whoever answers a question in writing has answered our letter too; False where a reply is on the record."""
    now = await tx.standing(invitation_id)
    if now.answer is not None or now.withdrawn:
        return False
    tx.record(reply.respond(now, Answer.IN_WRITING, tx.terms, **tx.mark(Via.LINK)))
    return True


async def no_longer(tx: Transaction, item_id: int, mark: Mark, *, but: int | None = None) -> None:
    """Its item is gone from the agendas for good, or is for another body now: nobody waits for an answer."""
    for one in await of_item(tx, item_id):
        if one.open and one.organisation != but:
            tx.record(rules.withdraw(one, **mark))


async def goes_on(tx: Transaction, item_id: int, session_id: int, organisation: int | None, mark: Mark) -> None:
    """A host put its item on another agenda: a question that runs goes there with it."""
    await no_longer(tx, item_id, mark, but=organisation)
    for one in await of_item(tx, item_id):
        if one.open and one.organisation == organisation and one.session != session_id:
            tx.record(rules.carry(one, await tx.session(session_id), **mark))


def items_in(letter: models.Letter) -> list[int]:
    """The agenda items that a letter speaks of, in order."""
    return [int(number) for number in letter.items.split(",") if number]


async def _numbered(db: AsyncSession, item: models.Item, invitation: models.Invitation) -> models.Question:
    """The question that this item is to that body; it keeps its number however often it is put."""
    assert item.organisation_id is not None
    found = await rows.of(db, item.id, item.organisation_id)
    if found is None:
        found = models.Question(forum_id=invitation.forum_id, item_id=item.id, organisation_id=item.organisation_id)
        db.add(found)
        await db.flush()
    return found


async def _standings(view: View, now: Question | None) -> Mapping[int, Standing]:
    numbers: Sequence[int] = now.invitations if now else ()
    return {number: await view.standing(number) for number in numbers}
