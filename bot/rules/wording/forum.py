"""What is said of the forum itself, and of whom it may ask."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital, tr
from bot.rules.wording.about import About
from bot.rules.wording.fixed import PAUSES


def about_the_forum(fact: f.Fact, about: About) -> str:
    match fact:
        case f.PolicyAdopted(policy=policy):
            return tr(
                "This forum adopted the terms by which its record is kept (version {version}).", version=policy.version
            )
        case f.CalendarAdopted(first=first, last=last):
            return tr(
                "The public holidays from {first} to {last} were written down.",
                first=say_short_date(first),
                last=say_short_date(last),
            )
        case f.OrganisationListed(name=name):
            return tr("{name} was entered in the directory.", name=name)
        case f.OfficialListed():
            return tr("{name} was entered in the directory.", name=capital(str(about.whom)))
        case f.AddressConfirmed():
            return tr(
                "We confirmed by another route that we write to the right address for {whom}.", whom=str(about.whom)
            )
        case f.Paused():
            return _pause(fact, about)
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _pause(fact: f.Paused, about: About) -> str:
    held = {"first": say_short_date(fact.first), "last": say_short_date(fact.last), "reason": PAUSES[fact.why]}
    if fact.organisation is None:
        return tr(
            "From {first} to {last} the time to reply stands still for every body: no reminder is sent, and nothing "
            "about a missing reply is recorded. Reason: {reason}.",
            **held,
        )
    return tr(
        "From {first} to {last} the time to reply stands still for {body}: no reminder is sent, and nothing about a "
        "missing reply is recorded. Reason: {reason}.",
        body=about.one_body,
        **held,
    )
