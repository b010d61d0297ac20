"""The record as a list of pages: the newest day first, and within a day thanks before everything else."""

from datetime import date, datetime, time, timedelta
from math import ceil

from bot.public.said import Said, read, thanks_first
from bot.view import View, entries
from db import public

ONE_DAY = timedelta(days=1)


async def log_page(view: View, chosen: public.Chosen, number: int, size: int) -> tuple[list[Said], int]:
    """Page `number`, counted from 1, and the number of the last; beyond the last one, the last.

    A day may fill several pages, so the whole of each day that a page touches is put in order before the page is cut.
    """
    last = max(ceil(await public.how_many(view.db, chosen) / size), 1)
    start = (min(max(number, 1), last) - 1) * size
    moments = await public.moments(view.db, chosen, start, size)
    if not moments:
        return [], last
    end = _midnight(view, _day(view, moments[0]) + ONE_DAY)
    first = _midnight(view, _day(view, moments[-1]))
    newer = await public.how_many(view.db, chosen, after=end)
    days = await read(view, entries(await public.between(view.db, chosen, first, end)))
    return thanks_first(days)[start - newer : start - newer + size], last


def since_midnight(view: View, since: date | None) -> datetime | None:
    """The moment at which a period begins, on the forum's wall."""
    return _midnight(view, since) if since else None


def _day(view: View, moment: datetime) -> date:
    return moment.astimezone(view.zone).date()


def _midnight(view: View, day: date) -> datetime:
    return datetime.combine(day, time(), view.zone)
