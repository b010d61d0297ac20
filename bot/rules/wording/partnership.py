"""What is said of working together: feedback on a session, the forum's criteria, and a body it does not work with."""

from collections.abc import Mapping

from bot.rules import facts as f
from bot.rules.feedback import well
from bot.rules.saying import say_short_date
from bot.rules.statistics import Rate, Show, shown
from bot.rules.wording.about import About, listing
from bot.rules.words import Asked, Ground, Met, Overall

QUESTIONS = {
    Asked.OVERALL: "How was the session overall?",
    Asked.OBJECTIVES: "Did it do what it was called for?",
    Asked.EQUAL_PARTNER: "Were you treated as an equal partner?",
}
"""Put to carers and officials in the same words."""

OVERALL = {
    Overall.EXCELLENT: "excellent",
    Overall.GOOD: "good",
    Overall.FAIR: "fair",
    Overall.POOR: "poor",
}
YES = {Met.MET: "yes", Met.PARTLY: "partly", Met.NOT_MET: "no"}
MET = {Met.MET: "met", Met.PARTLY: "partly met", Met.NOT_MET: "not met"}

GROUNDS = {
    Ground.CRITERIA_NOT_MET: "our criteria for working together were not met",
    Ground.QUESTIONS_OPEN: "questions that carers put are still open",
    Ground.PLEDGES_OPEN: "what was promised is still open",
    Ground.TERMS_NOT_SHARED: "we do not agree on how to work together",
    Ground.SAFETY: "somebody’s safety",
}
REMOVED = "a criterion whose words were removed"


def rung_words(asked: Asked) -> Mapping[Overall, str] | Mapping[Met, str]:
    """The rungs of a question in words, the best first."""
    return OVERALL if asked is Asked.OVERALL else MET if asked is Asked.CRITERION else YES


def about_the_partnership(fact: f.Fact, about: About) -> str:
    match fact:
        case f.FeedbackCounted():
            return _feedback(fact, about)
        case f.CriteriaAdopted(version=version, texts=texts, in_favour=yes, against=no):
            listed = "; ".join(f"{n}. “{about.text(one) or REMOVED}”" for n, one in enumerate(texts, 1))
            each = f", by which each session is rated: {listed}." if texts else ". None is in force now."
            return f"By their vote ({_votes(yes, no)}), the carers adopted version {version} of their criteria{each}"
        case f.BodyDeclined():
            return _declined(fact, about)
        case f.BodyAnswered(text=text):
            return f"Statement of {_body(about)}: {about.text(text) or 'removed on request'}"
        case f.BodyWelcomedBack(in_favour=yes, against=no):
            return f"By the carers’ vote ({_votes(yes, no)}), the forum works with {_body(about)} again."
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _feedback(fact: f.FeedbackCounted, about: About) -> str:
    """One sentence a side; the questions one by one are `bot.rules.feedback_words`."""
    sides = f"{say_side(fact.carers, 'carers')} {say_side(fact.officials, 'officials')}"
    return f"Feedback on {about.session}. {sides}"


def say_side(side: f.Side, who: str) -> str:
    """Always with how many of those who were there handed a form in."""
    done = f"{who.capitalize()}: {completion(side)}"
    overall = next((one for one in side.rated if one.asked is Asked.OVERALL), None)
    if overall is None:
        return f"{done}; of fewer than five nothing is shown."
    return f"{done}; of those {well(overall).percent} % said excellent or good."


def completion(side: f.Side) -> str:
    """`completed by 21 of 30 (70 %)`."""
    if side.present is None:
        return f"completed by {side.completed or 'none'}; how many were there was not taken down"
    if side.completed > side.present:
        return f"completed by {side.completed}, while {side.present or 'none'} were counted in the room"
    rate = Rate.of(side.completed, side.present)
    percent = f" ({rate.percent} %)" if shown(rate.n) >= Show.SMALL else ""
    return f"completed by {side.completed or 'none'} of {side.present}{percent}"


def _declined(fact: f.BodyDeclined, about: About) -> str:
    reasons = "Reasons" if len(fact.grounds) > 1 else "Reason"
    words = about.text(fact.words)
    return (
        f"By the carers’ vote ({_votes(fact.in_favour, fact.against)}), the forum does not work with {_body(about)} "
        f"for now. {reasons}: {listing([GROUNDS[one] for one in fact.grounds])}."
        f"{f' In the carers’ words: “{words}”' if words else ''} The forum works with it again when the carers see "
        f"this: “{about.text(fact.conditions) or 'removed on request'}” We told {_body(about)} on "
        f"{say_short_date(fact.told_on)}, and it can add a statement at any time. Until the carers vote again we do "
        "not invite it, and nothing from this time counts as a missing reply."
    )


def _votes(in_favour: int, against: int) -> str:
    return f"{in_favour:,} for, {against or 'none'} against"


def _body(about: About) -> str:
    return about.body or "one body"
