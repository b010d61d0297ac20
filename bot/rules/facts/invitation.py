"""One official asked to one session: what we sent, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.rules.facts.base import Enclosed, Fact
from bot.rules.words import Answer, Presence, Reason


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
class Withdrawn(InvitationFact):
    """The forum withdrew the invitation; it is in no figure."""

    kind: ClassVar[str] = "withdrawn"
    reason: Reason
