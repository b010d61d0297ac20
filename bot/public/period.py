"""The periods that somebody may ask for, and the day on which each begins."""

from calendar import monthrange
from datetime import date

PERIODS = {"3m": ("3 months", 3), "12m": ("12 months", 12), "all": ("all", None)}
DEFAULT = "12m"


def since(period: str, today: date) -> date | None:
    """The first day of the period; None for all that there is. 31 May less three months is 28 or 29 February."""
    months = PERIODS[period][1]
    if months is None:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
