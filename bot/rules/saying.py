"""Dates and times in the words people read. English whatever the machine's locale is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.rules.tongue import tr

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Tuesday 3 November 2026, 7:00 pm UK time.

    In the hour that comes twice when the clocks go back, the zone's abbreviation tells which one is meant.
    """
    local = moment.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    which = f" ({local.tzname()})" if twice else ""
    return f"{say_date(local.date())}, {say_clock(local.time())} {say_zone(zone)}{which}"


def say_date(day: date) -> str:
    """Tuesday 3 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {say_short_date(day)}"


def say_short_date(day: date) -> str:
    """3 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_clock(clock: time) -> str:
    """7:00 pm. Noon and midnight are "12:00 noon" and "00:00": 12 am and 12 pm are too often mixed up."""
    if clock.minute == 0 and clock.hour in (0, 12):
        return "12:00 noon" if clock.hour else "00:00"
    return f"{clock.hour % 12 or 12}:{clock.minute:02} {'am' if clock.hour < 12 else 'pm'}"


def say_zone(zone: ZoneInfo) -> str:
    """UK time, Paris time, New York time."""
    place = "UK" if zone.key == "Europe/London" else zone.key.rpartition("/")[2].replace("_", " ")
    return f"{place} time"


def say_month(day: date) -> str:
    """November 2026."""
    return tr("{month} {year}", month=tr(MONTHS[day.month - 1]), year=day.year)
