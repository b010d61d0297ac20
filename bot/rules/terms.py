"""What every rule is handed: the terms of the day, and who is acting when."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypedDict

from bot.rules import facts as f
from bot.rules.policy import Policy
from bot.rules.words import Via
from bot.rules.workingdays import after, between, local_day


@dataclass(frozen=True)
class Terms:
    """The policy in force, and the public holidays and pauses that the record holds. Counts in working days."""

    policy: Policy = field(default_factory=Policy)
    closed: Collection[date] = frozenset()
    pauses: tuple[f.Paused, ...] = ()

    def after(self, day: date, days: int) -> date:
        return after(day, days, self.closed)

    def between(self, first: date, last: date) -> int:
        return between(first, last, self.closed)

    def day(self, moment: datetime) -> date:
        return local_day(moment, self.policy)

    def of(self, organisation: int) -> "Terms":
        """The same for one body: the days of its pauses are closed. Every rule asks for these itself."""
        held = [pause for pause in self.pauses if self.concerns(pause, organisation)]
        return replace(self, closed=frozenset(self.closed).union(*map(days_of, held))) if held else self

    def without(self, pause: f.Paused) -> "Terms":
        """As they were before that pause was declared."""
        return replace(self, pauses=tuple(one for one in self.pauses if one != pause))

    def paused(self, organisation: int, day: date) -> bool:
        """Does a pause of this body hold on that day?"""
        return any(one.first <= day <= one.last for one in self.pauses if self.concerns(one, organisation))

    @staticmethod
    def concerns(pause: f.Paused, organisation: int) -> bool:
        return pause.organisation in (None, organisation)


class Mark(TypedDict):
    """When, by whom and by which way something happened: what every fact begins with."""

    at: datetime
    by: str
    via: Via


TERMS = (f.PolicyAdopted.kind, f.CalendarAdopted.kind, f.Paused.kind)
"""The kinds of entry that the terms follow from."""


def adopted(terms: Terms, fact: f.Fact) -> Terms:
    """The terms after the forum adopted a policy, a calendar or a pause; a later calendar speaks for its own days."""
    match fact:
        case f.PolicyAdopted(policy=policy):
            return replace(terms, policy=policy)
        case f.CalendarAdopted(first=first, last=last, closed=closed):
            kept = frozenset(day for day in terms.closed if not first <= day <= last)
            return replace(terms, closed=kept | frozenset(closed))
        case f.Paused():
            return replace(terms, pauses=(*terms.pauses, fact))
        case _:
            return terms


def days_of(pause: f.Paused) -> set[date]:
    return {pause.first + timedelta(days=n) for n in range((pause.last - pause.first).days + 1)}
