"""Hiding what an entry says: nothing vanishes, a tombstone with class, date and who decided stays (RECORD-RULES §6)."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from bot.rules import facts as f
from bot.rules.enclosed import NAMES
from bot.rules.errors import Refused
from bot.rules.terms import Mark
from bot.rules.words import Reason

CLASSES = (Reason.PERSONAL_DATA, Reason.PERSONAL_CASE, Reason.SAFETY, Reason.LEGAL)
"""For what is wrong there are corrections; hiding is for what would hurt somebody where it stands."""

STAYS = (
    *(f.QuestionPut, f.QuestionReminded, f.QuestionCarried, f.QuestionWithdrawn),
    *(f.Invited, f.ClockMoved, f.HeldBack, f.Released, f.DisputeDecided, f.Hidden),
)
"""What says nothing of anybody that could be hidden, or says how the forum itself decided."""

TOMBSTONES = (f.Hidden.kind, f.EntryHidden.kind)


def hideable(kind: type[f.Fact]) -> bool:
    """Whatever is said about an invitation, and every other entry with somebody's words beside it. Minutes have a door
    of their own: words are taken out of them by a version that takes the place of those before."""
    if issubclass(kind, f.InvitationFact):
        return not issubclass(kind, STAYS)
    return bool(NAMES[kind]) and not issubclass(kind, f.MinutesText)


def hidden_in(history: Iterable[f.Entry]) -> dict[int, f.Tombstone]:
    """By the number of the entry that is hidden."""
    return {entry.fact.entry: entry.fact for entry in history if isinstance(entry.fact, f.Tombstone)}


def hide(history: Sequence[f.Entry], seq: int, reason: Reason, **mark: Unpack[Mark]) -> f.Tombstone:
    """Hide what entry `seq` says, in every place. It counts as before; the text beside it is to be erased.

    `history` holds the entry, and the tombstone in its place where there is one.
    """
    entry = next((entry for entry in history if entry.seq == seq), None)
    if entry is None or not hideable(type(entry.fact)):
        raise Refused(
            f"Entry {seq} cannot be hidden. You can hide what somebody said or what was noted about them, such as a "
            "reply, a statement, a promise or a criterion, and the title of a session where it was called. Words are "
            "taken out of minutes with /session minutes."
        )
    if reason not in CLASSES:
        raise Refused("Choose one of the listed classes. If the entry is wrong, use /record correct instead.")
    if seq in hidden_in(history):
        raise Refused(f"Entry {seq} is hidden already.")
    if isinstance(entry.fact, f.InvitationFact):
        return f.Hidden(invitation=entry.fact.invitation, entry=seq, reason=reason, **mark)
    return f.EntryHidden(entry=seq, reason=reason, **mark)
