"""What is said about an entry afterwards: statements, disputes, corrections, and what holds a publication."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.wording.about import About
from bot.rules.wording.correcting import correction
from bot.rules.wording.fixed import REASONS


def about_the_record(fact: f.InvitationFact, about: About) -> str:
    whom = str(about.whom)
    body = capital(about.whom.body) if about.whom else "The organisation"
    match fact:
        case f.StatementMade(text=text):
            whose = about.whom.body if about.whom else "the organisation"
            return f"Statement of {whose}: {about.text(text) or 'removed on request'}"
        case f.Disputed(entry=entry, decide_by=day):
            return f"{body} disputes entry {entry}. Decision due {say_short_date(day)}."
        case f.DisputeDecided(entry=entry, upheld=upheld):
            return f"The dispute about entry {entry} was decided: the entry {'was wrong' if upheld else 'stands'}."
        case f.ClockMoved(pause=pause, reply_by=reply_by, counts_on=counts_on):
            paused = f"The pause of entry {pause} moved the dates of our invitation to {whom}"
            if counts_on is None:
                return f"{paused} past the session, so it is in no figure."
            counts = say_short_date(counts_on)
            return f"{paused}: a reply is asked for by {say_short_date(reply_by)}, and it counts from {counts} on."
        case f.Hidden(entry=entry, reason=reason):
            return f"A host hid what entry {entry} says about {whom}. Class: {REASONS[reason]}. It counts as before."
        case f.HeldBack(reason=reason):
            return f"The hosts hold back what would be published about {whom}. Reason: {REASONS[reason]}."
        case f.Released():
            return f"The hosts no longer hold back what may be published about {whom}."
        case f.Withdrawn(reason=reason):
            return f"We withdrew our invitation to {whom}. Reason: {REASONS[reason]}. It is in no figure."
        case f.Corrected():
            return f"{capital(correction(fact, about))} This corrects entry {fact.entry}, about {whom}."
    raise TypeError(f"no sentence for {type(fact).__name__}")
