"""What every rule is handed: the terms of the day, and who is acting when."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypedDict

from bot.rules import facts as f
from bot.rules.policy import Policy
from bot.rules.words import Via
from bot.rules.workingdays import after, between, local_day


@dataclass(frozen=True)
class Terms:
    """The policy in force and the public holidays that the record holds. Counts in working days."""

    policy: Policy = field(default_factory=Policy)
    closed: Collection[date] = frozenset()

    def after(self, day: date, days: int) -> date:
        return after(day, days, self.closed)

    def between(self, first: date, last: date) -> int:
        return between(first, last, self.closed)

    def day(self, moment: datetime) -> date:
        return local_day(moment, self.policy)


class Mark(TypedDict):
    """When, by whom and by which way something happened: what every fact begins with."""

    at: datetime
    by: str
    via: Via


def adopted(terms: Terms, fact: f.Fact) -> Terms:
    """The terms after the forum adopted a policy or a calendar; a later calendar speaks for its own days."""
    if isinstance(fact, f.PolicyAdopted):
        return Terms(fact.policy, terms.closed)
    if isinstance(fact, f.CalendarAdopted):
        kept = frozenset(day for day in terms.closed if not fact.first <= day <= fact.last)
        return Terms(terms.policy, kept | frozenset(fact.closed))
    return terms
