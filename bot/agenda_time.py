"""What time brings about for agendas: they are published some days before, and officials hear of later changes."""

from functools import partial

from bot import letters, questions
from bot.apart import apart
from bot.clerk import Clerk
from bot.publishing import numbers_on
from bot.rules import published as rules
from bot.rules.letter import told_of_an_agenda
from bot.rules.words import Purpose, Via
from bot.rules.workingdays import ONE_DAY, next_office_hour
from bot.transaction import Transaction
from bot.ways import Ways
from db import due, models, papers, post


async def see_to_agendas(clerk: Clerk) -> int:
    """Publish what is due, and tell the officials of what has changed since; how many agendas were seen to."""
    async with clerk.database.reading() as db:
        waiting = await due.agendas(db, clerk.clock.now())
    for forum_id, session_id in waiting:
        await apart(
            clerk,
            forum_id,
            f"the agenda of session {session_id}",
            partial(see_to, ways=clerk.ways, session_id=session_id),
        )
    return len(waiting)


async def see_to(tx: Transaction, ways: Ways, session_id: int) -> None:
    """Once it has come so far; asked too early, it says when, and an empty agenda waits for its first item."""
    row = await tx.db.get_one(models.Session, session_id)
    history = await tx.session_history(session_id)
    row.agenda_due = rules.due(history, tx.terms) if row.starts_at > tx.now else None
    if row.agenda_due is None or row.agenda_due > tx.now:
        return
    known, numbers = rules.published(history), await numbers_on(tx, session_id)
    if known is None:
        if not numbers:
            row.agenda_due = next_office_hour(tx.now + ONE_DAY, tx.terms.policy, tx.terms.closed)
            return
        tx.record(rules.publish(await tx.session(session_id), known, numbers, **tx.mark(Via.TIMETABLE)))
    await _tell(tx, ways, session_id)
    row.agenda_due = None


async def _tell(tx: Transaction, ways: Ways, session_id: int) -> None:
    """One letter to each official whose last one spoke of other items; nobody is told of another order."""
    for invitation in await papers.invitations(tx.db, tx.forum.id, session_id=session_id):
        meant = await letters.put_to(tx, invitation)
        written = [one for one in await papers.letters(tx.db, invitation.id) if Purpose(one.purpose) in questions.PUTS]
        last = next((one for one in reversed(written) if one.state in ("sent", "handed", "waiting")), None)
        told = set(questions.items_in(last)) if last else set()
        fresh = [item for item in meant if item.id not in told]
        if last is None or told == {item.id for item in meant}:
            continue
        official = await tx.db.get_one(models.Official, invitation.official_id)
        if (ways.mail and not official.email) or await post.asks_to_stop(tx.db, official.id):
            continue
        now = await tx.standing(invitation.id)
        if now.to_send and last.state == "waiting" and ways.mail:
            # It has not left yet, so it can still say what the agenda says now.
            await letters.write(tx, ways, invitation.id, Purpose(last.purpose))
        elif told_of_an_agenda(now, asked=any(item.organisation_id == now.organisation for item in fresh)):
            await letters.write(tx, ways, invitation.id, Purpose.AGENDA)
