"""Which charts stand beside which figures, on the page and in Discord alike; none where the numbers are too few."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.charts import Chart, Session, funnel, over_time, strip, waiting
from bot.public import stood
from bot.public.guests import Guest, guests
from bot.public.sheet import BodySheet, Kind
from bot.rules.attendance import Asked, attended
from bot.rules.statistics import Figures
from bot.view import View


def of_figures(figures: Figures) -> list[Chart]:
    """Of a forum, a kind or a body: how replies came over time, and how long they took."""
    return _drawn((over_time(figures), waiting(figures)))


def of_kind(kind: Kind) -> list[Chart]:
    """Each body among all of its kind."""
    bodies = [(body.name, body.figures.response, body.flag) for body in kind.bodies]
    return _drawn([funnel(kind.kind, bodies, kind.figures.response)])


def of_attendance(view: View, guests: Sequence[Guest], figures: Figures) -> list[Chart]:
    """The sessions that one body was asked to and that have begun, of the guests that are all its own."""
    begun = [one for one in guests if one.starts <= view.now]
    days = {one.session: one.starts.astimezone(view.zone).date() for one in begun}
    marks = attended(Asked(one.session, one.counts, one.presence) for one in begun)
    return _drawn([strip([Session(days[number], mark) for number, mark in marks.items()], figures.attendance)])


async def of_body(view: View, sheet: BodySheet, since: date | None) -> list[Chart]:
    """Of one body, in the order in which they say most on a small screen; with its predecessors, of all together."""
    if sheet.lineage and sheet.lineage.figures:
        return of_figures(sheet.lineage.figures)
    rows = await stood.invitations(view, organisation_id=sheet.body.id)
    asked = [row for row in rows if since is None or row.standing.sent_on is None or row.standing.sent_on >= since]
    figures = sheet.body.figures
    attendance = of_attendance(view, await guests(view, asked), figures)
    return _drawn((over_time(figures), *attendance, waiting(figures)))


def _drawn(charts: Iterable[Chart | None]) -> list[Chart]:
    return [one for one in charts if one is not None]
