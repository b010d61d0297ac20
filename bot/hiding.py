"""Hiding what an entry says: the tombstone is recorded, and the texts beside the entry are gone for good."""

from bot.rules import facts as f, hiding as rules
from bot.rules.enclosed import enclosed_in
from bot.rules.words import Reason, Via
from bot.transaction import Transaction
from bot.view import History, View
from db import ledger


async def history_of(view: View, seq: int) -> History:
    """The entries of the invitation that entry `seq` is about; none where it is about something else."""
    fact = (await view.entry(seq)).fact
    return await view.history(fact.invitation) if isinstance(fact, f.InvitationFact) else ()


async def hide(tx: Transaction, seq: int, reason: Reason) -> int:
    """The number of the entry that says so. Raises `Refused` for what cannot be hidden."""
    history = await history_of(tx, seq)
    tx.record(rules.hide(history, seq, reason, **tx.mark(Via.HOST)))
    hidden = next(entry.fact for entry in history if entry.seq == seq)
    for digest in enclosed_in(hidden):
        await ledger.erase(tx.db, tx.forum.id, digest, tx.now)
    return tx.head.seq
