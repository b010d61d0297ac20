"""What follows where carers voted not to work with a body: it is told, it can answer, and then it is public.

Between the vote and the record nothing more is asked of the body, and no reply of it can be recorded as missing.
"""

from datetime import date

from bot import letters, questions, voting
from bot.courtesies import reachable
from bot.partnership import partnership_now
from bot.rules import declining as rules, facts as f, invitation as invitations, question as rules_of_questions
from bot.rules.partnership import after
from bot.rules.statement import fitting
from bot.rules.voting import Votes
from bot.rules.wording import About, say
from bot.rules.words import Ground, Purpose, Reason, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import declining, feedback, models


async def tell_of_it(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Word for word what the record will say, and from which day."""
    assert row.organisation_id is not None
    told_on = tx.terms.day(next_office_hour(tx.now, tx.terms.policy, tx.terms.closed))
    sentence = await sentence_of(tx, row, told_on)
    await tell(tx, ways, row.organisation_id, Purpose.DECLINED, sentence, rules.public_from(told_on, tx.terms))


async def tell(
    tx: Transaction, ways: Ways, body: int, purpose: Purpose, sentence: str | None = None, as_at: date | None = None
) -> None:
    """Each role that was ever asked and can be reached, on the page of its last invitation."""
    for number in await declining.last_invitations(tx.db, tx.forum.id, body):
        if await reachable(tx, ways, number) or not ways.mail:
            await letters.write(tx, ways, number, purpose, sentence=sentence, as_at=as_at)


async def publish_if_due(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Put on the record what a body was told long enough ago, unless the carers are voting on it once more."""
    if row.state != voting.TOLD:
        return  # the carers have thought again since somebody looked
    assert row.organisation_id is not None
    letters_left = await declining.told(tx.db, tx.forum.id, row.organisation_id, row.called_at)
    if not letters_left:
        await tell_of_it(tx, ways, row)  # nobody of it had an address then
    elif row.told_on is None and any(letters_left):
        row.told_on = tx.terms.day(min(filter(None, letters_left)))
        await voting.show(tx, row)
    if row.told_on is None or tx.terms.day(tx.now) < rules.public_from(row.told_on, tx.terms):
        return
    if not await feedback.motions(tx.db, tx.forum.id, voting.OPEN, organisation_id=row.organisation_id):
        await _publish(tx, row, row.told_on)


async def answer(tx: Transaction, organisation: int, text: str) -> int | None:
    """The body's own words: kept until they can stand beside the entry, or at once an entry, whose number this is."""
    text, now = fitting(text), await partnership_now(tx)
    for row in await feedback.motions(tx.db, tx.forum.id, voting.TOLD, organisation_id=organisation):
        row.statement = text
        await voting.show(tx, row)
        return None
    said = await tx.texts(now.answers.get(organisation, ()))
    if text in said.values():
        return None
    tx.record(rules.answer(organisation, await tx.enclose(text), now, **tx.mark(Via.LINK)))
    return tx.head.seq


async def sentence_of(view: View, row: models.Motion, told_on: date) -> str:
    """What the record will say of a body that was told on that day."""
    body = await view.db.get_one(models.Organisation, row.organisation_id)
    words, conditions = f.Enclosed("words"), f.Enclosed("conditions")
    fact = f.BodyDeclined(
        organisation=body.id,
        grounds=grounds_of(row),
        words=words if row.text else None,
        conditions=conditions,
        told_on=told_on,
        in_favour=row.in_favour or 0,
        against=row.against or 0,
        at=view.now,
        by=f.CLERK,
        via=Via.TIMETABLE,
    )
    return say(fact, About(body=body.name, texts={words: row.text, conditions: row.conditions}))


async def _publish(tx: Transaction, row: models.Motion, told_on: date) -> None:
    """The entry first, then what it withdraws, then what the body has to say to it."""
    assert row.organisation_id is not None
    mark, now = tx.mark(Via.TIMETABLE), await partnership_now(tx)
    declined = tx.record(
        rules.decline(
            row.organisation_id,
            grounds_of(row),
            words=await tx.enclose(row.text) if row.text else None,
            conditions=await tx.enclose(row.conditions or ""),
            told_on=told_on,
            votes=Votes(row.in_favour or 0, row.against or 0),
            now=now,
            terms=tx.terms,
            **mark,
        )
    )
    for number in await declining.invitations(tx.db, tx.forum.id, row.organisation_id):
        standing = await tx.standing(number)
        if rules.under_way(standing, tx.terms, tx.now):
            tx.record(invitations.withdraw(standing, Reason.BODY_DECLINED, **mark))
    for question in (await questions.asked(tx)).values():
        if question.organisation == row.organisation_id and question.open:
            tx.record(rules_of_questions.withdraw(question, **mark))
    if row.statement:
        mark["by"], mark["via"] = f.OFFICIAL, Via.LINK
        said = await tx.enclose(row.statement)
        tx.record(rules.answer(row.organisation_id, said, after(now, declined), **mark))
        row.statement = None
    row.state = voting.CARRIED
    await voting.show(tx, row)


def grounds_of(row: models.Motion) -> tuple[Ground, ...]:
    return tuple(Ground(one) for one in (row.grounds or "").split())
