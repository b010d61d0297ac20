"""How many of what was left out of the figures are left out for which reason, and why one invitation is.

Whole messages, since other languages order and bend a number and its reason in ways of their own.
"""

from collections.abc import Mapping

from bot.rules.counts import Counts
from bot.rules.tongue import N_, Phrases, tr

INVITATIONS = {
    Counts.OPEN: N_("{count} still open"),
    Counts.BOUNCED: N_("{count} not delivered"),
    Counts.DELIVERY_UNKNOWN: N_("{count} with delivery not known"),
    Counts.SHORT_NOTICE: N_("{count} sent at short notice"),
    Counts.CANCELLED: N_("{count} to a cancelled session"),
    Counts.WITHDRAWN: N_("{count} withdrawn by the forum"),
    Counts.PAUSED: N_("{count} in a pause, such as before an election"),
    Counts.OTHER_CHANNEL: N_("{count} where another channel was preferred"),
    Counts.NOT_OUR_REMIT: N_("{count} said to be outside their remit"),
    Counts.DISPUTED: N_("{count} under dispute"),
    Counts.TEST: N_("{count} sent as a test"),
    Counts.NOT_PROVEN: N_("{count} where our own checks were not complete"),
}
QUESTIONS = INVITATIONS | {
    Counts.CANCELLED: N_("{count} for a cancelled session"),
    Counts.WITHDRAWN: N_("{count} no longer asked"),
    Counts.TEST: N_("{count} asked as a test"),
}

WHY = Phrases(
    {
        Counts.OPEN: N_("Left out of the figures, as an invitation still open."),
        Counts.BOUNCED: N_("Left out of the figures, as an invitation not delivered."),
        Counts.DELIVERY_UNKNOWN: N_("Left out of the figures, as an invitation with delivery not known."),
        Counts.SHORT_NOTICE: N_("Left out of the figures, as an invitation sent at short notice."),
        Counts.CANCELLED: N_("Left out of the figures, as an invitation to a cancelled session."),
        Counts.WITHDRAWN: N_("Left out of the figures, as an invitation withdrawn by the forum."),
        Counts.PAUSED: N_("Left out of the figures, as an invitation in a pause, such as before an election."),
        Counts.OTHER_CHANNEL: N_("Left out of the figures, as an invitation where another channel was preferred."),
        Counts.NOT_OUR_REMIT: N_("Left out of the figures, as an invitation said to be outside their remit."),
        Counts.DISPUTED: N_("Left out of the figures, as an invitation under dispute."),
        Counts.TEST: N_("Left out of the figures, as an invitation sent as a test."),
        Counts.NOT_PROVEN: N_("Left out of the figures, as an invitation where our own checks were not complete."),
    }
)
"""Of one invitation."""


def say_reasons(left_out: Mapping[Counts, int], reasons: Mapping[Counts, str]) -> str:
    """Every reason that occurs, in the order of `Counts`; `reasons` are those of invitations or of questions."""
    return ", ".join(tr(reasons[one], count=left_out[one]) for one in Counts if left_out.get(one))
