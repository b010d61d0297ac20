"""Where a question stands today, in neutral sentences: the same on cards, pages and in letters."""

from collections.abc import Sequence
from datetime import date

from bot.rules.answers import Carrier, counts_as
from bot.rules.counts import Counts
from bot.rules.question import Question, due
from bot.rules.saying import say_late, say_short_date
from bot.rules.terms import Terms
from bot.rules.tongue import N_, Phrases, in_turn, tr, trn
from bot.rules.words import Extent, Way

TWICE = 2

INSTEAD = Phrases(
    {
        Counts.BOUNCED: N_("Our letter did not arrive. This is ours to fix."),
        Counts.DELIVERY_UNKNOWN: N_("Our letter has to be sent anew. This is ours to fix."),
        Counts.DISPUTED: N_("An entry about it is disputed and not decided yet."),
        Counts.CANCELLED: N_("We cancelled the session."),
        Counts.WITHDRAWN: N_("We no longer ask it."),
        Counts.OTHER_CHANNEL: N_("They told us they prefer another way of working with us."),
        Counts.NOT_OUR_REMIT: N_("They told us that this is not within their remit."),
    }
)
"""What stands in place of "we have not recorded an answer yet" where that would not be fair."""


_ANSWERED = {
    (Extent.ANSWERED, Way.IN_WRITING): N_("Answered in writing on {date}."),
    (Extent.ANSWERED, Way.IN_SESSION): N_("Answered in the session on {date}."),
    (Extent.PARTLY, Way.IN_WRITING): N_("Answered in part, in writing on {date}."),
    (Extent.PARTLY, Way.IN_SESSION): N_("Answered in part, in the session on {date}."),
    (Extent.NOT_ADDRESSED, Way.IN_WRITING): N_("Spoken of in writing on {date}; a host noted that it is still open."),
    (Extent.NOT_ADDRESSED, Way.IN_SESSION): N_(
        "Spoken of in the session on {date}; a host noted that it is still open."
    ),
}


def say_asked(now: Question, carriers: Sequence[Carrier], terms: Terms, today: date) -> str:
    """When it was put, and what came of it. Without the words of an answer, which stand beside it as they are."""
    put = tr("Put on {date}.", date=say_short_date(now.put_on))
    counts, by = counts_as(now, carriers), due(now, terms)
    if now.answer is not None and counts not in (Counts.WITHDRAWN, Counts.DISPUTED):
        return in_turn(put, say_answer(now))
    if counts in INSTEAD:
        return in_turn(put, INSTEAD[counts])
    if today <= by or terms.paused(now.organisation, today):
        return say_put(now, terms)
    return in_turn(say_put(now, terms), tr("We have not recorded an answer yet."))


def say_put(now: Question, terms: Terms) -> str:
    put, by = say_short_date(now.put_on), say_short_date(due(now, terms))
    return tr("Put on {date} for an answer by {due}.", date=put, due=by)


def say_answer(now: Question) -> str:
    """How far an answer goes, when it came, and how late."""
    assert now.answer is not None
    fact = now.answer
    return tr(_ANSWERED[fact.extent, fact.way], date=say_late(fact.on, fact.days_late))


def say_carried(now: Question) -> str:
    """Carried over twice, first asked on 3 March 2026; without it, only when it was first asked."""
    first = say_short_date(now.first_on)
    if not now.carried:
        return tr("First asked on {date}", date=first)
    if now.carried == 1:
        return tr("Carried over once, first asked on {date}", date=first)
    if now.carried == TWICE:
        return tr("Carried over twice, first asked on {date}", date=first)
    return trn(
        "Carried over {times} time, first asked on {date}",
        "Carried over {times} times, first asked on {date}",
        now.carried,
        times=now.carried,
        date=first,
    )
