"""Sessions that repeat: the same weekday at the same time on the wall, however the clocks change.

A series lives with its latest session, as the slot which that session took in it. Moving one session therefore leaves
the series where it was: after a Tuesday moved to Wednesday comes the next Tuesday.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.rules.saying import WEEKDAYS

ONE_WEEK = timedelta(weeks=1)


class Repeat(StrEnum):
    """How often. Kept with the papers of a session: never rename one."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    MONTHLY_LAST = "monthly_last"


@dataclass(frozen=True)
class Series:
    """How often, and the slot of the latest session: a date and time on the forum's wall, without a zone."""

    repeat: Repeat
    slot: datetime

    @classmethod
    def beginning(cls, repeat: Repeat, starts: datetime, zone: ZoneInfo) -> "Series":
        """Monthly keeps the weekday: the second Tuesday. Not every month has a fifth, so that becomes the last."""
        slot = starts.astimezone(zone).replace(tzinfo=None, fold=0)
        fifth = repeat is Repeat.MONTHLY and _nth(slot.date()) == 5
        return cls(Repeat.MONTHLY_LAST if fifth else repeat, slot)

    @classmethod
    def read(cls, text: str) -> "Series":
        """What `str` wrote."""
        repeat, _, slot = text.partition(" ")
        return cls(Repeat(repeat), datetime.fromisoformat(slot))

    def __str__(self) -> str:
        return f"{self.repeat.value} {self.slot.isoformat(timespec='minutes')}"

    def starts(self, zone: ZoneInfo) -> datetime:
        """The moment of the slot, in UTC. A time that the clocks skip begins as much later as they go forward."""
        return self.slot.replace(tzinfo=zone).astimezone(UTC)

    def after(self, moment: datetime, zone: ZoneInfo) -> "Series":
        """The next slot of the series that begins after `moment`."""
        found = replace(self, slot=_next(self))
        while found.starts(zone) <= moment:
            found = replace(found, slot=_next(found))
        return found


def say_series(series: Series) -> str:
    """every week, on Tuesday; every month, on the second Tuesday."""
    weekday, day = WEEKDAYS[series.slot.weekday()], series.slot.date()
    match series.repeat:
        case Repeat.WEEKLY:
            return f"every week, on {weekday}"
        case Repeat.FORTNIGHTLY:
            return f"every two weeks, on {weekday}"
        case Repeat.MONTHLY:
            return f"every month, on the {('first', 'second', 'third', 'fourth')[_nth(day) - 1]} {weekday}"
        case Repeat.MONTHLY_LAST:
            return f"every month, on the last {weekday}"


def _next(series: Series) -> datetime:
    slot = series.slot
    match series.repeat:
        case Repeat.WEEKLY:
            return slot + ONE_WEEK
        case Repeat.FORTNIGHTLY:
            return slot + 2 * ONE_WEEK
        case Repeat.MONTHLY:
            return _of_month_after(slot, _nth(slot.date()))
        case Repeat.MONTHLY_LAST:
            fifth = _of_month_after(slot, 5)
            in_that_month = _of_month_after(slot, 1).month == fifth.month
            return fifth if in_that_month else _of_month_after(slot, 4)


def _of_month_after(slot: datetime, nth: int) -> datetime:
    """The nth such weekday of the next month, at the same time; the fifth may run into the month after it."""
    first = (slot.replace(day=1) + timedelta(days=31)).replace(day=1)
    ahead = (slot.weekday() - first.weekday()) % 7
    return first + timedelta(days=ahead) + (nth - 1) * ONE_WEEK


def _nth(day: date) -> int:
    return (day.day - 1) // 7 + 1
