"""Everything the record can say.

A fact is one line of the record: when, by whom, by which way, and what. It never holds a carer's words, name or
Discord id; personal text (a statement, the wording sent to an official) is an `Enclosed` digest of text that is kept
beside the ledger and can be erased without breaking the chain. Dates that depend on a calendar are worked out once,
when the fact is recorded, and stored in it: no later calendar moves them, and a verifier needs none.

The docstring of a fact says in one sentence what it means; the page "How the record is kept" prints it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NewType

from bot.rules.policy import Policy
from bot.rules.words import Answer, OrganisationKind, PauseKind, Presence, Reason, Via

Enclosed = NewType("Enclosed", str)
"""`sha256:` and the digest of salt + text; see `bot.rules.chain.enclose`."""

CLERK = "clerk"
OFFICIAL = "official"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the record. `by` is "clerk", "official", or "member:" and a number that only the papers resolve."""

    kind: ClassVar[str] = ""
    at: datetime
    by: str
    via: Via


# ---------------------------------------------------------------- the forum and whom it may ask


@dataclass(frozen=True, kw_only=True)
class PolicyAdopted(Fact):
    """The forum adopted the terms by which this record is kept."""

    kind: ClassVar[str] = "policy_adopted"
    policy: Policy


@dataclass(frozen=True, kw_only=True)
class CalendarAdopted(Fact):
    """The public holidays of the forum's nation were written down for these years."""

    kind: ClassVar[str] = "calendar_adopted"
    first: date
    last: date
    closed: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationListed(Fact):
    """A body that the forum may invite was entered or renamed."""

    kind: ClassVar[str] = "organisation_listed"
    organisation: int
    name: str
    sort: OrganisationKind


@dataclass(frozen=True, kw_only=True)
class OfficialListed(Fact):
    """A public role in a body was entered or changed; the record belongs to the role."""

    kind: ClassVar[str] = "official_listed"
    official: int
    organisation: int
    role: str
    elected: bool


@dataclass(frozen=True, kw_only=True)
class AddressConfirmed(Fact):
    """A host confirmed by another route that we write to the right address for this role."""

    kind: ClassVar[str] = "address_confirmed"
    official: int


@dataclass(frozen=True, kw_only=True)
class Paused(Fact):
    """On these days, the first and the last included, no clock runs for a body, or for any body where none is named."""

    kind: ClassVar[str] = "paused"
    why: PauseKind
    organisation: int | None
    first: date
    last: date


# ---------------------------------------------------------------- sessions


@dataclass(frozen=True, kw_only=True)
class SessionFact(Fact):
    """Something about one meeting of the forum."""

    session: int


@dataclass(frozen=True, kw_only=True)
class Planned(SessionFact):
    """A session was called."""

    kind: ClassVar[str] = "planned"
    title: Enclosed
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class Moved(SessionFact):
    """A session was moved to another time."""

    kind: ClassVar[str] = "moved"
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionFact):
    """A session was cancelled by the forum; no invitation to it counts."""

    kind: ClassVar[str] = "session_cancelled"
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Opened(SessionFact):
    """A session was opened."""

    kind: ClassVar[str] = "opened"


@dataclass(frozen=True, kw_only=True)
class Held(SessionFact):
    """A session was held, with this many carers where they were counted."""

    kind: ClassVar[str] = "held"
    carers: int | None


@dataclass(frozen=True, kw_only=True)
class CameUninvited(SessionFact):
    """Somebody in this role came to the session without having been invited to it."""

    kind: ClassVar[str] = "came_uninvited"
    official: int
    organisation: int


# ---------------------------------------------------------------- agenda items (by number only: the words are papers)


@dataclass(frozen=True, kw_only=True)
class ItemFact(Fact):
    """Something about one agenda item."""

    item: int


@dataclass(frozen=True, kw_only=True)
class ItemAccepted(ItemFact):
    """An item that a carer raised was put on the agenda of a session."""

    kind: ClassVar[str] = "item_accepted"
    session: int
    organisation: int | None


@dataclass(frozen=True, kw_only=True)
class ItemMerged(ItemFact):
    """An item was joined to another that asks the same; its support was added."""

    kind: ClassVar[str] = "item_merged"
    into: int


