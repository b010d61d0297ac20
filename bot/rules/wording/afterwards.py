"""What is said about an entry afterwards: statements, disputes, corrections, and what holds a publication."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital, in_turn, tr
from bot.rules.wording.about import About, statement
from bot.rules.wording.correcting import correction
from bot.rules.wording.fixed import REASONS


def about_the_record(fact: f.InvitationFact, about: About) -> str:
    whom = str(about.whom)
    match fact:
        case f.StatementMade(text=text):
            return statement(about.official_body, about.text(text))
        case f.Disputed(entry=entry, decide_by=day):
            body, due = capital(about.official_body), say_short_date(day)
            return tr("{Body} disputes entry {entry}. Decision due {date}.", Body=body, entry=entry, date=due)
        case f.DisputeDecided(entry=entry, upheld=True):
            return tr("The dispute about entry {entry} was decided: the entry was wrong.", entry=entry)
        case f.DisputeDecided(entry=entry):
            return tr("The dispute about entry {entry} was decided: the entry stands.", entry=entry)
        case f.ClockMoved():
            return _moved(fact, whom)
        case f.Hidden(entry=entry, reason=reason):
            return tr(
                "A host hid what entry {entry} says about {whom}. Class: {reason}. It counts as before.",
                entry=entry,
                whom=whom,
                reason=REASONS[reason],
            )
        case f.HeldBack(reason=reason):
            return tr(
                "The hosts hold back what would be published about {whom}. Reason: {reason}.",
                whom=whom,
                reason=REASONS[reason],
            )
        case f.Released():
            return tr("The hosts no longer hold back what may be published about {whom}.", whom=whom)
        case f.Withdrawn(reason=reason):
            return tr(
                "We withdrew our invitation to {whom}. Reason: {reason}. It is in no figure.",
                whom=whom,
                reason=REASONS[reason],
            )
        case f.Corrected(entry=entry):
            return in_turn(
                correction(fact, about), tr("This corrects entry {entry}, about {whom}.", entry=entry, whom=whom)
            )
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _moved(fact: f.ClockMoved, whom: str) -> str:
    if fact.counts_on is None:
        return tr(
            "The pause of entry {entry} moved the dates of our invitation to {whom} past the session, so it is in no "
            "figure.",
            entry=fact.pause,
            whom=whom,
        )
    return tr(
        "The pause of entry {entry} moved the dates of our invitation to {whom}: a reply is asked for by {due}, and it "
        "counts from {counted} on.",
        entry=fact.pause,
        whom=whom,
        due=say_short_date(fact.reply_by),
        counted=say_short_date(fact.counts_on),
    )
