"""Counting days as an office counts them.

A working day is Monday to Friday without the public holidays handed in (Banking and Financial Dealings Act 1971 and
the proclamations under it, by nation; the list is written into the record as `CalendarAdopted`). Day zero is the day
of sending; something is late only on the day after its date (RECORD-RULES, preamble).
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.policy import Policy

ONE_DAY = timedelta(days=1)


def is_working_day(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in closed


def after(day: date, days: int, closed: Collection[date]) -> date:
    """The date `days` working days after `day`, or before it where `days` is negative; always a working day.

    Zero gives the day itself, or the next working day where it is none.
    """
    step = ONE_DAY if days >= 0 else -ONE_DAY
    while days:
        day += step
        days -= is_working_day(day, closed) * (1 if step > timedelta() else -1)
    while not is_working_day(day, closed):
        day += step
    return day


def between(first: date, last: date, closed: Collection[date]) -> int:
    """How many working days lie after `first` up to and with `last`; 0 where `last` is not later."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=n), closed) for n in range(1, days + 1))


def local_day(moment: datetime, policy: Policy) -> date:
    """The date on the forum's wall at that moment."""
    return moment.astimezone(ZoneInfo(policy.zone)).date()


def opening(day: date, policy: Policy) -> datetime:
    """The moment, in the forum's zone, at which the office opens on that day."""
    return datetime.combine(day, time.fromisoformat(policy.office_opens), ZoneInfo(policy.zone))


def next_office_hour(moment: datetime, policy: Policy, closed: Collection[date]) -> datetime:
    """`moment` itself within office hours of a working day, else the next opening (RECORD-RULES §4)."""
    local = moment.astimezone(ZoneInfo(policy.zone))
    day = local.date()
    if is_working_day(day, closed):
        if local.time() < time.fromisoformat(policy.office_opens):
            return opening(day, policy)
        if local.time() < time.fromisoformat(policy.office_closes):
            return moment
    return opening(after(day, 1, closed), policy)


def awake(moment: datetime, policy: Policy) -> datetime:
    """`moment` itself, or the end of the quiet hours in which it lies: no carer is written to in the night."""
    local = moment.astimezone(ZoneInfo(policy.zone))
    begins, ends = time.fromisoformat(policy.quiet_from), time.fromisoformat(policy.quiet_until)
    if ends <= local.time() < begins:
        return moment
    day = local.date() + (ONE_DAY if local.time() >= begins else timedelta())
    return datetime.combine(day, ends, ZoneInfo(policy.zone))