@dataclass(frozen=True, kw_only=True)
class ItemDeferred(ItemFact):
    """An item was put off to a later session."""

    kind: ClassVar[str] = "item_deferred"
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class ItemDeclined(ItemFact):
    """An item was not taken, with a class of reason; its author is told the rest."""

    kind: ClassVar[str] = "item_declined"
    reason: Reason


# ---------------------------------------------------------------- invitations


@dataclass(frozen=True, kw_only=True)
class InvitationFact(Fact):
    """Something about one official asked to one session."""

    invitation: int


@dataclass(frozen=True, kw_only=True)
class Invited(InvitationFact):
    """The forum decided to invite the holder of this role to a session."""

    kind: ClassVar[str] = "invited"
    session: int
    official: int
    organisation: int
    holder: int | None
    test: bool = False


@dataclass(frozen=True, kw_only=True)
class Sent(InvitationFact):
    """The invitation was sent. From this day the clock runs."""

    kind: ClassVar[str] = "sent"
    on: date
    reply_by: date
    short_notice: bool
    next_on: date | None
    counts_on: date


@dataclass(frozen=True, kw_only=True)
class Bounced(InvitationFact):
    """Our message did not arrive."""

    kind: ClassVar[str] = "bounced"


@dataclass(frozen=True, kw_only=True)
class AddressReplaced(InvitationFact):
    """We had written to a wrong address and replaced it; what came of that was our error, and the clock starts anew."""

    kind: ClassVar[str] = "address_replaced"


@dataclass(frozen=True, kw_only=True)
class SentAgain(InvitationFact):
    """The same invitation was sent again to the same address; the clock runs on."""

    kind: ClassVar[str] = "sent_again"


@dataclass(frozen=True, kw_only=True)
class Reminded(InvitationFact):
    """A reminder was sent: the first or the second."""

    kind: ClassVar[str] = "reminded"
    nth: int
    next_on: date


@dataclass(frozen=True, kw_only=True)
class NoticeGiven(InvitationFact):
    """The official was told the exact sentence that will appear, and from which day, unless a reply comes."""

    kind: ClassVar[str] = "notice_given"
    sentence: Enclosed
    as_at: date
    with_answer: bool
    with_privacy: bool
    next_on: date


@dataclass(frozen=True, kw_only=True)
class AutoReplied(InvitationFact):
    """An automatic reply came: the address lives, but nobody has answered yet."""

    kind: ClassVar[str] = "auto_replied"


@dataclass(frozen=True, kw_only=True)
class Acknowledged(InvitationFact):
    """Our message was acknowledged; that takes the place of the next reminder, and is not yet a reply."""

    kind: ClassVar[str] = "acknowledged"
    next_on: date | None


@dataclass(frozen=True, kw_only=True)
class AskedForTime(InvitationFact):
    """The official asked for more time; the date we asked for moved, once."""

    kind: ClassVar[str] = "asked_for_time"
    until: date
    next_on: date | None
    counts_on: date


@dataclass(frozen=True, kw_only=True)
class Responded(InvitationFact):
    """The official replied. Every answer counts as a reply, "cannot come" too."""

    kind: ClassVar[str] = "responded"
    answer: Answer
    detail: Enclosed | None
    on: date
    working_days: int
    days_late: int


@dataclass(frozen=True, kw_only=True)
class Attended(InvitationFact):
    """Who of the invited body came to the session."""

    kind: ClassVar[str] = "attended"
    presence: Presence


@dataclass(frozen=True, kw_only=True)
class NoReplyRecorded(InvitationFact):
    """Every line of the gate held, and we have not recorded a reply; the evidence names the entries it rests on."""

    kind: ClassVar[str] = "no_reply_recorded"
    on: date
    evidence: tuple[int, ...]
    heard_until: datetime
    sentence: Enclosed


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
class Withdrawn(InvitationFact):
    """The forum withdrew the invitation; it is in no figure."""

    kind: ClassVar[str] = "withdrawn"
    reason: Reason


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


@dataclass(frozen=True)
class Entry:
    """A fact with its number in the forum's chain."""

    seq: int
    fact: Fact


def every_kind(base: type[Fact] = Fact) -> dict[str, type[Fact]]:
    """The fact class of each `kind`, found by looking."""
    found = {base.kind: base} if base.kind else {}
    for sub in base.__subclasses__():
        found |= every_kind(sub)
    return found
