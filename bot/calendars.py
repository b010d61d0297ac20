"""The public holidays of a nation, from the `holidays` library, to be written into the record once."""

from datetime import date

import holidays

from bot.rules.tongue import N_, Phrases

NATIONS = Phrases({"ENG": N_("England"), "WLS": N_("Wales"), "SCT": N_("Scotland"), "NIR": N_("Northern Ireland")})
AHEAD = 2
"""Calendars are adopted for this year and so many after it, and again when less than one full year is left."""


def public_holidays(nation: str, first: int, last: int) -> tuple[date, ...]:
    """The days on which offices of that nation are closed in these years.

    Always with the nation: without one the library leaves out Easter Monday and the summer bank holiday.
    """
    days = holidays.country_holidays("GB", subdiv=nation, years=range(first, last + 1))
    return tuple(sorted(day for day in days if first <= day.year <= last))
