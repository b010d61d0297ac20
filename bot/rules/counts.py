"""What an invitation counts as in the figures, and the words in which those left out are printed (RECORD-RULES §7)."""

from enum import StrEnum


class Counts(StrEnum):
    """Counted as answered or unanswered, or the reason for which an invitation is left out of the figures."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    OPEN = "open"
    BOUNCED = "bounced"
    DELIVERY_UNKNOWN = "delivery_unknown"
    SHORT_NOTICE = "short_notice"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    OTHER_CHANNEL = "other_channel"
    NOT_OUR_REMIT = "not_our_remit"
    DISPUTED = "disputed"
    TEST = "test"
    NOT_PROVEN = "not_proven"


COUNTED = frozenset({Counts.ANSWERED, Counts.UNANSWERED})
LEFT_OUT = frozenset(Counts) - COUNTED


def decided(counts: Counts, come: bool) -> Counts:
    """`counts`, once its date has come; before that, what would count or could not be proven is still open."""
    undecided = counts in COUNTED or counts is Counts.NOT_PROVEN
    return Counts.OPEN if undecided and not come else counts


# Each follows a number: "3 not counted: 2 sent at short notice, 1 not delivered".
LABELS = {
    Counts.OPEN: "still open",
    Counts.BOUNCED: "not delivered",
    Counts.DELIVERY_UNKNOWN: "with delivery not known",
    Counts.SHORT_NOTICE: "sent at short notice",
    Counts.CANCELLED: "to a cancelled session",
    Counts.WITHDRAWN: "withdrawn by the forum",
    Counts.PAUSED: "in a pause, such as before an election",
    Counts.OTHER_CHANNEL: "where another channel was preferred",
    Counts.NOT_OUR_REMIT: "said to be outside their remit",
    Counts.DISPUTED: "under dispute",
    Counts.TEST: "sent as a test",
    Counts.NOT_PROVEN: "where our own checks were not complete",
}

ASKED_LABELS = LABELS | {
    Counts.CANCELLED: "for a cancelled session",
    Counts.WITHDRAWN: "no longer asked",
    Counts.TEST: "asked as a test",
}
"""The same of questions."""
