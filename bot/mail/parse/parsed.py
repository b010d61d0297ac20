"""What was read out of one mail that came in: the meeting point of reading and of acting on what was read.

Nothing here is a decision about a body or a person. A verdict says what kind of mail this is, and `why` says on
which signs, so that a host can disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day, datetime
from enum import StrEnum

RULES_VERSION = "3"
"""Goes up with every change of the rules that can change a verdict; stands beside the figures in the docs."""


class Verdict(StrEnum):
    """What kind of mail it is. The values are the class names of the mail corpus."""

    BOUNCE_PERMANENT = "bounce-permanent"
    BOUNCE_TEMPORARY = "bounce-temporary"
    BOUNCE_UNSPECIFIED = "bounce-unspecified"
    DELAYED = "delayed"
    DELIVERED = "delivered-dsn"
    READ_RECEIPT = "read-receipt"
    COMPLAINT = "complaint-arf"
    CHALLENGE = "challenge-response"
    AUTO_REPLY = "auto-reply"
    HOLDING = "holding-reply"
    ACKNOWLEDGEMENT = "acknowledgement"
    HUMAN = "human-reply"
    HUMAN_ACCEPT = "human-accept"
    HUMAN_DECLINE = "human-decline"
    IMIP_ACCEPT = "imip-accept"
    IMIP_DECLINE = "imip-decline"
    IMIP_TENTATIVE = "imip-tentative"
    IMIP_DELEGATE = "imip-delegate"
    IMIP_COUNTER = "imip-counter"
    IMIP_DECLINECOUNTER = "imip-declinecounter"
    IMIP_REQUEST = "imip-request"
    IMIP_CANCEL = "imip-cancel"
    NEEDS_A_PERSON = "needs-a-person"


@dataclass(frozen=True, kw_only=True)
class CalendarAnswer:
    """The calendar part of a mail (RFC 5546, RFC 6047), as its sender's program wrote it."""

    method: str  # upper case, of the calendar itself, not of the mail part's header
    uid: str | None
    partstat: str | None  # upper case
    sequence: int | None
    stamp: datetime | None  # DTSTAMP, aware UTC
    recurrence: bool  # it speaks of one occurrence, or of a series
    attendee: str | None  # lower case address, without "mailto:"
    sent_by: str | None
    delegated_to: str | None
    comment: str | None
    proposed_start: datetime | None  # COUNTER only, aware UTC
    proposed_end: datetime | None


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """One mail, read. Every field is what the mail says of itself: none of it is proof (see `trust`)."""

    verdict: Verdict
    why: tuple[str, ...]  # the signs it rests on, in words a host can read
    sender: str | None  # address of From, lower case; None where there is none
    sender_name: str
    on_behalf: str | None  # Sender:, where it differs
    subject: str
    date: datetime | None  # aware
    message_id: str | None
    answers: tuple[str, ...]  # Message-IDs in In-Reply-To, References and in the headers of returned originals
    addressed: tuple[str, ...]  # where it was sent, and (bounces) the failed original's From, Return-Path, Reply-To
    text: str  # what they wrote: without quotes, signature and disclaimer
    whole_text: str  # all of the readable text, at most 20,000 characters
    attachments: tuple[str, ...]  # names only
    calendar: CalendarAnswer | None
    status: str | None  # RFC 3463 code of a bounce, where one was found
    address_unknown: bool  # a bounce that says "no such user": never acted upon alone
    promised: Day | None  # a holding reply: the day by which they say an answer will come
    promised_days: int | None  # "within 10 working days" is 10; the caller counts the days
    returning: Day | None  # out of the office until
    instead: str | None  # address of whom to ask instead, in an automatic reply or a redirect
    authentication: str | None  # the topmost Authentication-Results header, unfolded, as it stands
    forwarded: bool  # looks forwarded by somebody else
