"""What is said of an entry that was corrected or hidden."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import tr
from bot.rules.wording.about import About
from bot.rules.wording.fixed import ANSWERS, PRESENCES, REASONS
from bot.rules.wording.question import EXTENTS


def correction(fact: f.Corrected | f.AddressReplaced, about: About) -> str:
    """The line that stands under an entry that was corrected; `about.earlier` is that entry's fact."""
    day = say_short_date(fact.at.astimezone(about.zone).date())
    if isinstance(fact, f.AddressReplaced):
        return f"Corrected on {day}: we had written to a wrong address. This was our error."
    old, new = _read(about.earlier), "not so; it no longer counts"
    if fact.answer:
        new = ANSWERS[fact.answer]
    elif fact.presence:
        new = PRESENCES[fact.presence]
    return f"Corrected on {day}: {old} → {new}. Reason: {REASONS[fact.reason]}."


def tombstone(hidden: f.Tombstone, about: About) -> str:
    day = say_short_date(hidden.at.astimezone(about.zone).date())
    return f"What this entry says was hidden by a host on {day}. Class: {REASONS[hidden.reason]}."


def hid(fact: f.EntryHidden) -> str:
    """Not of whom: that stood in the entry."""
    return tr(
        "A host hid what entry {entry} says. Class: {reason}. It counts as before.",
        entry=fact.entry,
        reason=REASONS[fact.reason],
    )


def _read(fact: f.Fact | None) -> str:
    match fact:
        case f.Responded(answer=answer):
            return ANSWERS[answer]
        case f.Attended(presence=presence):
            return PRESENCES[presence]
        case f.NoReplyRecorded():
            return "no reply recorded"
        case f.QuestionAnswered(extent=extent):
            return EXTENTS[extent]
        case f.Bounced():
            return "our message did not arrive"
        case f.Acknowledged():
            return "message received"
        case f.AskedForTime():
            return "asked for more time"
        case _:
            return "the entry"
