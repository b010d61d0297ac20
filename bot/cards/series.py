"""A session that repeats: the offer to call the next one, what to think of before, and a date that is left out."""

from datetime import date
from zoneinfo import ZoneInfo

from discord import ButtonStyle

from bot import sessions
from bot.cards import ANOTHER_DAY, CALL_NEXT, LEAVE_OUT
from bot.chat.card import Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line, listing
from bot.rules.calling import cautions
from bot.rules.repeating import Series, say_series
from bot.rules.saying import say_clock, say_date
from bot.sessions import Wish
from bot.view import View
from db import models

DATES_AHEAD = 12


async def notes(view: View, wish: Wish, *, but: int | None = None) -> str:
    """What to think of before saying yes; `but` is the session that this is about."""
    found = cautions(wish.starts, view.terms, view.now)
    for title in await sessions.at_the_same_time(view, wish.starts, wish.ends, but=but):
        found.append(f"Another session is called for that time: “{line(title)}”.")
    if wish.series and (closed := [day for day in wish.series.dates(DATES_AHEAD) if day in view.terms.closed]):
        found.append(
            f"Later dates of the series that are public holidays: {listing(map(say_date, closed))}. /session skip "
            "leaves one out, and the others stay."
        )
    return "\n".join(f"Please note: {one}" for one in found)


async def next_offer(view: View, row: models.Session) -> tuple[str, tuple[Press, ...]]:
    """The buttons that call the next one of a series, at its time or at another, or leave its date out, and what to
    think of first; nothing where nothing repeats. Each button carries the moment that it speaks of."""
    if (wish := sessions.next_in_series(view, row)) is None:
        return "", ()
    local, stamp = wish.starts.astimezone(view.zone), str(int(wish.starts.timestamp()))
    label = f"Call the next one: {say_date(local.date())}, {say_clock(local.time())}"
    buttons = (
        Press(CustomId(CALL_NEXT, row.id, stamp), label, ButtonStyle.success),
        Press(CustomId(ANOTHER_DAY, row.id, stamp), "On another day, this once"),
        Press(CustomId(LEAVE_OUT, row.id, stamp), "Leave this date out"),
    )
    return await notes(view, wish, but=row.id), buttons


async def offer_card(view: View, row: models.Session, notice: int) -> Card:
    """To the hosts, when the latest session is over and nobody has called the next one."""
    note, buttons = await next_offer(view, row)
    said = (
        f"“{line(row.title)}” repeats {say_series(Series.read(row.repeat or ''))}, and the next one is not called yet."
    )
    return Card("The next session of a series", (said, note), buttons, tone=Tone.CARE, footer=f"Notice {notice}")


def left_out_card(title: str, series: Series, day: date, zone: ZoneInfo, notice: int) -> Card:
    """To everybody, where the carers talk."""
    name = line(title)
    if day not in series.left_out:
        said = f"“{name}”: there is a session on {say_date(day)} after all, as the series has it."
        return Card(f"A session on {say_date(day)} after all", (said,), footer=f"Notice {notice}")
    after = next(one for one in series.dates(DATES_AHEAD + len(series.left_out)) if one > day and _kept(series, one))
    said = f"“{name}” repeats {say_series(series)}. This date is left out; the one after it is {say_date(after)}."
    return Card(f"No session on {say_date(day)}", (said,), tone=Tone.CARE, footer=f"Notice {notice}")


def _kept(series: Series, day: date) -> bool:
    return day not in series.left_out
