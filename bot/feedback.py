"""Feedback on a session: forms taken from carers and officials, and counted when their time is over."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.partnership import partnership_now
from bot.rules import facts as f, feedback as rules
from bot.rules.feedback import Question
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from db import feedback, models, papers
from db.feedback import Giver


async def questions(view: View, session_id: int) -> Sequence[Question]:
    """The whole form about a session, by the criteria in force when it was held."""
    held = next((e.seq for e in await view.session_history(session_id) if isinstance(e.fact, f.Held)), 0)
    return rules.questions((await partnership_now(view, before=held)).criteria)


async def taken_until(view: View, session_id: int) -> date:
    """The last day on which a form about it is taken. Raises `Refused` where none is."""
    await view.session(session_id)
    return rules.take(await view.session_history(session_id), view.terms, view.now)


async def open_now(view: View) -> list[models.Session]:
    """The sessions about which forms are taken, the latest first."""
    rows = [
        await view.db.get_one(models.Session, number) for number in await feedback.not_counted(view.db, view.forum.id)
    ]
    found = []
    for row in sorted(rows, key=lambda row: row.starts_at, reverse=True):
        if rules.open_until(await view.session_history(row.id), view.terms, view.now):
            found.append(row)
    return found


async def give(
    tx: Transaction, session_id: int, giver: Giver, given: Mapping[str, str], asked: Sequence[Question]
) -> date:
    """Take a form, or a part of one; a question answered before is answered anew. Until when that can be done."""
    until = await taken_until(tx, session_id)
    before = await feedback.given(tx.db, session_id, giver)
    chosen = rules.filled(asked, given, before)
    await feedback.put(tx.db, tx.forum.id, session_id, giver, chosen)
    return until


async def due(view: View) -> list[int]:
    """The sessions whose time to be rated is over, and whose forms nobody has counted."""
    found = []
    for session_id in await feedback.not_counted(view.db, view.forum.id):
        last = rules.last_day(await view.session_history(session_id), view.terms)
        if last is not None and view.terms.day(view.now) > last:
            found.append(session_id)
    return found


async def count(tx: Transaction, session_id: int) -> None:
    """Put the sums on the record, and forget the forms in the same commit."""
    history = await tx.session_history(session_id)
    invited = await papers.invitations(tx.db, tx.forum.id, session_id=session_id)
    standings = [await tx.standing(row.id) for row in invited]
    there = [now.invitation for now in standings if now.present and not now.test]
    criteria = [one.criterion for one in await questions(tx, session_id) if one.criterion is not None]
    carers = await feedback.forms(tx.db, session_id, None)
    officials = await feedback.forms(tx.db, session_id, there)
    present = rules.officials_present(standings, history)
    tx.record(
        rules.count(
            history,
            standings,
            tx.terms,
            criteria,
            carers=rules.side((await tx.session(session_id)).carers, carers.completed, carers.chosen, criteria),
            officials=rules.side(present, officials.completed, officials.chosen, criteria),
            **tx.mark(Via.TIMETABLE),
        )
    )
    await feedback.forget(tx.db, session_id)
