"""Dates and times in the words people read, in the language at hand whatever the machine's locale is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.rules.tongue import N_, tr, trn

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""As people type them."""

_DAYS = (
    N_("Monday {date}"), N_("Tuesday {date}"), N_("Wednesday {date}"), N_("Thursday {date}"), N_("Friday {date}"),
    N_("Saturday {date}"), N_("Sunday {date}"),
)  # fmt: skip
_DATES = (
    N_("{day} January {year}"), N_("{day} February {year}"), N_("{day} March {year}"), N_("{day} April {year}"),
    N_("{day} May {year}"), N_("{day} June {year}"), N_("{day} July {year}"), N_("{day} August {year}"),
    N_("{day} September {year}"), N_("{day} October {year}"), N_("{day} November {year}"), N_("{day} December {year}"),
)  # fmt: skip
_MONTHS = (
    N_("January {year}"), N_("February {year}"), N_("March {year}"), N_("April {year}"), N_("May {year}"),
    N_("June {year}"), N_("July {year}"), N_("August {year}"), N_("September {year}"), N_("October {year}"),
    N_("November {year}"), N_("December {year}"),
)  # fmt: skip


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Tuesday 3 November 2026, 7:00 pm UK time.

    In the hour that comes twice when the clocks go back, the zone's abbreviation tells which one is meant.
    """
    local = moment.astimezone(zone)
    said = tr("{date}, {clock} {zone}", date=say_date(local.date()), clock=say_clock(local.time()), zone=say_zone(zone))
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{said} ({local.tzname()})" if twice else said


def say_date(day: date) -> str:
    """Tuesday 3 November 2026."""
    return tr(_DAYS[day.weekday()], date=say_short_date(day))


def say_short_date(day: date) -> str:
    """3 November 2026."""
    return tr(_DATES[day.month - 1], day=day.day, year=day.year)


def say_month(day: date) -> str:
    """November 2026."""
    return tr(_MONTHS[day.month - 1], year=day.year)


def say_late(day: date, working_days: int) -> str:
    """The day on which something came that we had asked for, and how late that was."""
    if not working_days:
        return say_short_date(day)
    return trn(
        "{date}, {count} working day after the date we asked for",
        "{date}, {count} working days after the date we asked for",
        working_days,
        date=say_short_date(day),
    )


def say_clock(clock: time) -> str:
    """7:00 pm. Noon and midnight are "12:00 noon" and "00:00": 12 am and 12 pm are too often mixed up."""
    if clock.minute == 0 and clock.hour in (0, 12):
        return tr("12:00 noon") if clock.hour else "00:00"
    shown = f"{clock.hour % 12 or 12}:{clock.minute:02}"
    return tr("{clock} am", clock=shown) if clock.hour < 12 else tr("{clock} pm", clock=shown)


def say_zone(zone: ZoneInfo) -> str:
    """UK time, Paris time, New York time."""
    if zone.key == "Europe/London":
        return tr("UK time")
    return tr("{place} time", place=zone.key.rpartition("/")[2].replace("_", " "))
