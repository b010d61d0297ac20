"""Time to reply, over those that replied and those that have not (Kaplan and Meier, 1958), in working days.

A median over replies alone would call a body quick that answers one letter in five on the same day. Here an invitation
without a reply is *censored*: it says "not within the days we have waited", and no more.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

Times = Mapping[tuple[int, bool], int]
"""(working days, replied?) → how many. For a reply the days from sending to it, else from sending to the cut-off."""


def curve(times: Times) -> Iterator[tuple[int, Fraction]]:
    """Each day on which a reply came, and the share estimated to be still without one after it.

    One whose waiting ends on the day of another's reply still counts as waiting on that day.
    """
    at_risk = sum(times.values())
    waiting = Fraction(1)
    for day in sorted({day for day, _ in times}):
        replied = times.get((day, True), 0)
        if replied:
            waiting *= Fraction(at_risk - replied, at_risk)
            yield day, waiting
        at_risk -= replied + times.get((day, False), 0)


def median(times: Times) -> int | None:
    """The first day by which at least half are estimated to have replied; None where the curve never gets there."""
    return next((day for day, waiting in curve(times) if waiting <= Fraction(1, 2)), None)


def shortest_wait(times: Times) -> int | None:
    """For how many days every one without a reply has been waited for; None where all have replied."""
    return min((day for (day, replied), many in times.items() if many and not replied), default=None)


def replied_within(times: Times, days: int) -> int | None:
    """How many replied in at most `days`; None while one without a reply has been waited for a shorter time."""
    wait = shortest_wait(times)
    if wait is not None and wait < days:
        return None
    return sum(many for (day, replied), many in times.items() if replied and day <= days)
