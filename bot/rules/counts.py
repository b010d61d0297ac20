"""What an invitation counts as in the figures, or why it is in none of them (RECORD-RULES §7)."""

from enum import StrEnum

from bot.rules.tongue import N_, Phrases


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


LABELS = Phrases(
    {
        Counts.OPEN: N_("still open"),
        Counts.BOUNCED: N_("not delivered"),
        Counts.DELIVERY_UNKNOWN: N_("with delivery not known"),
        Counts.SHORT_NOTICE: N_("sent at short notice"),
        Counts.CANCELLED: N_("to a cancelled session"),
        Counts.WITHDRAWN: N_("withdrawn by the forum"),
        Counts.PAUSED: N_("in a pause, such as before an election"),
        Counts.OTHER_CHANNEL: N_("where another channel was preferred"),
        Counts.NOT_OUR_REMIT: N_("said to be outside their remit"),
        Counts.DISPUTED: N_("under dispute"),
        Counts.TEST: N_("sent as a test"),
        Counts.NOT_PROVEN: N_("where our own checks were not complete"),
    }
)
"""Why something is left out, in a list of reasons."""
