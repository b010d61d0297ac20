"""What is said of the forum itself, and of whom it may ask."""

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.wording.about import About
from bot.rules.wording.fixed import PAUSES


def about_the_forum(fact: f.Fact, about: About) -> str:
    match fact:
        case f.PolicyAdopted(policy=policy):
            return f"This forum adopted the terms by which its record is kept (version {policy.version})."
        case f.CalendarAdopted(first=first, last=last):
            return f"The public holidays from {say_short_date(first)} to {say_short_date(last)} were written down."
        case f.OrganisationListed(name=name):
            return f"{name} was entered in the directory."
        case f.OfficialListed():
            return f"{capital(str(about.whom))} was entered in the directory."
        case f.AddressConfirmed():
            return f"We confirmed by another route that we write to the right address for {about.whom}."
        case f.Paused():
            return _pause(fact, about)
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _pause(fact: f.Paused, about: About) -> str:
    whom = "every body" if fact.organisation is None else about.body or "one body"
    return (
        f"From {say_short_date(fact.first)} to {say_short_date(fact.last)} the time to reply stands still for {whom}: "
        f"no reminder is sent, and nothing about a missing reply is recorded. Reason: {PAUSES[fact.why]}."
    )
