"""What time brings about for questions, once a day: a reminder before the date asked for, and being carried over."""

from functools import partial

from bot import letters, publishing, questions
from bot.apart import Task
from bot.rules import question as rules
from bot.rules.agenda import ItemState
from bot.rules.question import Question
from bot.rules.session import SessionState
from bot.rules.standing import Standing
from bot.rules.words import Answer, Purpose, State, Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models, papers

RUNS_NO_MORE = (State.WITHDRAWN, State.CANCELLED, State.BOUNCED, State.TO_SEND)


async def keep_questions(view: View, ways: Ways) -> list[Task]:
    """Nothing is written where nothing is due, and nothing twice: what was done is not due any more."""
    return [
        Task(f"question {one.question}", partial(_keep, ways=ways, number=one.question)) for one in await _waiting(view)
    ]


async def _keep(tx: Transaction, ways: Ways, number: int) -> None:
    """As it stands now, also after what was done for another."""
    one = next((one for one in await _waiting(tx) if one.question == number), None)
    if one is not None:
        await _remind(tx, ways, one)
        await _carry(tx, one)


async def _waiting(view: View) -> list[Question]:
    """The open ones whose reminder or whose date has come."""
    today = view.terms.day(view.now)
    return [
        one
        for one in (await questions.asked(view)).values()
        if one.open
        and ((not one.reminded and rules.remind_on(one, view.terms) <= today) or rules.due(one, view.terms) < today)
    ]


async def _remind(tx: Transaction, ways: Ways, one: Question) -> None:
    """One letter for all that was put by the same invitation; none while one waits, or while words of theirs do."""
    if one.reminded or tx.terms.paused(one.organisation, tx.terms.day(tx.now)):
        return
    running = [number for number in one.invitations if (await tx.standing(number)).state not in RUNS_NO_MORE]
    if not running:
        return
    invitation = await tx.db.get_one(models.Invitation, running[-1])
    official = await tx.db.get_one(models.Official, invitation.official_id)
    written = await papers.letters(tx.db, invitation.id)
    if any(row.purpose == Purpose.QUESTIONS and _stands_in_the_way(row, official) for row in written):
        return
    reachable = official.email or not ways.mail
    if not reachable or await letters.held_up(tx, invitation.id) or _excused(await tx.standing(invitation.id)):
        return
    await letters.write(tx, ways, invitation.id, Purpose.QUESTIONS)


def _stands_in_the_way(letter: models.Letter, official: models.Official) -> bool:
    """It waits to leave, or that address took no letter: until there is another one, it takes no second one either."""
    lost = letter.state == "failed" and letter.address == official.email
    return lost or letter.state in ("waiting", "handed")


def _excused(now: Standing) -> bool:
    """An open dispute, or another channel: nobody is reminded of anything then."""
    return bool(now.disputes) or now.answer in (Answer.OTHER_CHANNEL, Answer.NOT_OUR_REMIT)


async def _carry(tx: Transaction, one: Question) -> None:
    """To the next session, once the one on whose agenda it stood is over and the date asked for has passed."""
    if rules.due(one, tx.terms) >= tx.terms.day(tx.now):
        return
    item = await tx.db.get(models.Item, one.item)
    session = await tx.db.get(models.Session, one.session)
    stands = item is not None and item.state == ItemState.ACCEPTED and item.session_id == one.session
    if item is None or session is None or not stands or session.state != SessionState.HELD:
        return
    coming = [
        row
        for row in await papers.sessions(tx.db, tx.forum.id)
        if row.state == SessionState.PLANNED and row.starts_at > tx.now
    ]
    if not coming:
        return
    following = coming[-1]
    tx.record(rules.carry(one, await tx.session(following.id), **tx.mark(Via.TIMETABLE)))
    item.place, item.minutes = await papers.last_place(tx.db, following.id) + 1, None
    item.session_id, item.carried = following.id, item.carried + 1
    await tx.db.flush()
    await publishing.changed(tx, following.id, tx.mark(Via.TIMETABLE))
