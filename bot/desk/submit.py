"""What a submission does, but for answers (`bot.desk.replying`): a function for each kind, by the official's own hand.

    done = await make_statement(clerk, Place(forum, invitation), text)

Sent twice, the second time finds the first and says so. What cannot be done raises `Refused` with a sentence for the
official; nothing is half done.
"""

from bot import declined, objections, questions
from bot.clerk import Clerk
from bot.courtesies import receipt
from bot.desk.done import Done, Place
from bot.desk.fields import Form
from bot.desk.hosts import Matter, tell_hosts
from bot.desk.stated import stated_before
from bot.rules import dispute as disputes, facts as f, statement
from bot.rules.errors import Refused
from bot.rules.tongue import N_
from bot.rules.words import Via
from db import models

NO_REASON = "They gave no reason, and need none."


async def make_statement(clerk: Clerk, place: Place, text: str) -> Done:
    """It stands beside the entries as it was written."""
    text = statement.fitting(text)
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        if (before := await stated_before(tx, await tx.history(place.invitation), text)) is not None:
            return Done(Form.STATEMENT, before, again=True)
        now = await tx.standing(place.invitation)
        tx.record(statement.make_statement(now, text, await tx.enclose(text), **tx.mark(Via.LINK)))
        await receipt(tx, clerk.ways, tx.pending[-1], "you have added a statement")
        return Done(Form.STATEMENT, tx.head.seq)


async def answer_question(clerk: Clerk, place: Place, question_id: int, words: str) -> Done:
    """It is shown as it was written; where nothing was said to the invitation yet, that is answered with it."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        put = {one.question: one for one in await questions.put_to(tx, place.invitation)}
        if question_id not in put:
            raise Refused(N_("We no longer ask that question. There is nothing that you need to do."))
        now = put[question_id]
        entry = await questions.written(tx, now, place.invitation, words)
        if entry is None:
            return Done(Form.QUESTION, now.answer_seq, again=True)
        answered = tx.pending[-1]
        await questions.replied(tx, place.invitation)
        await receipt(tx, clerk.ways, answered, "you have answered a question of carers")
        return Done(Form.QUESTION, entry)


async def dispute(clerk: Clerk, place: Place, seq: int, grounds: str) -> Done:
    """The entry is disputed from now on; why, only the hosts read, for they decide."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        history = await tx.history(place.invitation)
        text = f"Entry {seq}: {grounds}"
        if seq in (opened := disputes.open_disputes(history)):
            piece = await tell_hosts(tx, place.invitation, Matter.DISPUTE, text)
            return Done(Form.DISPUTE, opened[seq].seq, piece, again=True)
        tx.record(disputes.dispute(history, seq, tx.terms, **tx.mark(Via.LINK)))
        opened_now = tx.pending[-1]
        piece = await tell_hosts(tx, place.invitation, Matter.DISPUTE, text)
        await receipt(tx, clerk.ways, opened_now, f"you dispute entry {seq}")
        return Done(Form.DISPUTE, opened_now.seq, piece)


async def answer_the_vote(clerk: Clerk, place: Place, text: str) -> Done:
    """What the body says to the carers' vote not to work with it: beside that entry, as soon as there is one."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        invitation: models.Invitation = await tx.own(models.Invitation, place.invitation, "invitation")
        return Done(Form.VOTE, await declined.answer(tx, invitation.organisation_id, text))


async def correct_us(clerk: Clerk, place: Place, wrong: str) -> Done:
    """Something that we hold about them is wrong: for the hosts to mend."""
    return await _for_the_hosts(clerk, place, Form.CORRECTION, Matter.CORRECTION, wrong)


async def stop_writing(clerk: Clerk, place: Place, why: str) -> Done:
    """They want no more letters: for the hosts to see to, who are told at once."""
    return await _for_the_hosts(clerk, place, Form.STOP, Matter.STOP, why)


async def object_to_name(clerk: Clerk, place: Place, why: str) -> Done:
    """From now on the role alone is shown, until the hosts have decided (RECORD-RULES §8)."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        invitation: models.Invitation = await tx.own(models.Invitation, place.invitation, "invitation")
        holder = await tx.db.get(models.Holder, invitation.holder_id) if invitation.holder_id else None
        if holder is not None:
            await objections.made(tx, holder)
        return Done(Form.OBJECTION, piece=await tell_hosts(tx, place.invitation, Matter.OBJECTION, why or NO_REASON))


async def _for_the_hosts(clerk: Clerk, place: Place, form: Form, matter: Matter, text: str) -> Done:
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        return Done(form, piece=await tell_hosts(tx, place.invitation, matter, text or NO_REASON))
