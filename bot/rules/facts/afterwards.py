"""What is said about an entry afterwards: statements, disputes, corrections, and what holds a publication."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Enclosed, Fact
from bot.rules.facts.invitation import InvitationFact
from bot.rules.words import Answer, Presence, Reason


@dataclass(frozen=True, kw_only=True)
class StatementMade(InvitationFact):
    """The official made a statement, which stands unedited beside the entry."""

    kind: ClassVar[str] = "statement_made"
    text: Enclosed


@dataclass(frozen=True, kw_only=True)
class Disputed(InvitationFact):
    """The body disputes an entry; until it is decided the invitation is in no figure."""

    kind: ClassVar[str] = "disputed"
    entry: int
    decide_by: date


@dataclass(frozen=True, kw_only=True)
class DisputeDecided(InvitationFact):
    """A dispute was decided; upheld means that the entry was wrong."""

    kind: ClassVar[str] = "dispute_decided"
    entry: int
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class HeldBack(InvitationFact):
    """The hosts hold a publication back; it cannot be brought forward by anybody."""

    kind: ClassVar[str] = "held_back"
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Released(InvitationFact):
    """The hosts no longer hold a publication back."""

    kind: ClassVar[str] = "released"


@dataclass(frozen=True, kw_only=True)
class Corrected(InvitationFact):
    """An earlier entry was corrected. It stays on the record and is read as what replaces it, or as void."""

    kind: ClassVar[str] = "corrected"
    entry: int
    reason: Reason
    answer: Answer | None = None
    presence: Presence | None = None


@dataclass(frozen=True, kw_only=True)
class ClockMoved(InvitationFact):
    """A pause stopped the clock, so its dates moved; without a day on which it counts, it is in no figure."""

    kind: ClassVar[str] = "clock_moved"
    pause: int
    reply_by: date
    next_on: date | None
    counts_on: date | None


@dataclass(frozen=True, kw_only=True)
class Hidden(InvitationFact):
    """A host hid what an earlier entry says. That it was hidden, when and why, stands in its place."""

    kind: ClassVar[str] = "hidden"
    entry: int
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class EntryHidden(Fact):
    """A host hid what an earlier entry says that is about no invitation. It stands in its place, with day and class."""

    kind: ClassVar[str] = "entry_hidden"
    entry: int
    reason: Reason


Tombstone = Hidden | EntryHidden
"""What stands in the place of an entry that is hidden."""
