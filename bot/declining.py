"""Not working with a body for now: the carers vote, the body is told and can answer, and only then it is public.

Between the vote and the record nothing more is asked of the body, and no reply of it can be recorded as missing.
"""

from collections.abc import Sequence
from datetime import date

from bot import letters, questions, voting
from bot.courtesies import reachable
from bot.meant import Named
from bot.partnership import partnership_now
from bot.rules import declining as rules, facts as f, invitation as invitations, question as rules_of_questions
from bot.rules.errors import Refused
from bot.rules.partnership import after
from bot.rules.statement import fitting
from bot.rules.voting import Votes, carried
from bot.rules.wording import About, say
from bot.rules.words import Ground, Purpose, Reason, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import declining, feedback, models, papers


async def propose(tx: Transaction, organisation: int, wish: rules.Wish, *, user_id: int) -> models.Motion:
    """Call a vote on not working with a body that the forum has asked before."""
    await tx.own(models.Organisation, organisation, "organisation")
    rules.may_be_asked(organisation, await partnership_now(tx), told=await _told(tx, organisation))
    await _voted_on(tx, organisation)
    if not await declining.last_invitations(tx.db, tx.forum.id, organisation):
        raise Refused("The forum has never asked that body. It is enough not to invite it; nothing has to be decided.")
    row = models.Motion(
        kind=voting.DECLINE,
        organisation_id=organisation,
        grounds=" ".join(wish.grounds),
        text=wish.words,
        conditions=wish.conditions,
    )
    return await voting.call(tx, row, user_id=user_id)


async def propose_return(tx: Transaction, organisation: int, *, user_id: int) -> models.Motion:
    """Call a vote on working with a body again, also before it is public that the forum does not."""
    await tx.own(models.Organisation, organisation, "organisation")
    if organisation not in (await partnership_now(tx)).declined and not await feedback.is_told(
        tx.db, tx.forum.id, organisation
    ):
        raise Refused("The forum works with that body, so there is nothing to take back.")
    await _voted_on(tx, organisation)
    return await voting.call(tx, models.Motion(kind=voting.WELCOME_BACK, organisation_id=organisation), user_id=user_id)


async def decide(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """The vote is over. Where it is carried the body is told, by a letter to each role that was ever asked."""
    if not carried(await voting.count(tx, row), tx.terms.policy):
        return
    assert row.organisation_id is not None
    row.state = voting.TOLD
    await _tell_of_it(tx, ways, row)


async def decide_on_return(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Taken back on the record or, while the body has only been told, without ever having stood there."""
    votes, body = await voting.count(tx, row), row.organisation_id
    assert body is not None
    if not carried(votes, tx.terms.policy):
        return
    row.state = voting.CARRIED
    for told in await feedback.motions(tx.db, tx.forum.id, voting.TOLD, organisation_id=body):
        told.state = voting.TAKEN_BACK
        await voting.show(tx, told)
    now = await partnership_now(tx)
    if body in now.declined:
        tx.record(rules.welcome_back(body, now, votes, tx.terms.policy, **tx.mark(Via.TIMETABLE)))
    await _tell(tx, ways, body, Purpose.WELCOMED_BACK)


async def told(view: View) -> Sequence[models.Motion]:
    """The votes of which a body has been told, or is to be, and which are not public."""
    return await feedback.motions(view.db, view.forum.id, voting.TOLD)


async def publish_if_due(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Put on the record what a body was told long enough ago, unless the carers are voting on it once more."""
    if row.state != voting.TOLD:
        return  # the carers have thought again since somebody looked
    assert row.organisation_id is not None
    letters_left = await declining.told(tx.db, tx.forum.id, row.organisation_id, row.called_at)
    if not letters_left:
        await _tell_of_it(tx, ways, row)  # nobody of it had an address then
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
        grounds=_grounds(row),
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


async def standing_still(view: View) -> list[Named]:
    """The bodies that are declined, or have been told that they will be, by name."""
    told = [row.organisation_id for row in await feedback.motions(view.db, view.forum.id, voting.TOLD)]
    numbers = {*told, *(await partnership_now(view)).declined}
    rows = [row for row in await papers.organisations(view.db, view.forum.id) if row.id in numbers]
    return [Named(row.id, row.name) for row in sorted(rows, key=lambda row: row.name.casefold())]


async def stands_still(view: View, organisation: int) -> bool:
    """Whether nothing is asked of this body now: it is declined, or has been told that it will be."""
    return await _told(view, organisation) or organisation in (await partnership_now(view)).declined


async def obstacle(view: View, organisation: int) -> str | None:
    """Why nobody of this body can be invited, in a sentence."""
    try:
        rules.may_be_asked(organisation, await partnership_now(view), told=await _told(view, organisation))
    except Refused as refusal:
        return str(refusal)
    return None


async def _publish(tx: Transaction, row: models.Motion, told_on: date) -> None:
    """The entry first, then what it withdraws, then what the body has to say to it."""
    assert row.organisation_id is not None
    mark, now = tx.mark(Via.TIMETABLE), await partnership_now(tx)
    declined = tx.record(
        rules.decline(
            row.organisation_id,
            _grounds(row),
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


async def _tell_of_it(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    """Word for word what the record will say, and from which day."""
    assert row.organisation_id is not None
    told_on = tx.terms.day(next_office_hour(tx.now, tx.terms.policy, tx.terms.closed))
    sentence = await sentence_of(tx, row, told_on)
    await _tell(tx, ways, row.organisation_id, Purpose.DECLINED, sentence, rules.public_from(told_on, tx.terms))


async def _tell(
    tx: Transaction, ways: Ways, body: int, purpose: Purpose, sentence: str | None = None, as_at: date | None = None
) -> None:
    """Each role that was ever asked and can be reached, on the page of its last invitation."""
    for number in await declining.last_invitations(tx.db, tx.forum.id, body):
        if await reachable(tx, ways, number) or not ways.mail:
            await letters.write(tx, ways, number, purpose, sentence=sentence, as_at=as_at)


async def _told(view: View, organisation: int) -> bool:
    return await feedback.is_told(view.db, view.forum.id, organisation)


async def _voted_on(view: View, organisation: int) -> None:
    if await feedback.motions(view.db, view.forum.id, voting.OPEN, organisation_id=organisation):
        raise Refused("The carers are voting about that body already. The vote stands in the chat.")


def _grounds(row: models.Motion) -> tuple[Ground, ...]:
    return tuple(Ground(one) for one in (row.grounds or "").split())
