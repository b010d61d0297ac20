"""Hiding what an entry says: nothing vanishes, a tombstone with class, date and who decided stays (RECORD-RULES §6)."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.terms import Mark
from bot.rules.words import Reason

CLASSES = (Reason.PERSONAL_DATA, Reason.PERSONAL_CASE, Reason.SAFETY, Reason.LEGAL)
"""For what is wrong there are corrections; hiding is for what would hurt somebody where it stands."""

STAYS = (
    *(f.QuestionPut, f.QuestionReminded, f.QuestionCarried, f.QuestionWithdrawn),
    *(f.Invited, f.NoticeGiven, f.ClockMoved, f.HeldBack, f.Released, f.DisputeDecided, f.Hidden),
)
"""What says nothing of anybody that could be hidden, or says how the forum itself decided."""


def hidden_in(history: Iterable[f.Entry]) -> dict[int, f.Hidden]:
    """By the number of the entry that is hidden."""
    return {entry.fact.entry: entry.fact for entry in history if isinstance(entry.fact, f.Hidden)}


def hide(history: Sequence[f.Entry], seq: int, reason: Reason, **mark: Unpack[Mark]) -> f.Hidden:
    """Hide what entry `seq` says, in every place. It counts as before; the text beside it is to be erased."""
    entry = next((entry for entry in history if entry.seq == seq), None)
    if entry is None or not isinstance(entry.fact, f.InvitationFact) or isinstance(entry.fact, STAYS):
        raise Refused(
            f"Entry {seq} cannot be hidden. You can hide what was said or noted about an invitation, such as a reply "
            "or a statement. Words are taken out of minutes with /session minutes, and of a pledge with "
            "/pledge withdraw."
        )
    if reason not in CLASSES:
        raise Refused("Choose one of the listed classes. If the entry is wrong, use /record correct instead.")
    if seq in hidden_in(history):
        raise Refused(f"Entry {seq} is hidden already.")
    return f.Hidden(invitation=entry.fact.invitation, entry=seq, reason=reason, **mark)
