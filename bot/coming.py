"""Who comes to a session: what carers say of themselves, their places, and what they want to be called there.

It stands in the papers alone. Everybody sees numbers; nobody but the person sees their answer.
"""

from collections.abc import Collection

from bot.reminding import News, tell
from bot.rules import coming as rules
from bot.rules.coming import Coming, Counts, Reminder
from bot.rules.errors import Refused
from bot.rules.notices import Action
from bot.rules.session import SessionState
from bot.showing import show
from bot.transaction import Transaction
from bot.view import View
from db import coming, models, papers


async def counts(view: View, session_id: int) -> Counts:
    """What everybody may see. `cannot` are the regrets."""
    return Counts(**await coming.counts(view.db, session_id))


async def mine(view: View, session_id: int, user_id: int) -> models.Coming | None:
    member = await papers.member(view.db, view.forum.id, user_id)
    return await coming.of(view.db, session_id, member.id) if member else None


async def say(tx: Transaction, session_id: int, wish: Coming, *, user_id: int) -> models.Coming:
    """Somebody comes, may come or cannot: counted once, whatever they said before. Whoever asks for a place that is not
    there waits for one."""
    session = await _open(tx, session_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    row = await coming.of(tx.db, session_id, member.id)
    if row is None:
        row = models.Coming(forum_id=tx.forum.id, session_id=session_id, member_id=member.id, answer="", turn=0)
    asks = wish is Coming.GOING
    if row.answer == wish or (asks and row.answer == Coming.WAITING):
        return row
    if asks:
        there = await counts(tx, session_id)
        seated = rules.free(session.places, there.going, there.waiting)
        wish = Coming.GOING if seated else Coming.WAITING
        row.turn = await coming.next_turn(tx.db, session_id)
    if wish is Coming.CANNOT:
        row.day_before = row.hour_before = False
        row.remind_at = None
    row.answer = wish.value
    tx.db.add(row)
    await tx.db.flush()
    await move_up(tx, session)
    return row


async def ahead(view: View, row: models.Coming) -> int:
    """How many wait for a place longer than this one."""
    return sum(one.turn < row.turn for one in await coming.waiting(view.db, row.session_id))


async def take_back(tx: Transaction, session_id: int, *, user_id: int) -> None:
    """As if they had never said anything."""
    session, row = await _open(tx, session_id), await mine(tx, session_id, user_id)
    if row is not None:
        await coming.forget(tx.db, [row.id])
        await move_up(tx, session)


async def forget_coming(tx: Transaction, member_id: int) -> None:
    """All that they ever said about coming to a session; whoever waits gets their place."""
    told = await coming.of_member(tx.db, member_id)
    await coming.forget(tx.db, [row.id for row, _ in told])
    for _, session in told:
        if session.state in (SessionState.PLANNED, SessionState.OPEN):
            await move_up(tx, session)


async def remind(tx: Transaction, session_id: int, chosen: Collection[Reminder], *, user_id: int) -> models.Coming:
    """By direct message, at the moments that they chose and no others."""
    session, row = await _open(tx, session_id), await mine(tx, session_id, user_id)
    if row is None or row.answer == Coming.CANNOT:
        raise Refused("First say that you are going, or may be: the buttons stand on the session’s card.")
    row.day_before, row.hour_before = Reminder.DAY in chosen, Reminder.HOUR in chosen
    row.remind_at = rules.next_reminder(session.starts_at, chosen, tx.terms.policy, tx.now)
    return row


async def limit(tx: Transaction, session_id: int, places: int | None) -> models.Session:
    """How many carers can come. Who has a place keeps it."""
    session = await _open(tx, session_id)
    session.places = rules.limited(places)
    await move_up(tx, session)
    return session


async def wear(tx: Transaction, text: str, *, user_id: int) -> str | None:
    """What somebody wants to be called in sessions from now on; with no words, nothing in particular."""
    words = rules.badge(text)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    member.badge = words
    return words


async def move_up(tx: Transaction, session: models.Session) -> None:
    """Whoever waits longest gets the place that is free, and is told. The card follows."""
    there = await counts(tx, session.id)
    for row in await coming.waiting(tx.db, session.id, rules.move_up(session.places, there.going, there.waiting)):
        row.answer = Coming.GOING.value
        tell(tx, row, News.PLACE, rules.tell_at(tx.now, session.starts_at, tx.terms.policy))
    await tx.db.flush()
    await show(tx, Action.SESSION_CARD, session.id)


async def _open(tx: Transaction, session_id: int) -> models.Session:
    session: models.Session = await tx.own(models.Session, session_id, "session")
    rules.may_say(SessionState(session.state), session.ends_at, tx.now)
    return session
