"""Disputes: somebody whom an entry is about says that it is wrong (RECORD-RULES §6, Right of reply)."""

from collections.abc import Sequence
from typing import Unpack

from bot.rules import facts as f
from bot.rules.correction import VOIDABLE, replayed
from bot.rules.errors import Refused
from bot.rules.terms import Mark, Terms


def disputable(history: Sequence[f.Entry]) -> tuple[f.Entry, ...]:
    """The entries that can be disputed now, as they read: what was noted of them, once each."""
    disputed = {entry.fact.entry for entry in history if isinstance(entry.fact, f.Disputed)}
    return tuple(e for e in replayed(history) if isinstance(e.fact, VOIDABLE) and e.seq not in disputed)


def open_disputes(history: Sequence[f.Entry]) -> dict[int, f.Entry]:
    """By the disputed entry's number, the disputes that nobody has decided yet: about an invitation or a pledge."""
    found: dict[int, f.Entry] = {}
    for entry in history:
        if isinstance(entry.fact, f.Disputed | f.PledgeDisputed):
            found[entry.fact.entry] = entry
        elif isinstance(entry.fact, f.DisputeDecided | f.PledgeDisputeDecided):
            found.pop(entry.fact.entry, None)
    return found


def dispute(history: Sequence[f.Entry], seq: int, terms: Terms, **mark: Unpack[Mark]) -> f.Disputed:
    """Entry `seq` is disputed: until it is decided, the invitation is in no figure."""
    entry = next((entry for entry in history if entry.seq == seq), None)
    if entry is None or not isinstance(entry.fact, VOIDABLE):
        raise Refused(
            f"Entry {seq} cannot be disputed here. You can dispute a reply, an answer, an attendance, a message that "
            "did not arrive or a “no reply recorded”."
        )
    if seq in open_disputes(history):
        raise Refused(f"Entry {seq} is disputed already, and not decided yet.")
    if any(isinstance(one.fact, f.Disputed) and one.fact.entry == seq for one in history):
        raise Refused(f"The dispute about entry {seq} has been decided. You can still add a statement.")
    if all(one.seq != seq for one in replayed(history)):
        raise Refused(f"Entry {seq} has already been corrected: it no longer counts.")
    decide_by = terms.after(terms.day(mark["at"]), terms.policy.dispute_days)
    return f.Disputed(invitation=entry.fact.invitation, entry=seq, decide_by=decide_by, **mark)


def decide(
    history: Sequence[f.Entry], seq: int, *, upheld: bool, alone: bool, **mark: Unpack[Mark]
) -> f.DisputeDecided | f.PledgeDisputeDecided:
    """Decide the dispute about entry `seq`; `upheld` means that the entry was wrong, and it no longer counts.

    By somebody other than who made the entry, unless `alone`: the forum has one host.
    """
    disputed = open_disputes(history).get(seq)
    if disputed is None:
        raise Refused(f"There is no open dispute about entry {seq}.")
    made_by = next((entry.fact.by for entry in history if entry.seq == seq), None)
    if made_by == mark["by"] and not alone:
        raise Refused(f"You made entry {seq} yourself, so another host decides. Ask one of them.")
    if isinstance(disputed.fact, f.PledgeDisputed):
        return f.PledgeDisputeDecided(pledge=disputed.fact.pledge, entry=seq, upheld=upheld, **mark)
    assert isinstance(disputed.fact, f.Disputed)
    return f.DisputeDecided(invitation=disputed.fact.invitation, entry=seq, upheld=upheld, **mark)
