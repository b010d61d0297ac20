"""Not working with a body for now: decided by the carers' vote, told to the body first, and taken back by a vote.

While a body is declined nobody asks it, so nothing can count as its silence: what was under way is withdrawn by us.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.partnership import Partnership
from bot.rules.policy import Policy
from bot.rules.publishable import publishable
from bot.rules.saying import say_short_date
from bot.rules.screening import kept_out, second_looks
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.voting import Votes, carried
from bot.rules.words import Ground

WORDS_LIMIT = 300

BODY = "That is about how we work with a body, never about a person."


@dataclass(frozen=True)
class Wish:
    """Why a vote is called, and what would have to be so for the carers to work with the body again."""

    grounds: tuple[Ground, ...]
    words: str | None
    conditions: str


def wish(grounds: Collection[str], words: str, conditions: str) -> Wish:
    chosen = tuple(one for one in Ground if one in grounds)
    if not chosen or len(chosen) != len(set(grounds)):
        raise Refused("Please choose at least one of the listed reasons.")
    if not conditions.strip():
        raise Refused("Please say what would have to be so for the forum to work with them again.")
    return Wish(chosen, _worded(words) if words.strip() else None, _worded(conditions))


def _worded(text: str) -> str:
    kept_out(text)
    if looks := second_looks(text):
        raise Refused(f"{BODY} {looks[0]}")
    return publishable(text)


def may_be_asked(organisation: int, now: Partnership, *, told: bool = False) -> None:
    """Raises `Refused` for a body that is declined, or was told that it will be."""
    if organisation in now.declined:
        since = say_short_date(now.declined[organisation].at.date())
        raise Refused(f"By the carers’ vote, the forum has not worked with that body since {since}. /criteria list")
    if told:
        raise Refused(
            "By the carers’ vote, the forum does not work with that body for now. It has been told, and can answer."
        )


def public_from(told_on: date, terms: Terms) -> date:
    """It has so many working days to answer; what the vote decided is public on the day after."""
    return terms.after(told_on, terms.policy.told_before + 1)


def decline(
    organisation: int,
    grounds: tuple[Ground, ...],
    *,
    words: f.Enclosed | None,
    conditions: f.Enclosed,
    told_on: date,
    votes: Votes,
    now: Partnership,
    terms: Terms,
    **mark: Unpack[Mark],
) -> f.BodyDeclined:
    """Put it on the record, after the body has had its days to answer."""
    _by_vote(votes, terms.policy)
    if organisation in now.declined:
        raise Refused("That is on the record already.")
    if terms.day(mark["at"]) < public_from(told_on, terms):
        raise Refused(f"The body has until {say_short_date(public_from(told_on, terms))} to answer first.")
    if not grounds:
        raise Refused("A body is declined for a reason.")
    return f.BodyDeclined(
        organisation=organisation,
        grounds=grounds,
        words=words,
        conditions=conditions,
        told_on=told_on,
        in_favour=votes.in_favour,
        against=votes.against,
        **mark,
    )


def under_way(now: Standing, terms: Terms, at: datetime) -> bool:
    """Whether an invitation is still to come to something: its session, its reply, or the day on which it counts."""
    if now.withdrawn or now.cancelled:
        return False
    to_come = now.starts is not None and now.starts > at
    counts = now.counts_on is not None and now.counts_on <= terms.day(at)
    return to_come or now.to_send or (now.answer is None and now.no_reply_on is None and not counts)


def answer(organisation: int, text: f.Enclosed, now: Partnership, **mark: Unpack[Mark]) -> f.BodyAnswered:
    _is_declined(organisation, now)
    return f.BodyAnswered(organisation=organisation, text=text, **mark)


def welcome_back(
    organisation: int, now: Partnership, votes: Votes, policy: Policy, **mark: Unpack[Mark]
) -> f.BodyWelcomedBack:
    _is_declined(organisation, now)
    _by_vote(votes, policy)
    return f.BodyWelcomedBack(organisation=organisation, in_favour=votes.in_favour, against=votes.against, **mark)


def _is_declined(organisation: int, now: Partnership) -> None:
    if organisation not in now.declined:
        raise Refused("The forum works with that body, so there is nothing to take back or to answer.")


def _by_vote(votes: Votes, policy: Policy) -> None:
    if not carried(votes, policy):
        raise Refused(f"That takes at least {policy.vote_least} votes of carers, more for it than against it.")
