"""The response rate over time: how the figure that is printed came about, month by month.

Each point counts everything from the beginning of the period to its day, so that the last one is the figure itself. A
rate of each month alone would be a rate of two or three letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.statistics import Rate, Show, shown
from bot.rules.tally import Tally

MOST_POINTS = 13
NEAR = timedelta(days=10)
"""For each month of a step: an end of a month so shortly before the last day would add nothing."""
STEPS = (1, 3, 6, 12, 24, 60)
"""Months between two points: the first of these that makes no more points than can be told apart on a telephone."""


@dataclass(frozen=True)
class Point:
    """All that were counted by the end of this day."""

    day: date
    rate: Rate


def trend(tally: Tally, as_at: date) -> list[Point]:
    """The points that may be shown: at the ends of months, from the fifth counted invitation on, and on the last day.

    Empty under ten counted (RECORD-RULES §7), and where all were counted within one step.
    """
    if shown(tally.counted) < Show.FULL or not tally.counted_on:
        return []
    first = min(day for day, _ in tally.counted_on)
    for step in STEPS:
        days = [*_ends(first, as_at, step), as_at]
        if len(days) <= MOST_POINTS:
            break
    found = [Point(day, _until(tally, day)) for day in days]
    enough = [point for point in found if shown(point.rate.n) >= Show.SMALL]
    return enough if len(enough) > 1 else []


def _until(tally: Tally, last: date) -> Rate:
    answered = _many(tally, last, replied=True)
    return Rate.of(answered, answered + _many(tally, last, replied=False))


def _many(tally: Tally, last: date, *, replied: bool) -> int:
    return sum(many for (day, answered), many in tally.counted_on.items() if answered is replied and day <= last)


def _ends(first: date, last: date, step: int) -> Iterator[date]:
    """The last days of every `step`-th month, counted back from the month of `last`, without one just before it."""
    month = last.year * 12 + last.month - 1
    months = range(month - 1, first.year * 12 + first.month - 2, -1)
    for one in reversed(months[::step]):
        end = date((one + 1) // 12, (one + 1) % 12 + 1, 1) - timedelta(days=1)
        if last - end > step * NEAR:
            yield end
