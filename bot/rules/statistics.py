"""The figures: the one definition that the command, the page, the CSV and the verifier use (RECORD-RULES §7).

Counted     an invitation whose "no reply recorded" date has come, answered or not, with nothing that excludes it.
Response    have any recorded response / counted.
On time     responded by the date asked for / counted.
Attendance  sessions at which the body was present, itself or by deputy / sessions held for which it is counted.
Time        Kaplan–Meier median in working days, and how many had replied within 5, 10 and 20.

Answers     questions answered / questions counted (`bot.rules.answers`).

Response and attendance are never added up: "cannot come" is a response. What may be pointed out about a figure (thanks,
streaks, flags) is in `bot.rules.highlights`, the sentences in `bot.rules.figure_words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bot.rules import intervals, survival
from bot.rules.answers import ASKED
from bot.rules.counts import LEFT_OUT
from bot.rules.tally import Line, Tally, tally

__all__ = ["WITHIN", "Figures", "Line", "Rate", "Show", "Tally", "TimeToReply", "figures", "shown", "tally", "to_json"]

WITHIN = (5, 10, 20)


class Show(IntEnum):
    """How much may be said, in rising order: compare with `>=`."""

    NOTHING = 0
    COUNTS = 1
    SMALL = 5
    FULL = 10
    FLAGGED = 20


def shown(n: int) -> Show:
    """How much `n` events allow to be said. Every place that shows a figure asks here."""
    return max(level for level in Show if level <= n)


@dataclass(frozen=True)
class Rate:
    """`k` of `n`, with the unrounded 95 % Wilson interval."""

    k: int
    n: int
    low: float
    high: float

    @classmethod
    def of(cls, k: int, n: int) -> "Rate":
        return cls(k, n, *intervals.wilson(k, n))

    @property
    def percent(self) -> int:
        return intervals.percent(self.k, self.n)

    @property
    def bounds(self) -> tuple[int, int]:
        """The interval in whole per cent, rounded outwards."""
        return intervals.percent_bounds(self.low, self.high)


@dataclass(frozen=True)
class TimeToReply:
    """One of `median` and `not_reached_in` is None; both are where nothing is counted."""

    median: int | None
    """The working days by which half had replied."""
    not_reached_in: int | None
    """Fewer than half have replied, and each of the others has been waited for at least these working days."""
    within: Mapping[int, Rate | None]
    """For 5, 10 and 20 working days; None while one of the unanswered has been waited for a shorter time."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Figures with all that is needed to recompute them: period, cut-off, terms and the head of the chain."""

    since: date | None
    as_at: date
    policy_version: int
    head: str
    tally: Tally
    response: Rate
    on_time: Rate
    attendance: Rate
    answers: Rate
    time_to_reply: TimeToReply
    shown: Show

    @property
    def period(self) -> tuple[date | None, date]:
        return self.since, self.as_at


def figures(tally: Tally, *, since: date | None, as_at: date, policy_version: int, head: str) -> Figures:
    """Work out the figures of a tally that was counted from `since` (None: the beginning) to the cut-off `as_at`."""
    return Figures(
        since=since,
        as_at=as_at,
        policy_version=policy_version,
        head=head,
        tally=tally,
        response=Rate.of(tally.answered, tally.counted),
        on_time=Rate.of(tally.on_time, tally.counted),
        attendance=Rate.of(tally.sessions_present, tally.sessions_held),
        answers=Rate.of(tally.answers.answered, tally.answers.counted),
        time_to_reply=_time_to_reply(tally),
        shown=shown(tally.counted),
    )


def _time_to_reply(tally: Tally) -> TimeToReply:
    # Where many were censored early the curve can cross a half on few replies; a number needs half to have answered.
    reached = 2 * tally.answered >= tally.counted
    replied = {days: survival.replied_within(tally.times, days) for days in WITHIN}
    return TimeToReply(
        median=survival.median(tally.times) if reached else None,
        not_reached_in=None if reached else survival.shortest_wait(tally.times),
        within={days: None if k is None else Rate.of(k, tally.counted) for days, k in replied.items()},
    )


def to_json(figures: Figures) -> dict[str, object]:
    """The figures as `figures.json` holds them: whole numbers and strings.

    The keys are always the same; null stands for what may not be shown of so few, or is not known.
    A percentage is rounded to the nearest, halves up; an interval outwards.
    """
    time = figures.time_to_reply
    timed = figures.shown >= Show.SMALL
    return {
        "since": figures.since.isoformat() if figures.since else None,
        "as_at": figures.as_at.isoformat(),
        "policy_version": figures.policy_version,
        "head": figures.head,
        "shown": figures.shown.name.lower(),
        "counted": figures.tally.counted,
        "left_out": {reason.value: figures.tally.left_out.get(reason, 0) for reason in sorted(LEFT_OUT)},
        "response": _rate_json(figures.response),
        "on_time": _rate_json(figures.on_time),
        "attendance": _rate_json(figures.attendance),
        "answers": {
            **_rate_json(figures.answers),
            "partly": figures.tally.answers.partly,
            "not_addressed": figures.tally.answers.not_addressed,
            "left_out": {reason.value: figures.tally.answers.left_out.get(reason, 0) for reason in sorted(ASKED)},
        },
        "time_to_reply": {
            "median": time.median if timed else None,
            "not_reached_in": time.not_reached_in if timed else None,
            "within": {str(days): rate and _rate_json(rate) for days, rate in time.within.items()},
        },
    }


def _rate_json(rate: Rate) -> dict[str, int | None]:
    if shown(rate.n) < Show.SMALL:
        return {"k": rate.k, "n": rate.n, "percent": None, "low": None, "high": None}
    low, high = rate.bounds
    return {"k": rate.k, "n": rate.n, "percent": rate.percent, "low": low, "high": high}
