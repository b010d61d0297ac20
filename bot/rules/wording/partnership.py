"""What is said of working together: feedback on a session, the forum's criteria, and a body it does not work with."""

from collections.abc import Mapping

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import N_, Phrases, in_turn, tr, trn
from bot.rules.wording.about import About, listing, statement
from bot.rules.wording.completion import say_side as say_side
from bot.rules.words import Asked, Ground, Met, Overall

QUESTIONS = Phrases(
    {
        Asked.OVERALL: N_("How was the session overall?"),
        Asked.OBJECTIVES: N_("Did it do what it was called for?"),
        Asked.EQUAL_PARTNER: N_("Were you treated as an equal partner?"),
    }
)
"""Put to carers and officials in the same words."""

OVERALL = Phrases(
    {
        Overall.EXCELLENT: N_("excellent"),
        Overall.GOOD: N_("good"),
        Overall.FAIR: N_("fair"),
        Overall.POOR: N_("poor"),
    }
)
YES = Phrases({Met.MET: N_("yes"), Met.PARTLY: N_("partly"), Met.NOT_MET: N_("no")})
MET = Phrases({Met.MET: N_("met"), Met.PARTLY: N_("partly met"), Met.NOT_MET: N_("not met")})

GROUNDS = Phrases(
    {
        Ground.CRITERIA_NOT_MET: N_("our criteria for working together were not met"),
        Ground.QUESTIONS_OPEN: N_("questions that carers put are still open"),
        Ground.PLEDGES_OPEN: N_("what was promised is still open"),
        Ground.TERMS_NOT_SHARED: N_("we do not agree on how to work together"),
        Ground.SAFETY: N_("somebody’s safety"),
    }
)
REMOVED = N_("a criterion whose words were removed")


def rung_words(asked: Asked) -> Mapping[Overall, str] | Mapping[Met, str]:
    """The rungs of a question in words, the best first."""
    return OVERALL if asked is Asked.OVERALL else MET if asked is Asked.CRITERION else YES


def about_the_partnership(fact: f.Fact, about: About) -> str:
    match fact:
        case f.FeedbackCounted():
            return in_turn(
                tr("Feedback on {session}.", session=about.session),
                say_side(fact.carers, "carers"),
                say_side(fact.officials, "officials"),
            )
        case f.CriteriaAdopted():
            return _adopted(fact, about)
        case f.BodyDeclined():
            return _declined(fact, about)
        case f.BodyAnswered(text=text):
            return statement(about.one_body, about.text(text))
        case f.BodyWelcomedBack(in_favour=yes, against=no):
            return tr(
                "By the carers’ vote ({votes}), the forum works with {body} again.",
                votes=_votes(yes, no),
                body=about.one_body,
            )
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _adopted(fact: f.CriteriaAdopted, about: About) -> str:
    votes = _votes(fact.in_favour, fact.against)
    if not fact.texts:
        return tr(
            "By their vote ({votes}), the carers adopted version {version} of their criteria. None is in force now.",
            votes=votes,
            version=fact.version,
        )
    return tr(
        "By their vote ({votes}), the carers adopted version {version} of their criteria, by which each session is "
        "rated: {criteria}.",
        votes=votes,
        version=fact.version,
        criteria="; ".join(f"{n}. “{about.text(one) or tr(REMOVED)}”" for n, one in enumerate(fact.texts, 1)),
    )


def _declined(fact: f.BodyDeclined, about: About) -> str:
    words, conditions, body = about.text(fact.words), about.text(fact.conditions), about.one_body
    return in_turn(
        tr(
            "By the carers’ vote ({votes}), the forum does not work with {body} for now.",
            votes=_votes(fact.in_favour, fact.against),
            body=body,
        ),
        trn("Reason: {reasons}.", "Reasons: {reasons}.", len(fact.grounds), reasons=_reasons(fact)),
        tr("In the carers’ words: “{words}”", words=words) if words else None,
        tr("The forum works with it again when the carers see this: “{conditions}”", conditions=conditions)
        if conditions
        else tr("The forum works with it again when the carers see this: “removed on request”"),
        tr(
            "We told {body} on {date}, and it can add a statement at any time.",
            body=body,
            date=say_short_date(fact.told_on),
        ),
        tr("Until the carers vote again we do not invite it, and nothing from this time counts as a missing reply."),
    )


def _reasons(fact: f.BodyDeclined) -> str:
    return listing(GROUNDS[one] for one in fact.grounds)


def _votes(in_favour: int, against: int) -> str:
    many = f"{in_favour:,}"
    if not against:
        return tr("{in_favour} for, none against", in_favour=many)
    return tr("{in_favour} for, {against} against", in_favour=many, against=against)
