"""Whoever asks not to be named is shown by their role alone, in every place, until the hosts have decided.

The chain never held the name. A text beside it that does (the sentence of "no reply recorded") is not erased, as the
hosts may decide otherwise: it is withheld from every page, card and export (RECORD-RULES §8).
"""

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice, is_public_news
from bot.transaction import Transaction
from db import gate, models


async def made(tx: Transaction, holder: models.Holder) -> None:
    """From now on the name is shown nowhere; what stands in Discord is written anew. Twice is once."""
    if holder.objected_at is None:
        holder.objected_at = tx.now
        await _written_anew(tx, holder)


async def settled(tx: Transaction, holder: models.Holder) -> None:
    """The hosts have decided that the name may stand, as before."""
    if holder.objected_at is not None:
        holder.objected_at = None
        await _written_anew(tx, holder)


async def overruled(tx: Transaction, piece: models.Piece) -> None:
    """The objection in this piece of post was decided: the name may stand. Raises `Refused` where there is none."""
    invitation = await tx.db.get(models.Invitation, piece.invitation_id) if piece.invitation_id else None
    holder = await tx.db.get(models.Holder, invitation.holder_id) if invitation and invitation.holder_id else None
    if holder is None:
        raise Refused("There is no name on our record to be shown. Press “The role alone it is”.")
    await settled(tx, holder)


async def _written_anew(tx: Transaction, holder: models.Holder) -> None:
    since = f"{tx.now:%Y%m%dT%H%M%S}"
    await tx.db.flush()
    for invitation in await gate.invitations_of(tx.db, tx.forum.id, holder.id):
        for entry in await tx.history(invitation.id):
            if isinstance(entry.fact, f.InvitationFact) and is_public_news(entry.fact):
                key = f"entry:{entry.seq}:name:{since}"
                tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, entry.seq, key))
        card = f"session:{invitation.session_id}:card:name:{since}"
        tx.notify(Notice(Destination.CHAT, Action.SESSION_CARD, invitation.session_id, card))
