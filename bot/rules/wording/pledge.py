"""What is said of a pledge, and what stands in its line of a list."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import N_, Phrases, capital, tr
from bot.rules.wording.about import About
from bot.rules.wording.fixed import REASONS
from bot.rules.wording.pledge_closed import became, quoted
from bot.rules.words import PledgeOutcome, PledgeState

OUTCOMES = Phrases(
    {
        PledgeOutcome.DONE: N_("done"),
        PledgeOutcome.PARTLY: N_("done in part"),
        PledgeOutcome.NOT_DONE: N_("not done"),
        PledgeOutcome.REPLACED: N_("replaced by something else"),
    }
)

PLEDGE_STATES = Phrases(
    {
        PledgeState.OPEN: N_("open"),
        PledgeState.DONE: N_("done"),
        PledgeState.PARTLY: N_("done in part"),
        PledgeState.NOT_DONE: N_("not done"),
        PledgeState.REPLACED: N_("replaced"),
        PledgeState.DISPUTED: N_("disputed"),
        PledgeState.WITHDRAWN: N_("taken back"),
    }
)

NOT_CONFIRMED = N_("Recorded by the forum, not yet confirmed by them.")


def about_a_pledge(fact: f.PledgeFact, about: About) -> str:
    whom, pledge = str(about.whom), fact.pledge
    match fact:
        case f.PledgeMade():
            return _made(fact, about)
        case f.PledgeAmended(words=text, due=due):
            said = N_("Thank you: {whom} put pledge {pledge} in their own words, by {date}: {words}")
            return tr(said, whom=whom, pledge=pledge, date=say_short_date(due), words=quoted(text, about))
        case f.PledgeAsked(confirm_by=day):
            said = N_("We sent {whom} the words of pledge {pledge}, to confirm or amend them by {date}.")
            return tr(said, whom=whom, pledge=pledge, date=say_short_date(day))
        case f.PledgeConfirmed():
            return tr("Thank you: {whom} confirmed the words of pledge {pledge}.", whom=whom, pledge=pledge)
        case f.PledgeReminded(due=due, before=before):
            said = (
                N_("We reminded {whom} that pledge {pledge} is due by {date}.")
                if before
                else N_("We asked {whom} what became of pledge {pledge}, which was due by {date}.")
            )
            return tr(said, whom=whom, pledge=pledge, date=say_short_date(due))
        case f.PledgeUpdated(text=text, by=by):
            said = (
                N_("{Whom}, on how far pledge {pledge} has come: {words}")
                if by == f.OFFICIAL
                else N_("The forum noted of {whom}, on how far pledge {pledge} has come: {words}")
            )
            return tr(said, whom=whom, Whom=capital(whom), pledge=pledge, words=quoted(text, about))
        case f.PledgeClosed():
            return became(fact, about)
        case f.PledgeNotReached():
            said = N_(
                "Our letter to {whom} about pledge {pledge} did not arrive. This is ours to fix, and counts against "
                "nobody."
            )
            return tr(said, whom=whom, pledge=pledge)
        case f.PledgeWithdrawn(reason=reason):
            said = N_("We took back pledge {pledge} of {whom}. Reason: {reason}. It is in no figure.")
            return tr(said, pledge=pledge, whom=whom, reason=REASONS[reason])
        case _:
            return _theirs(fact, about)


def _made(fact: f.PledgeMade, about: About) -> str:
    if fact.session is not None and fact.item is not None:
        said = N_(
            "We recorded pledge {pledge} of {whom} at {session}, in answer to agenda item {item}, by {date}: {words}"
        )
    elif fact.session is not None:
        said = N_("We recorded pledge {pledge} of {whom} at {session}, by {date}: {words}")
    elif fact.item is not None:
        said = N_("We recorded pledge {pledge} of {whom}, in answer to agenda item {item}, by {date}: {words}")
    else:
        said = N_("We recorded pledge {pledge} of {whom}, by {date}: {words}")
    return tr(
        said,
        pledge=fact.pledge,
        whom=str(about.whom),
        session=about.session,
        item=fact.item,
        date=say_short_date(fact.due),
        words=quoted(fact.words, about),
    )


def _theirs(fact: f.PledgeFact, about: About) -> str:
    """What the body says of it, and what came of that."""
    pledge, body = fact.pledge, about.official_body
    match fact:
        case f.PledgeStated(text=text):
            if words := about.text(text):
                return tr("Statement of {body} on pledge {pledge}: {words}", body=body, pledge=pledge, words=words)
            return tr("Statement of {body} on pledge {pledge}: removed on request", body=body, pledge=pledge)
        case f.PledgeDisputed(entry=entry, decide_by=day):
            said = N_("{Body} disputes entry {entry}, about pledge {pledge}. Decision due {date}.")
            return tr(said, Body=capital(body), entry=entry, pledge=pledge, date=say_short_date(day))
        case f.PledgeDisputeDecided(entry=entry, upheld=upheld):
            said = (
                N_("The dispute about entry {entry}, about pledge {pledge}, was decided: the entry was wrong.")
                if upheld
                else N_("The dispute about entry {entry}, about pledge {pledge}, was decided: the entry stands.")
            )
            return tr(said, entry=entry, pledge=pledge)
    raise TypeError(f"no sentence for {type(fact).__name__}")
