"""Reading the day on which something came: as `bot.rules.when` reads days to come, but today or before."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.errors import Refused
from bot.rules.saying import MONTHS, WEEKDAYS, say_date, say_short_date, say_zone
from bot.rules.when_typed import Typed, read_typed
from bot.rules.when_words import plain_text

_LIKE = "like “Tue 3 Nov”"
_YEARS_BACK = 2


def read_past_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The day that `text` names, today in `zone` or at most two years before, or `Refused`.

    Without a year it is the last time that the date came; a weekday alone is the last one before today.
    """
    today = now.astimezone(zone).date()
    if plain_text(text) == "yesterday":
        return today - timedelta(days=1)
    typed = read_typed(text, timed=False, place=say_zone(zone), like=_LIKE)
    day = datetime.fromtimestamp(typed.stamp, UTC).astimezone(zone).date() if typed.stamp else _day(typed, today)
    if day > today:
        raise Refused(f"{say_date(day)} has not come yet. Please type the day on which it came, {_LIKE}.")
    if (day.year + _YEARS_BACK, day.month, day.day) < (today.year, today.month, today.day):
        raise Refused(f"{say_short_date(day)} is more than two years ago. Please type a later date, {_LIKE}.")
    return day


def _day(typed: Typed, today: date) -> date:
    if typed.day is not None and typed.month is not None:
        day = _calendar_day(typed.day, typed.month, typed.year, today)
    elif typed.ahead is not None:
        day = today + timedelta(days=typed.ahead)
    elif typed.weekday == today.weekday():
        raise Refused(f"Today is a {WEEKDAYS[today.weekday()]}. Please type “today” or the date, {_LIKE}.")
    elif typed.weekday is not None:
        day = today - timedelta(days=(today.weekday() - typed.weekday) % 7)
    else:
        raise Refused(f"There is no date in this. Please add one, {_LIKE}.")
    if typed.weekday not in (None, day.weekday()):
        is_a, not_a = WEEKDAYS[day.weekday()], WEEKDAYS[typed.weekday]
        raise Refused(f"{say_short_date(day)} is a {is_a}, not a {not_a}. Please type the date again, {_LIKE}.")
    return day


def _calendar_day(day: int, month: int, year: int | None, today: date) -> date:
    """In `year`, or else the last such day up to today; a 29 February may be eight years ago."""
    years = [year] if year else range(today.year, today.year - 9, -1)
    found = [date(y, month, day) for y in years if 1 <= day <= monthrange(y, month)[1]]
    if not found:
        of = f" {year}" if year else ""
        raise Refused(f"There is no {day} {MONTHS[month - 1]}{of}. Please type the date again, {_LIKE}.")
    return found[0] if year else next(one for one in found if one <= today)
