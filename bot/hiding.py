"""Hiding what an entry says: the tombstone is recorded, and the texts beside the entry are gone for good."""

from bot import hiding_elsewhere as elsewhere
from bot.rules import facts as f, hiding as rules
from bot.rules.enclosed import enclosed_in
from bot.rules.words import Reason, Via
from bot.transaction import Transaction
from bot.view import History, View
from db import ledger


async def history_of(view: View, seq: int) -> History:
    """The entries of the invitation that entry `seq` is about; of anything else the entry, and the tombstone in its
    place where there is one."""
    entry = await view.entry(seq)
    if isinstance(entry.fact, f.InvitationFact):
        return await view.history(entry.fact.invitation)
    stones = await view.of_kinds((f.EntryHidden.kind,))
    return (entry, *(one for one in stones if isinstance(one.fact, f.EntryHidden) and one.fact.entry == seq))


async def may_hide(view: View, seq: int, reason: Reason) -> f.Entry:
    """The entry. Raises `Refused` for what cannot be hidden."""
    rules.hide(await history_of(view, seq), seq, reason, at=view.now, by=f.CLERK, via=Via.HOST)
    entry = await view.entry(seq)
    if isinstance(entry.fact, f.CriteriaAdopted):
        await elsewhere.brought(view, entry)
    return entry


async def hide(tx: Transaction, seq: int, reason: Reason) -> int:
    """The number of the entry that says so. Raises `Refused` for what cannot be hidden."""
    entry = await may_hide(tx, seq, reason)
    tx.record(rules.hide(await history_of(tx, seq), seq, reason, **tx.mark(Via.HOST)))
    number = tx.head.seq
    match entry.fact:
        case f.CriteriaAdopted():
            await elsewhere.criteria(tx, entry, number)
        case f.BodyDeclined():
            await elsewhere.declined_body(tx, entry.fact)
        case f.Planned():
            await elsewhere.title(tx, entry.fact, number)
    if not isinstance(entry.fact, f.CriteriaAdopted):
        for digest in enclosed_in(entry.fact):
            await ledger.erase(tx.db, tx.forum.id, digest, tx.now)
    return number
