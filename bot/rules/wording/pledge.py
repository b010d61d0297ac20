"""What is said of a pledge, and what stands in its line of a list."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.wording.about import About
from bot.rules.wording.fixed import REASONS
from bot.rules.words import PledgeOutcome, PledgeState

OUTCOMES = {
    PledgeOutcome.DONE: "done",
    PledgeOutcome.PARTLY: "done in part",
    PledgeOutcome.NOT_DONE: "not done",
    PledgeOutcome.REPLACED: "replaced by something else",
}

PLEDGE_STATES = {
    PledgeState.OPEN: "open",
    PledgeState.DONE: "done",
    PledgeState.PARTLY: "done in part",
    PledgeState.NOT_DONE: "not done",
    PledgeState.REPLACED: "replaced",
    PledgeState.DISPUTED: "disputed",
    PledgeState.WITHDRAWN: "taken back",
}

NOT_CONFIRMED = "Recorded by the forum, not yet confirmed by them."


def about_a_pledge(fact: f.PledgeFact, about: About) -> str:
    whom, first, pledge = str(about.whom), capital(str(about.whom)), f"pledge {fact.pledge}"
    match fact:
        case f.PledgeMade() | f.PledgeAmended():
            return _promise(fact, about)
        case f.PledgeAsked(confirm_by=day):
            return f"We sent {whom} the words of {pledge}, to confirm or amend them by {say_short_date(day)}."
        case f.PledgeConfirmed():
            return f"Thank you: {whom} confirmed the words of {pledge}."
        case f.PledgeReminded(due=due, before=True):
            return f"We reminded {whom} that {pledge} is due by {say_short_date(due)}."
        case f.PledgeReminded(due=due):
            return f"We asked {whom} what became of {pledge}, which was due by {say_short_date(due)}."
        case f.PledgeUpdated(text=text):
            who = first if fact.by == f.OFFICIAL else f"The forum noted of {whom}"
            return f"{who}, on how far {pledge} has come: {quoted(text, about)}"
        case f.PledgeClosed():
            return _became(fact, about)
        case f.PledgeNotReached():
            return (
                f"Our letter to {whom} about {pledge} did not arrive. This is ours to fix, and counts against nobody."
            )
        case f.PledgeStated(text=text):
            return f"Statement of {_body(about)} on {pledge}: {about.text(text) or 'removed on request'}"
        case f.PledgeDisputed(entry=entry, decide_by=day):
            by = say_short_date(day)
            return f"{capital(_body(about))} disputes entry {entry}, about {pledge}. Decision due {by}."
        case f.PledgeDisputeDecided(entry=entry, upheld=upheld):
            was = "was wrong" if upheld else "stands"
            return f"The dispute about entry {entry}, about {pledge}, was decided: the entry {was}."
        case f.PledgeWithdrawn(reason=reason):
            return f"We took back {pledge} of {whom}. Reason: {REASONS[reason]}. It is in no figure."
    raise TypeError(f"no sentence for {type(fact).__name__}")


def below_a_pledge(fact: f.PledgeFact, about: About) -> str:
    """Where it stands under the entry that it is about."""
    match fact:
        case f.PledgeDisputed(decide_by=day):
            return f"{capital(_body(about))} disputes this entry. Decision due {say_short_date(day)}."
        case f.PledgeDisputeDecided(upheld=upheld):
            decided_on = say_short_date(fact.at.astimezone(about.zone).date())
            was = "this entry was wrong, and no longer counts" if upheld else "this entry stands"
            return f"The dispute was decided on {decided_on}: {was}."
        case _:
            return about_a_pledge(fact, about)


def quoted(text: str | None, about: About) -> str:
    """Words of theirs, or what stands where they were."""
    words = about.text(text)
    return f"“{words}”" if words else "(words removed on request)."


def _body(about: About) -> str:
    return about.whom.body if about.whom else "the organisation"


def _promise(fact: f.PledgeMade | f.PledgeAmended, about: About) -> str:
    words, due = quoted(fact.words, about), say_short_date(fact.due)
    if isinstance(fact, f.PledgeAmended):
        return f"Thank you: {about.whom} put pledge {fact.pledge} in their own words, by {due}: {words}"
    out_of = f" at {about.session}" if fact.session is not None else ""
    answers = f", in answer to agenda item {fact.item}" if fact.item is not None else ""
    return f"We recorded pledge {fact.pledge} of {about.whom}{out_of}{answers}, by {due}: {words}"


def _became(fact: f.PledgeClosed, about: About) -> str:
    whom, pledge = str(about.whom), f"pledge {fact.pledge}"
    theirs, what = fact.by == f.OFFICIAL, OUTCOMES[fact.outcome]
    if fact.instead is not None:
        what = f"replaced by pledge {fact.instead}"
    said = f"{capital(whom)} told us that {pledge} is {what}" if theirs else f"Pledge {fact.pledge} of {whom} is {what}"
    if fact.outcome is PledgeOutcome.DONE:
        said = f"Thank you: {said[0].lower() + said[1:]}" if theirs else f"Thank you: {pledge} of {whom} is done"
    why = "because" if fact.outcome in (PledgeOutcome.PARTLY, PledgeOutcome.NOT_DONE) else "in their words"
    if fact.text is None:
        return f"{said}."
    return (
        f"{said}, {why}: {quoted(fact.text, about)}"
        if theirs or why == "because"
        else (f"{said}: {quoted(fact.text, about)}")
    )
