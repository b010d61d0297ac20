"""A carers' vote: once a person, changeable until it closes, and carried by more for it than against it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.errors import Refused
from bot.rules.policy import Policy
from bot.rules.saying import say_short_date
from bot.rules.terms import Terms


@dataclass(frozen=True)
class Votes:
    """How many said yes, and how many no."""

    in_favour: int = 0
    against: int = 0

    @property
    def cast(self) -> int:
        return self.in_favour + self.against


def last_day(terms: Terms, at: datetime) -> date:
    """The last day of a vote that is called now."""
    return terms.after(terms.day(at), terms.policy.vote_days)


def still_open(last: date, terms: Terms, at: datetime) -> None:
    if over(last, terms, at):
        raise Refused(f"That vote closed on {say_short_date(last)}, so it takes no more votes.")


def over(last: date, terms: Terms, at: datetime) -> bool:
    """A vote takes votes to the end of its last day."""
    return terms.day(at) > last


def carried(votes: Votes, policy: Policy) -> bool:
    return votes.cast >= policy.vote_least and votes.in_favour > votes.against
