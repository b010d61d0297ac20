"""What a piece of post can mean for an invitation, and which meanings are likely, the likeliest first."""

from collections.abc import Sequence
from enum import StrEnum

from bot.mail.parse.parsed import Verdict
from bot.rules.words import Answer


class Meaning(StrEnum):
    """What a host can make of a piece with one press. The values stand on buttons: never rename one."""

    ATTENDING = "attending"
    DEPUTY = "deputy"
    CANNOT_COME = "cannot_come"
    OTHER_DATE = "other_date"
    IN_WRITING = "in_writing"
    REDIRECTED = "redirected"
    OTHER_CHANNEL = "other_channel"
    NOT_OUR_REMIT = "not_our_remit"
    RECEIVED = "received"
    MORE_TIME = "more_time"
    AUTOMATIC = "automatic"
    BOUNCED = "bounced"

    @property
    def answer(self) -> Answer | None:
        """The response that it is, if it is one."""
        return Answer(self.value) if self.value in list(Answer) else None


CALENDAR = {
    Verdict.IMIP_ACCEPT: Answer.ATTENDING,
    Verdict.IMIP_DECLINE: Answer.CANNOT_COME,
    Verdict.IMIP_DELEGATE: Answer.DEPUTY,
    Verdict.IMIP_COUNTER: Answer.OTHER_DATE,
}
"""The calendar answers that mean one thing. "Tentative" is none of them."""

BOUNCES = (Verdict.BOUNCE_PERMANENT, Verdict.BOUNCE_TEMPORARY, Verdict.BOUNCE_UNSPECIFIED)

BY_A_PERSON = (
    Verdict.HUMAN,
    Verdict.HUMAN_ACCEPT,
    Verdict.HUMAN_DECLINE,
    Verdict.HOLDING,
    Verdict.IMIP_ACCEPT,
    Verdict.IMIP_DECLINE,
    Verdict.IMIP_TENTATIVE,
    Verdict.IMIP_DELEGATE,
    Verdict.IMIP_COUNTER,
)
"""Somebody at the other end did something, and not only their machine."""

_FIRST = {
    Verdict.HUMAN_ACCEPT: (Meaning.ATTENDING, Meaning.DEPUTY, Meaning.IN_WRITING),
    Verdict.HUMAN_DECLINE: (Meaning.CANNOT_COME, Meaning.DEPUTY, Meaning.OTHER_DATE),
    Verdict.HOLDING: (Meaning.MORE_TIME, Meaning.RECEIVED, Meaning.REDIRECTED),
    Verdict.ACKNOWLEDGEMENT: (Meaning.RECEIVED, Meaning.AUTOMATIC, Meaning.MORE_TIME),
    Verdict.AUTO_REPLY: (Meaning.AUTOMATIC, Meaning.RECEIVED, Meaning.MORE_TIME),
    Verdict.IMIP_ACCEPT: (Meaning.ATTENDING, Meaning.DEPUTY),
    Verdict.IMIP_DECLINE: (Meaning.CANNOT_COME, Meaning.DEPUTY),
    Verdict.IMIP_TENTATIVE: (Meaning.RECEIVED, Meaning.ATTENDING, Meaning.OTHER_DATE),
    Verdict.IMIP_DELEGATE: (Meaning.DEPUTY, Meaning.REDIRECTED),
    Verdict.IMIP_COUNTER: (Meaning.OTHER_DATE, Meaning.CANNOT_COME),
    Verdict.DELAYED: (Meaning.BOUNCED,),
    Verdict.CHALLENGE: (Meaning.AUTOMATIC, Meaning.BOUNCED),
    **dict.fromkeys(BOUNCES, (Meaning.BOUNCED, Meaning.AUTOMATIC)),
}


def likely(verdict: Verdict) -> Sequence[Meaning]:
    """All of them, the verdict's own first."""
    first = _FIRST.get(verdict, (Meaning.ATTENDING, Meaning.CANNOT_COME, Meaning.DEPUTY))
    return (*first, *(meaning for meaning in Meaning if meaning not in first))
