"""Sessions that repeat: the same weekday at the same time on the wall, however the clocks change.

A series lives with its latest session, as the slot which that session took in it. Moving one session therefore leaves
the series where it was: after a Tuesday moved to Wednesday comes the next Tuesday. So does leaving one date out.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.rules.errors import Refused
from bot.rules.saying import WEEKDAYS, say_date

ONE_WEEK = timedelta(weeks=1)
FAR_AHEAD = 60
"""How many dates of a series are looked at to find one."""


class Repeat(StrEnum):
    """How often. Kept with the papers of a session: never rename one."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    MONTHLY_LAST = "monthly_last"


@dataclass(frozen=True)
class Series:
    """How often, and the slot of the latest session: a date and time on the forum's wall, without a zone.

    `left_out` are dates to come on which the hosts do not want one.
    """

    repeat: Repeat
    slot: datetime
    left_out: tuple[date, ...] = ()

    @classmethod
    def beginning(cls, repeat: Repeat, starts: datetime, zone: ZoneInfo) -> "Series":
        """Monthly keeps the weekday: the second Tuesday. Not every month has a fifth, so that becomes the last."""
        slot = starts.astimezone(zone).replace(tzinfo=None, fold=0)
        fifth = repeat is Repeat.MONTHLY and _nth(slot.date()) == 5
        return cls(Repeat.MONTHLY_LAST if fifth else repeat, slot)

    @classmethod
    def read(cls, text: str) -> "Series":
        """What `str` wrote."""
        repeat, slot, *left_out = text.split(" ")
        return cls(Repeat(repeat), datetime.fromisoformat(slot), tuple(map(date.fromisoformat, left_out)))

    def __str__(self) -> str:
        slot, left_out = self.slot.isoformat(timespec="minutes"), map(date.isoformat, self.left_out)
        return " ".join((self.repeat.value, slot, *left_out))

    def starts(self, zone: ZoneInfo) -> datetime:
        """The moment of the slot, in UTC. A time that the clocks skip begins as much later as they go forward."""
        return self.slot.replace(tzinfo=zone).astimezone(UTC)

    def after(self, moment: datetime, zone: ZoneInfo) -> "Series":
        """The next slot of the series that begins after `moment` and is not left out."""
        found = replace(self, slot=_next(self))
        while found.starts(zone) <= moment or found.slot.date() in self.left_out:
            found = replace(found, slot=_next(found))
        return replace(found, left_out=tuple(day for day in self.left_out if day > found.slot.date()))

    def dates(self, count: int) -> list[date]:
        """So many of its dates after the latest session, those that are left out among them."""
        found, days = self, list[date]()
        for _ in range(count):
            found = replace(found, slot=_next(found))
            days.append(found.slot.date())
        return days

    def leaving_out(self, day: date) -> "Series":
        """Without that one of its dates; every other stays. A date that was left out before is put back."""
        if day in self.left_out:
            return replace(self, left_out=tuple(one for one in self.left_out if one != day))
        if day not in self.dates(FAR_AHEAD):
            raise Refused(f"{say_date(day)} is no date to come of this series. It repeats {say_series(self)}.")
        return replace(self, left_out=tuple(sorted((*self.left_out, day))))


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
