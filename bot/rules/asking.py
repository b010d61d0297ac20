"""Where a question stands today, in neutral sentences: the same on cards, pages and in letters."""

from collections.abc import Sequence
from datetime import date

from bot.rules.answers import Carrier, counts_as
from bot.rules.counts import Counts
from bot.rules.question import Question, due
from bot.rules.saying import say_short_date
from bot.rules.terms import Terms
from bot.rules.tongue import capital
from bot.rules.wording import WAYS, plural
from bot.rules.words import Extent

TWICE = 2

INSTEAD = {
    Counts.BOUNCED: "Our letter did not arrive. This is ours to fix.",
    Counts.DELIVERY_UNKNOWN: "Our letter has to be sent anew. This is ours to fix.",
    Counts.DISPUTED: "An entry about it is disputed and not decided yet.",
    Counts.CANCELLED: "We cancelled the session.",
    Counts.WITHDRAWN: "We no longer ask it.",
    Counts.OTHER_CHANNEL: "They told us they prefer another way of working with us.",
    Counts.NOT_OUR_REMIT: "They told us that this is not within their remit.",
}
"""What stands in place of "we have not recorded an answer yet" where that would not be fair."""


def say_asked(now: Question, carriers: Sequence[Carrier], terms: Terms, today: date) -> str:
    """When it was put, and what came of it. Without the words of an answer, which stand beside it as they are."""
    put = f"Put on {say_short_date(now.put_on)}"
    counts, by = counts_as(now, carriers), due(now, terms)
    if now.answer is not None and counts not in (Counts.WITHDRAWN, Counts.DISPUTED):
        return f"{put}. {say_answer(now)}"
    if counts in INSTEAD:
        return f"{put}. {INSTEAD[counts]}"
    if today <= by or terms.paused(now.organisation, today):
        return say_put(now, terms)
    return f"{say_put(now, terms)} We have not recorded an answer yet."


def say_put(now: Question, terms: Terms) -> str:
    return f"Put on {say_short_date(now.put_on)} for an answer by {say_short_date(due(now, terms))}."


def say_answer(now: Question) -> str:
    """How far an answer goes, when it came, and how late."""
    assert now.answer is not None
    fact = now.answer
    late = f", {plural(fact.days_late, 'working day')} after the date we asked for" if fact.days_late else ""
    when = f"{WAYS[fact.way]} on {say_short_date(fact.on)}{late}"
    if fact.extent is Extent.NOT_ADDRESSED:
        return f"Spoken of {when}; a host noted that it is still open."
    return f"Answered {'in part, ' if fact.extent is Extent.PARTLY else ''}{when}."


def say_carried(now: Question) -> str:
    """Carried over twice, first asked on 3 March 2026; without it, only when it was first asked."""
    first = f"first asked on {say_short_date(now.first_on)}"
    if not now.carried:
        return capital(first)
    times = "once" if now.carried == 1 else "twice" if now.carried == TWICE else f"{now.carried} times"
    return f"Carried over {times}, {first}"
