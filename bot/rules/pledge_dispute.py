"""Disputes about a pledge: what the forum recorded of it is said to be wrong (RECORD-RULES §6, Right of reply).

They are decided like any other: `bot.rules.dispute.decide`.
"""

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


def dispute(history: Sequence[f.Entry], seq: int, terms: Terms, **mark: Unpack[Mark]) -> f.PledgeDisputed:
    """Entry `seq` is disputed: until it is decided, the pledge is in no figure."""
    entry = next((entry for entry in disputable(history) if entry.seq == seq), None)
    if entry is None or not isinstance(entry.fact, f.PledgeFact):
        raise Refused(
            f"Entry {seq} cannot be disputed here: it is disputed already, or says nothing of what you promised or did."
        )
    decide_by = terms.after(terms.day(mark["at"]), terms.policy.dispute_days)
    return f.PledgeDisputed(pledge=entry.fact.pledge, entry=seq, decide_by=decide_by, **mark)
