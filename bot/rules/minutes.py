"""Minutes: promised when a session is held, published by the hosts, corrected by a later version.

The forum keeps its own dates by the same clock as everybody else: how late its minutes were is worked out here and
nowhere else, and stands beside the figures of officials (RECORD-RULES §7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.session import SessionState, session_standing
from bot.rules.terms import Mark, Terms

NUDGES = (1, 3, 5)
"""Working days after a session at which the hosts are reminded of minutes that are not published."""


@dataclass(frozen=True)
class MinutesStanding:
    """What the record says of the minutes of one session. `due` is None where they were never promised."""

    due: date | None = None
    promised_on: date | None = None
    published: f.MinutesPublished | None = None
    corrected: tuple[f.MinutesCorrected, ...] = ()

    @property
    def versions(self) -> tuple[f.MinutesPublished | f.MinutesCorrected, ...]:
        """The oldest first."""
        return (self.published, *self.corrected) if self.published else ()

    def overdue(self, today: date) -> bool:
        """Late only on the day after the date (RECORD-RULES, preamble)."""
        return self.due is not None and not self.published and today > self.due


@dataclass(frozen=True)
class Kept:
    """Of the minutes that were promised: how many were due, and of these published late, or not yet."""

    due: int = 0
    late: int = 0
    missing: int = 0


def minutes_standing(history: Iterable[f.Entry], terms: Terms) -> MinutesStanding:
    """Fold the entries of one session."""
    facts = [entry.fact for entry in history]
    promise = next((fact for fact in facts if isinstance(fact, f.MinutesPromised)), None)
    published = next((fact for fact in facts if isinstance(fact, f.MinutesPublished)), None)
    corrected = tuple(fact for fact in facts if isinstance(fact, f.MinutesCorrected))
    if promise is None:
        return MinutesStanding(published=published, corrected=corrected)
    return MinutesStanding(promise.due, terms.day(promise.at), published, corrected)


def promise(history: Sequence[f.Entry], terms: Terms, **mark: Unpack[Mark]) -> f.MinutesPromised:
    """Once, of a session that was held: the day by which its minutes will be published."""
    now = session_standing(history)
    if now.state is not SessionState.HELD:
        raise Refused("Minutes are promised of a session that was held.")
    if minutes_standing(history, terms).due is not None:
        raise Refused("The minutes of that session are promised already.")
    due = terms.after(terms.day(mark["at"]), terms.policy.minutes_days)
    return f.MinutesPromised(session=now.session, due=due, **mark)


def publish(
    history: Sequence[f.Entry], text: f.Enclosed, terms: Terms, **mark: Unpack[Mark]
) -> f.MinutesPublished | f.MinutesCorrected:
    """The minutes, or, of a session that has some, the version that corrects them: a correction is never late."""
    now, minutes = session_standing(history), minutes_standing(history, terms)
    if now.state is not SessionState.HELD:
        raise Refused("Only the minutes of a session that was held can be published. Close it first: /session close.")
    on = terms.day(mark["at"])
    if minutes.published:
        version = len(minutes.corrected) + 2
        return f.MinutesCorrected(session=now.session, version=version, on=on, text=text, **mark)
    late = max(terms.between(minutes.due, on), 1) if minutes.due and minutes.overdue(on) else 0
    return f.MinutesPublished(session=now.session, on=on, days_late=late, text=text, **mark)


def nudge(minutes: MinutesStanding, terms: Terms, today: date) -> int | None:
    """Which of the `NUDGES` the hosts are at today: only the last that has come, however long nobody looked."""
    if minutes.promised_on is None or minutes.published:
        return None
    passed = terms.between(minutes.promised_on, today)
    return max((days for days in NUDGES if days <= passed), default=None)


@dataclass
class Promises:
    """Reads the entries of a chain, in order, for the minutes that were promised; keeps numbers alone."""

    _owed: dict[int, date] = field(default_factory=dict)
    """By session, until when the minutes are due that were promised and are not published."""
    _early: dict[int, int] = field(default_factory=dict)
    """By session, how late those were that nobody had promised before."""
    _published: int = 0
    _late: int = 0

    def read(self, fact: f.Fact, *, within: bool) -> None:
        """`within`: does the period hold this entry? Promises count that were made in it."""
        if isinstance(fact, f.MinutesPromised) and within:
            if (days_late := self._early.pop(fact.session, None)) is None:
                self._owed[fact.session] = fact.due
            else:
                self._count(days_late)
        elif isinstance(fact, f.MinutesPublished):
            if self._owed.pop(fact.session, None) is None:
                self._early[fact.session] = fact.days_late
            else:
                self._count(fact.days_late)

    def _count(self, days_late: int) -> None:
        self._published += 1
        self._late += days_late > 0

    def kept(self, as_at: date) -> Kept:
        """How the forum kept its promises, as at the end of a day: late only on the day after the date."""
        missing = sum(as_at > due for due in self._owed.values())
        return Kept(self._published + missing, self._late, missing)
