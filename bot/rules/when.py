"""Reading dates and times as people in the UK type them: day before month, strictly, and never a guess.

What is read is said back in words before anything is sent, so this refuses whatever has two meanings.
"""

from calendar import isleap
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.errors import Refused
from bot.rules.saying import MONTHS, WEEKDAYS, say_clock, say_date, say_moment, say_short_date, say_zone
from bot.rules.when_typed import Typed, read_typed

__all__ = ["read_date", "read_moment", "say_date", "say_moment", "say_short_date"]

_YEARS_AHEAD = 2
_LIKE_MOMENT = "like “Tue 3 Nov 7pm”"
_LIKE_DATE = "like “Tue 3 Nov”"


def read_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that `text` names on the clocks of `zone`, in UTC: between `now` and two years ahead, or `Refused`.

    Without a year it is the next time that the date comes; a weekday alone is the next one, today included.
    """
    here = now.astimezone(zone)
    typed = read_typed(text, timed=True, place=say_zone(zone), like=_LIKE_MOMENT)
    if typed.stamp is None:
        gone_today = typed.clock < here.time()
        day = _day(typed, here.date(), gone_today, _LIKE_MOMENT)
        moment = _instant(datetime.combine(day, typed.clock, zone))
    else:
        moment = datetime.fromtimestamp(typed.stamp, UTC)
    if moment < now:
        raise Refused(f"{say_moment(moment, zone)} is in the past. Please type one still to come, {_LIKE_MOMENT}.")
    _not_too_far(moment.astimezone(zone).date(), here.date(), _LIKE_MOMENT)
    return moment


def read_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The day that `text` names, between today in `zone` and two years ahead, or `Refused`. A time is refused too."""
    today = now.astimezone(zone).date()
    typed = read_typed(text, timed=False, place=say_zone(zone), like=_LIKE_DATE)
    if typed.stamp is not None:
        day = datetime.fromtimestamp(typed.stamp, zone).date()
    elif typed.day is typed.ahead is None and typed.weekday == today.weekday():
        raise Refused(f"Today is a {WEEKDAYS[today.weekday()]}. Please type “today” or the date, {_LIKE_DATE}.")
    else:
        day = _day(typed, today, False, _LIKE_DATE)
    if day < today:
        raise Refused(f"{say_date(day)} is in the past. Please type one still to come, {_LIKE_DATE}.")
    _not_too_far(day, today, _LIKE_DATE)
    return day


def _day(typed: Typed, today: date, gone_today: bool, like: str) -> date:
    first = today + timedelta(days=gone_today)
    if typed.day is not None and typed.month is not None:
        day = _calendar_day(typed.day, typed.month, typed.year, first, like)
    elif typed.ahead is not None:
        day = today + timedelta(days=typed.ahead)
    elif typed.weekday is not None:
        day = first + timedelta(days=(typed.weekday - first.weekday()) % 7)
    else:
        raise Refused(f"There is no date in this. Please add one, {like}.")
    if typed.weekday not in (None, day.weekday()):
        is_a, not_a = WEEKDAYS[day.weekday()], WEEKDAYS[typed.weekday]
        raise Refused(f"{say_short_date(day)} is a {is_a}, not a {not_a}. Please type the date again, {like}.")
    return day


def _calendar_day(day: int, month: int, year: int | None, first: date, like: str) -> date:
    """In `year`, or else the first such day from `first` on."""
    last = _days_in(month, year)
    if not 1 <= day <= last:
        name, of = MONTHS[month - 1], f" {year}" if year else ""
        has = f"{name}{of if month == 2 else ''} has {last}"
        raise Refused(f"There is no {day} {name}{of}. {has} days. Please type the date again, {like}.")
    if year:
        return date(year, month, day)
    # From one 29 February it can be eight years to the next, as around 2100.
    years = (y for y in range(first.year, first.year + 9) if day <= _days_in(month, y))
    return next(found for y in years if (found := date(y, month, day)) >= first)


def _days_in(month: int, year: int | None) -> int:
    """In a year not yet known, February may have 29."""
    return 30 if month in (4, 6, 9, 11) else 31 if month != 2 else 29 if year is None or isleap(year) else 28


def _instant(local: datetime) -> datetime:
    """In UTC, unless the clocks skip this time or show it twice."""
    moment = local.astimezone(UTC)
    clock, day = say_clock(local.time()), say_short_date(local.date())
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(f"There is no {clock} on {day}, as the clocks go forward then. Please type another time.")
    if moment != local.replace(fold=1).astimezone(UTC):
        raise Refused(f"{clock} comes twice on {day}, as the clocks go back then. Please type another time.")
    return moment


def _not_too_far(day: date, today: date, like: str) -> None:
    if (day.year - _YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day):
        raise Refused(f"{say_short_date(day)} is more than two years ahead. Please type an earlier date, {like}.")
