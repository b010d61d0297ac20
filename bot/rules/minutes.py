"""Minutes: promised when a session is held, published by the hosts, corrected by a later version.

The forum keeps its own dates by the same clock as everybody else: how late its minutes were is worked out here and
nowhere else, and stands beside the figures of officials (RECORD-RULES §7).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    versions: tuple[f.MinutesPublished, ...] = ()

    @property
    def published(self) -> f.MinutesPublished | None:
        """The first version: a correction is not late."""
        return self.versions[0] if self.versions else None

    def overdue(self, today: date) -> bool:
        """Late only on the day after the date (RECORD-RULES, preamble)."""
        return self.due is not None and not self.versions and today > self.due


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
    versions = tuple(fact for fact in facts if isinstance(fact, f.MinutesPublished))
    if promise is None:
        return MinutesStanding(versions=versions)
    return MinutesStanding(promise.due, terms.day(promise.at), versions)


def promise(history: Sequence[f.Entry], terms: Terms, **mark: Unpack[Mark]) -> f.MinutesPromised:
    """Once, of a session that was held: the day by which its minutes will be published."""
    now = session_standing(history)
    if now.state is not SessionState.HELD:
        raise Refused("Minutes are promised of a session that was held.")
    if minutes_standing(history, terms).due is not None:
        raise Refused("The minutes of that session are promised already.")
    due = terms.after(terms.day(mark["at"]), terms.policy.minutes_days)
    return f.MinutesPromised(session=now.session, due=due, **mark)


def publish(history: Sequence[f.Entry], text: f.Enclosed, terms: Terms, **mark: Unpack[Mark]) -> f.MinutesPublished:
    """The minutes, or, of a session that has some, the version that corrects them."""
    now, minutes = session_standing(history), minutes_standing(history, terms)
    if now.state is not SessionState.HELD:
        raise Refused("Only the minutes of a session that was held can be published. Close it first: /session close.")
    on, version = terms.day(mark["at"]), len(minutes.versions) + 1
    late = terms.between(minutes.due, on) if minutes.overdue(on) and minutes.due else 0
    days_late = max(late, 1) if minutes.overdue(on) else 0
    return f.MinutesPublished(session=now.session, version=version, on=on, days_late=days_late, text=text, **mark)


def nudge(minutes: MinutesStanding, terms: Terms, today: date) -> int | None:
    """Which of the `NUDGES` the hosts are at today: only the last that has come, however long nobody looked."""
    if minutes.promised_on is None or minutes.versions:
        return None
    passed = terms.between(minutes.promised_on, today)
    return max((days for days in NUDGES if days <= passed), default=None)


def kept(entries: Iterable[f.Entry], terms: Terms, *, since: date | None, as_at: date) -> Kept:
    """How the forum kept its promises of minutes that were made from `since` on, as at the end of a day."""
    of_session: dict[int, list[f.Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.fact, f.MinutesPromised | f.MinutesPublished):
            of_session[entry.fact.session].append(entry)
    found = [minutes_standing(of, terms) for of in of_session.values()]
    within = [one for one in found if one.promised_on and (since is None or one.promised_on >= since)]
    missing = sum(one.overdue(as_at) for one in within)
    published = [one.published for one in within if one.published]
    return Kept(len(published) + missing, sum(one.days_late > 0 for one in published), missing)
