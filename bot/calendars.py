"""The public holidays of a nation, from the `holidays` library, to be written into the record once."""

from datetime import date
from typing import Unpack

import holidays

from bot.apart import Task
from bot.rules import facts as f
from bot.rules.terms import Mark
from bot.rules.tongue import N_, Phrases
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways

NATIONS = Phrases({"ENG": N_("England"), "WLS": N_("Wales"), "SCT": N_("Scotland"), "NIR": N_("Northern Ireland")})
AHEAD = 2
"""Calendars are adopted for this year and so many after it, and again when less than one full year is left."""


def public_holidays(nation: str, first: int, last: int) -> tuple[date, ...]:
    """The days on which offices of that nation are closed in these years.

    Always with the nation: without one the library leaves out Easter Monday and the summer bank holiday.
    """
    days = holidays.country_holidays("GB", subdiv=nation, years=range(first, last + 1))
    return tuple(sorted(day for day in days if first <= day.year <= last))


async def keep_calendars(view: View, ways: Ways) -> list[Task]:
    """Write the next years' public holidays into the record while there is still a year to go."""
    enough = any(day.year > view.now.year for day in view.terms.closed)
    return [] if enough else [Task("the calendar", adopt)]


async def adopt(tx: Transaction) -> None:
    tx.record(calendar(tx.forum.nation, tx.now.year, **tx.mark(Via.TIMETABLE)))


def calendar(nation: str, year: int, **mark: Unpack[Mark]) -> f.CalendarAdopted:
    """The holidays of this year and the next two."""
    first, last = date(year, 1, 1), date(year + AHEAD, 12, 31)
    return f.CalendarAdopted(first=first, last=last, closed=public_holidays(nation, year, year + AHEAD), **mark)
