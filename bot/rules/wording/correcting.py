"""What is said of an entry that was corrected, hidden or disputed."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import N_, Phrases, capital, tr
from bot.rules.wording.about import About
from bot.rules.wording.fixed import ANSWERS, PRESENCES, REASONS
from bot.rules.wording.question import EXTENTS

READ: Phrases[type] = Phrases(
    {
        f.NoReplyRecorded: N_("no reply recorded"),
        f.Bounced: N_("our message did not arrive"),
        f.Acknowledged: N_("message received"),
        f.AskedForTime: N_("asked for more time"),
    }
)
"""How an entry reads in one line, where it does not depend on what it holds."""


def correction(fact: f.Corrected | f.AddressReplaced, about: About) -> str:
    """The line that stands under an entry that was corrected; `about.earlier` is that entry's fact."""
    day = _day(fact, about)
    if isinstance(fact, f.AddressReplaced):
        return tr("Corrected on {date}: we had written to a wrong address. This was our error.", date=day)
    if fact.answer:
        new = ANSWERS[fact.answer]
    elif fact.presence:
        new = PRESENCES[fact.presence]
    else:
        new = tr("not so; it no longer counts")
    return tr(
        "Corrected on {date}: {old} → {new}. Reason: {reason}.",
        date=day,
        old=_read(about.earlier),
        new=new,
        reason=REASONS[fact.reason],
    )


def tombstone(hidden: f.Tombstone, about: About) -> str:
    return tr(
        "What this entry says was hidden by a host on {date}. Class: {reason}.",
        date=_day(hidden, about),
        reason=REASONS[hidden.reason],
    )


def hid(fact: f.EntryHidden) -> str:
    """Not of whom: that stood in the entry."""
    return tr(
        "A host hid what entry {entry} says. Class: {reason}. It counts as before.",
        entry=fact.entry,
        reason=REASONS[fact.reason],
    )


def disputed(fact: f.Disputed | f.PledgeDisputed, about: About) -> str:
    """Under the entry that it is about."""
    return tr(
        "{Body} disputes this entry. Decision due {date}.",
        Body=capital(about.official_body),
        date=say_short_date(fact.decide_by),
    )


def decided(fact: f.DisputeDecided | f.PledgeDisputeDecided, about: About) -> str:
    """Under the entry that it is about."""
    if fact.upheld:
        wrong = N_("The dispute was decided on {date}: this entry was wrong, and no longer counts.")
        return tr(wrong, date=_day(fact, about))
    return tr("The dispute was decided on {date}: this entry stands.", date=_day(fact, about))


def _day(fact: f.Fact, about: About) -> str:
    return say_short_date(fact.at.astimezone(about.zone).date())


def _read(fact: f.Fact | None) -> str:
    match fact:
        case f.Responded(answer=answer):
            return ANSWERS[answer]
        case f.Attended(presence=presence):
            return PRESENCES[presence]
        case f.QuestionAnswered(extent=extent):
            return EXTENTS[extent]
        case _:
            return READ.get(type(fact)) or tr("the entry")
