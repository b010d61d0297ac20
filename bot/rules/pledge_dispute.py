"""Disputes about a pledge: what the forum recorded of it is said to be wrong (RECORD-RULES §6, Right of reply)."""

from collections.abc import Sequence
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.pledge_standing import replayed
from bot.rules.terms import Mark, Terms

DISPUTABLE = (f.PledgeMade, f.PledgeConfirmed, f.PledgeAmended, f.PledgeUpdated, f.PledgeClosed)
"""What was recorded of them; the forum's own letters and decisions are not theirs to dispute."""


def disputable(history: Sequence[f.Entry]) -> tuple[f.Entry, ...]:
    """The entries that can be disputed now, once each."""
    disputed = {entry.fact.entry for entry in history if isinstance(entry.fact, f.PledgeDisputed)}
    return tuple(e for e in replayed(history) if isinstance(e.fact, DISPUTABLE) and e.seq not in disputed)


def open_disputes(history: Sequence[f.Entry]) -> dict[int, f.Entry]:
    """By the disputed entry's number, the disputes that nobody has decided yet."""
    found: dict[int, f.Entry] = {}
    for entry in history:
        if isinstance(entry.fact, f.PledgeDisputed):
            found[entry.fact.entry] = entry
        elif isinstance(entry.fact, f.PledgeDisputeDecided):
            found.pop(entry.fact.entry, None)
    return found


def dispute(history: Sequence[f.Entry], seq: int, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeDisputed:
    """Entry `seq` is disputed: until it is decided, the pledge is in no figure."""
    entry = next((entry for entry in disputable(history) if entry.seq == seq), None)
    if entry is None or not isinstance(entry.fact, f.PledgeFact):
        raise Refused(
            f"Entry {seq} cannot be disputed here: it is disputed already, or says nothing of what you promised or did."
        )
    decide_by = terms.after(terms.day(mark["at"]), terms.policy.dispute_days)
    return f.PledgeDisputed(pledge=entry.fact.pledge, entry=seq, decide_by=decide_by, **mark)


def decide(
    history: Sequence[f.Entry], seq: int, *, upheld: bool, alone: bool, **mark: Unpack[Mark]
) -> f.PledgeDisputeDecided:
    """Decide the dispute about entry `seq`, by somebody other than who made it, unless `alone`."""
    disputed = open_disputes(history).get(seq)
    if disputed is None or not isinstance(disputed.fact, f.PledgeDisputed):
        raise Refused(f"There is no open dispute about entry {seq}.")
    made_by = next((entry.fact.by for entry in history if entry.seq == seq), None)
    if made_by == mark["by"] and not alone:
        raise Refused(f"You made entry {seq} yourself, so another host decides. Ask one of them.")
    return f.PledgeDisputeDecided(pledge=disputed.fact.pledge, entry=seq, upheld=upheld, **mark)
