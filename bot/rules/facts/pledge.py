"""What an official promised, and what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Enclosed, Fact
from bot.rules.words import PledgeOutcome, Reason


@dataclass(frozen=True, kw_only=True)
class PledgeFact(Fact):
    """Something about one pledge."""

    pledge: int


@dataclass(frozen=True, kw_only=True)
class PledgeMade(PledgeFact):
    """Somebody in this role promised something, in these words and by this day."""

    kind: ClassVar[str] = "pledge_made"
    official: int
    organisation: int
    session: int | None
    item: int | None
    words: Enclosed
    due: date
    remind_on: date | None
    ask_on: date


@dataclass(frozen=True, kw_only=True)
class PledgeAsked(PledgeFact):
    """The official was sent the words, to confirm or amend them."""

    kind: ClassVar[str] = "pledge_asked"
    confirm_by: date


@dataclass(frozen=True, kw_only=True)
class PledgeConfirmed(PledgeFact):
    """The official confirmed the words and the day."""

    kind: ClassVar[str] = "pledge_confirmed"


@dataclass(frozen=True, kw_only=True)
class PledgeAmended(PledgeFact):
    """The official put the pledge in their own words, or gave another day; that is what stands from then on."""

    kind: ClassVar[str] = "pledge_amended"
    words: Enclosed
    due: date
    remind_on: date | None
    ask_on: date


@dataclass(frozen=True, kw_only=True)
class PledgeReminded(PledgeFact):
    """The official was reminded before the day, or asked after it what became of the pledge."""

    kind: ClassVar[str] = "pledge_reminded"
    due: date
    before: bool


@dataclass(frozen=True, kw_only=True)
class PledgeUpdated(PledgeFact):
    """It was said how far the pledge has come; it stays open."""

    kind: ClassVar[str] = "pledge_updated"
    on: date
    text: Enclosed


@dataclass(frozen=True, kw_only=True)
class PledgeClosed(PledgeFact):
    """It was said what became of the pledge: done, done in part, not done, or replaced by another."""

    kind: ClassVar[str] = "pledge_closed"
    on: date
    outcome: PledgeOutcome
    text: Enclosed | None
    instead: int | None


@dataclass(frozen=True, kw_only=True)
class PledgeNotReached(PledgeFact):
    """A letter of ours about the pledge did not arrive."""

    kind: ClassVar[str] = "pledge_not_reached"


@dataclass(frozen=True, kw_only=True)
class PledgeStated(PledgeFact):
    """The official made a statement, which stands unedited beside the pledge."""

    kind: ClassVar[str] = "pledge_stated"
    text: Enclosed


@dataclass(frozen=True, kw_only=True)
class PledgeDisputed(PledgeFact):
    """The body disputes an entry about the pledge; until it is decided the pledge is in no figure."""

    kind: ClassVar[str] = "pledge_disputed"
    entry: int
    decide_by: date


@dataclass(frozen=True, kw_only=True)
class PledgeDisputeDecided(PledgeFact):
    """A dispute about a pledge was decided; upheld means that the entry was wrong, and it is read as void."""

    kind: ClassVar[str] = "pledge_dispute_decided"
    entry: int
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class PledgeWithdrawn(PledgeFact):
    """The forum took the pledge back; it is in no figure."""

    kind: ClassVar[str] = "pledge_withdrawn"
    reason: Reason
