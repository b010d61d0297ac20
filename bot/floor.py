"""Who is in the room and who speaks next. Carers count themselves; a host speaks for officials, who use no Discord."""

from bot import sitting
from bot.rules.errors import Refused
from bot.rules.hands import Hand, Side, in_turn
from bot.transaction import Transaction
from bot.view import View
from db import live, models, papers


async def come_in(tx: Transaction, session_id: int, user_id: int) -> int:
    """Count a carer as present, once; how many are."""
    await sitting.opened(tx, session_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    if await tx.db.get(models.Present, (session_id, member.id)) is None:
        tx.db.add(models.Present(session_id=session_id, member_id=member.id))
        await tx.db.flush()
        await sitting.show(tx, session_id)
    return await live.people_here(tx.db, session_id)


async def raise_hand(tx: Transaction, session_id: int, user_id: int) -> int:
    """A carer's; their place in the queue, from 1. Who raises a hand is here."""
    await come_in(tx, session_id, user_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    row = await live.hand_of(tx.db, session_id, member.id)
    if row is not None and row.called_at is not None:
        raise Refused("It is your turn: you have been called. Raise your hand again when the next one speaks.")
    if row is None:
        row = models.Hand(forum_id=tx.forum.id, session_id=session_id, member_id=member.id)
        await _up(tx, row)
    queue = await waiting(tx, session_id)
    return next(place for place, hand in enumerate(queue, start=1) if hand.id == row.id)


async def lower_hand(tx: Transaction, session_id: int, user_id: int) -> bool:
    """False where it was not up."""
    await sitting.opened(tx, session_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    row = await live.hand_of(tx.db, session_id, member.id)
    if row is not None:
        await tx.db.delete(row)
        await tx.db.flush()
        await sitting.show(tx, session_id)
    return row is not None


async def official_wishes(tx: Transaction, session_id: int, invitation_id: int) -> None:
    """A host raises the hand of one of the invited, or of a deputy: officials are not in Discord."""
    await sitting.opened(tx, session_id)
    invitation: models.Invitation = await tx.own(models.Invitation, invitation_id, "invitation")
    if invitation.session_id != session_id:
        raise Refused("They were not invited to this session. Choose one from the list.")
    rows = [row for row in await live.hands(tx.db, session_id) if row.invitation_id == invitation_id]
    if rows:
        raise Refused("They are in the queue already, or speaking now.")
    await _up(tx, models.Hand(forum_id=tx.forum.id, session_id=session_id, invitation_id=invitation_id))


async def call_next(tx: Transaction, session_id: int, seen: int) -> None:
    """Let the next one speak; whoever spoke has done so. `seen` is the hand that the host saw as the next; 0: nobody
    waits any more, and the speaker has finished."""
    now, queue = await sitting.opened(tx, session_id), await waiting(tx, session_id)
    if (queue[0].id if queue else 0) != seen:
        raise Refused("The queue has changed meanwhile. The card shows it as it is now.")
    await live.lower_called(tx.db, session_id)
    if queue:
        queue[0].called_at, now.last_side = tx.now, side_of(queue[0]).value
    await tx.db.flush()
    await sitting.show(tx, session_id)


async def waiting(view: View, session_id: int) -> list[models.Hand]:
    """The hands that are up, in the order in which they will be called (`bot.rules.hands`)."""
    rows = {row.id: row for row in await live.hands(view.db, session_id) if row.called_at is None}
    now = await view.db.get(models.Sitting, session_id)
    last = Side(now.last_side) if now and now.last_side else None
    return [rows[hand.number] for hand in in_turn([Hand(row.id, side_of(row)) for row in rows.values()], last)]


def side_of(row: models.Hand) -> Side:
    return Side.CARER if row.member_id is not None else Side.OFFICIAL


async def _up(tx: Transaction, row: models.Hand) -> None:
    tx.db.add(row)
    await tx.db.flush()
    await sitting.show(tx, row.session_id)
