"""A forum as its record stood at the end of a past day: the same pages, from the entries that there were then.

    view = await as_at(view, a_day("2026-09-30"))

The rules, the terms and the calendar are those that the record held on that day. What has been hidden or erased since
stays so, and names are shown as they may be shown today: looking back brings nothing back.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.hiding import TOMBSTONES, hidden_in
from bot.rules.saying import say_short_date
from bot.rules.tongue import tr
from bot.view import Past, View, terms_in_force
from db import ledger, past

ONE_DAY = timedelta(days=1)
SHOWN = 20
AMENDS = (f.Corrected.kind, f.AddressReplaced.kind, f.Disputed.kind, f.DisputeDecided.kind, *TOMBSTONES)
"""The kinds of entry that say of an earlier one how it is to be read."""


def a_day(typed: str) -> date:
    """A day as an address holds it; refused in a sentence if it is none."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    said = typed if len(typed) <= SHOWN else f"{typed[:SHOWN]}…"
    raise Refused(tr("“{said}” is not a day. Write the year, the month and the day, such as 2026-11-03.", said=said))


async def as_at(view: View, day: date) -> View:
    """The view itself for today. Nothing else may be read through the view that was handed in from here on."""
    today = view.terms.day(view.now)
    if day == today:
        return view
    if day > today:
        raise Refused(tr("{day} is still to come. Choose today or a day before it.", day=say_short_date(day)))
    end = datetime.combine(day + ONE_DAY, time(), ZoneInfo(view.terms.policy.zone))
    length = await past.length_before(view.db, view.forum.id, end)
    if not length:
        day_said = say_short_date(day)
        raise Refused(tr("The record of this forum begins after {day}. Choose a later day.", day=day_said))
    found = await _since(view, day, length)
    past.see_until(view.db, length)
    terms = await terms_in_force(view.db, view.forum.id)
    return replace(view, now=end.astimezone(UTC) - timedelta(seconds=1), terms=terms, at_hand={}, past=found)


async def _since(view: View, day: date, length: int) -> Past:
    amends = await view.of_kinds(AMENDS)
    return Past(
        day,
        later=(await ledger.head(view.db, view.forum.id)).seq - length,
        amended=sum(entry.seq > length for entry in amends),
        hidden=hidden_in(amends),
    )
