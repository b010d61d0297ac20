"""A forum as large as is asked for, recorded by the rules and written past the doors, because those take their time.

clerk = await large(database, invitations=100_000)
"""

from datetime import timedelta
from secrets import token_hex

from sqlalchemy import insert

from bot.clerk import Clerk
from bot.rules import chain, facts as f, invitation as rules, reply, session
from bot.rules.session import session_standing
from bot.rules.standing import standing
from bot.rules.words import Answer, OrganisationKind, Via
from bot.transaction import Transaction, columns
from db import ledger, models
from db.engine import Database
from tests.desk import START, Desk

BODIES = 100
ASKED = 20
"""At each session."""
DAYS = 400
"""Over which the sessions are spread."""
AT_ONCE = 20
"""Sessions in one commit."""


async def large(database: Database, invitations: int) -> Clerk:
    """Two roles in each of a hundred bodies; twenty are asked at a time, and three in four answer, some in writing."""
    desk = await Desk.opened(database)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        await _directory(tx)
    sessions = invitations // ASKED
    for first in range(0, sessions, AT_ONCE):
        desk.clock.move_to(START + timedelta(days=first * DAYS // sessions))
        async with desk.clerk.record.reading(desk.forum) as view:
            terms = view.terms
        async with database.writing() as db:
            forum = await db.get_one(models.Forum, desk.forum)
            tx = Transaction(db, forum, desk.clock.now(), terms, head=await ledger.head(db, desk.forum))
            for number in range(first + 1, min(first + AT_ONCE, sessions) + 1):
                await _session(tx, number)
            await ledger.append(db, [tx._row(line) for line in tx._lines])
    desk.clock.move_to(START + timedelta(days=DAYS + 60))
    return desk.clerk


async def _directory(tx: Transaction) -> None:
    kinds = list(OrganisationKind)
    for number in range(1, BODIES + 1):
        name, sort = f"Body {number}", kinds[number % len(kinds)]
        tx.db.add(models.Organisation(forum_id=tx.forum.id, name=name, kind=sort.value))
        tx.record(f.OrganisationListed(organisation=number, name=name, sort=sort, **tx.mark(Via.HOST)))
    await tx.db.flush()
    for number in range(1, 2 * BODIES + 1):
        body, role = (number - 1) % BODIES + 1, f"Role {number}"
        tx.db.add(models.Official(forum_id=tx.forum.id, organisation_id=body, role=role, email="role@body.example"))
        tx.record(f.OfficialListed(official=number, organisation=body, role=role, elected=False, **tx.mark(Via.HOST)))


async def _session(tx: Transaction, number: int) -> None:
    starts = tx.now + timedelta(days=40)
    ends = starts + timedelta(minutes=90)
    title = f"Session {number}"
    row = {"id": number, "forum_id": tx.forum.id, "title": title, "starts_at": starts, "ends_at": ends}
    await tx.db.execute(insert(models.Session), [{**row, "state": "planned"}])
    planned = _last(tx, session.plan(number, _enclosed(tx, title), starts, ends, **tx.mark(Via.HOST)))
    first = (number - 1) * ASKED + 1
    for invitation in range(first, first + ASKED):
        official = (invitation - 1) % (2 * BODIES) + 1
        body = (official - 1) % BODIES + 1
        row = {"id": invitation, "forum_id": tx.forum.id, "session_id": number, "official_id": official}
        await tx.db.execute(insert(models.Invitation), [{**row, "organisation_id": body, "message": ""}])
        asked = rules.invite(
            session_standing([planned]),
            invitation=invitation, official=official, organisation=body, holder=None, **tx.mark(Via.HOST),
        )  # fmt: skip
        history = [planned, _last(tx, asked)]
        history.append(_last(tx, rules.sent(standing(history), tx.terms, **tx.mark(Via.MAIL))))
        if invitation % 4:
            answer = list(Answer)[invitation % 5]
            words = _enclosed(tx, f"We will see to it. {'x' * 200}") if answer is Answer.IN_WRITING else None
            replied = reply.respond(standing(history), answer, tx.terms, detail=words, **tx.mark(Via.LINK))
            history.append(_last(tx, replied))
        kept = {"forum_id": tx.forum.id, **columns(standing(history), tx)}
        await tx.db.execute(insert(models.Standing), [kept])
    await tx.db.flush()


def _last(tx: Transaction, fact: f.Fact) -> f.Entry:
    tx.record(fact)
    return tx.pending[-1]


def _enclosed(tx: Transaction, text: str) -> f.Enclosed:
    salt = token_hex(16)
    digest = chain.enclose(text, salt)
    tx.db.add(models.Enclosure(forum_id=tx.forum.id, digest=digest, salt=salt, text=text, erased_at=None))
    return digest
