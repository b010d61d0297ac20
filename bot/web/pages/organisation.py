"""A body: its figures with all that was left out, its statements, and every invitation; and the list of bodies."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.public import charts, stood
from bot.public.asked import questions_to
from bot.public.guests import guests
from bot.public.kinds import KINDS, ONE
from bot.public.lineage import Lineage
from bot.public.sheet import NO_PLEDGES, body_sheet, forum_sheet
from bot.public.titles import titles_of
from bot.rules.errors import Refused
from bot.rules.figure_words import say_figures, say_flag, say_source
from bot.rules.pledge_words import say_pledges
from bot.rules.saying import say_short_date
from bot.rules.succession_words import SOURCE, say_included, say_left_out, say_together
from bot.rules.tongue import tr
from bot.view import View
from bot.ways import Ways
from bot.web.pages.citing import citation
from bot.web.pages.session import thanks_then_open
from bot.web.pages.words import figure_rows
from bot.web.render import Page
from db import models
from db.public import InvitationLine

SIZE = 50
"""Invitations on a page."""


async def page(view: View, ways: Ways, number: int) -> Page:
    sheet = await body_sheet(view, number, since=None, with_predecessors=True)
    row: models.Organisation = await view.own(models.Organisation, number, "organisation")
    asked = await guests(view, latest_first(await stood.invitations(view, organisation_id=number)))
    figures = sheet.body.figures
    said = [one for one in say_figures(figures, sheet.body.name) if one != say_source(figures)]
    questions = thanks_then_open(await questions_to(view, number))
    return Page(
        f"organisations/{number}",
        "organisation",
        sheet.body.name,
        {
            "number": number,
            "kind": ONE[sheet.body.kind],
            "dates": _dates(row, view.terms.day(view.now)),
            "before": sheet.lineage.before if sheet.lineage else (),
            "after": sheet.lineage.after if sheet.lineage else (),
            "family": _family(sheet.lineage, sheet.body.name) if sheet.lineage else (),
            "latest": sheet.latest,
            "said": said,
            "citation": await citation(view, ways, f"organisations/{number}", sheet.body.name, said[0]),
            "flag": say_flag(sheet.body.flag) if sheet.body.flag else None,
            "declined": sheet.declined,
            "pledged": say_pledges(sheet.pledged) if sheet.pledged != NO_PLEDGES else None,
            "charts": charts.of_figures(figures) + charts.of_attendance(view, asked, figures),
            "statements": sheet.statements,
            "questions": questions,
            "titles": await titles_of(view, {one.item for one in questions}),
            "asked": asked[:SIZE],
            "last": ceil(len(asked) / SIZE),
        },
    )


async def asked(view: View, ways: Ways, number: int, turn: int = 1) -> Page:
    """The invitations of a body that was asked more often than its own page shows, a page at a time."""
    body = next((one for one in await stood.bodies(view) if one.id == number), None)
    rows = latest_first(await stood.invitations(view, organisation_id=number)) if body else []
    last = max(ceil(len(rows) / SIZE), 1)
    if body is None or turn > last:
        raise Refused("There are not so many pages of invitations.")
    shown = await guests(view, rows[(turn - 1) * SIZE : turn * SIZE])
    path = f"organisations/{number}/asked"
    return Page(
        path if turn == 1 else f"{path}/page/{turn}",
        "asked",
        body.name,
        {"organisation": number, "asked": shown, "number": turn, "last": last},
    )


def latest_first(rows: Sequence[InvitationLine]) -> list[InvitationLine]:
    """By the session."""
    return sorted(rows, key=lambda row: (row.session_starts, row.standing.invitation_id), reverse=True)


def _dates(row: models.Organisation, today: date) -> str:
    said = [tr("It began on {day}.", day=say_short_date(row.opened))] if row.opened else []
    if row.closed and row.closed < today:
        said.append(tr("Its last day was {day}.", day=say_short_date(row.closed)))
    elif row.closed:
        said.append(tr("Its last day is {day}.", day=say_short_date(row.closed)))
    return " ".join(said)


def _family(family: Lineage, name: str) -> list[str]:
    """The figures with predecessors, and who is added up and who is not; nothing where there was nobody before it."""
    if not family.included and not family.left_out:
        return []
    said = []
    if family.figures:
        said += [one for one in say_figures(family.figures, say_together(name)) if one != say_source(family.figures)]
        said.append(say_included([one.name for one in family.included]))
    said += [say_left_out(one, body.name) for one, body in family.left_out]
    return [*said, tr(SOURCE)]


async def index(view: View, ways: Ways) -> Page:
    """Every body, by kind and name."""
    sheet = await forum_sheet(view, since=None)
    kinds = [(KINDS[kind.kind], charts.of_kind(kind), figure_rows(kind.bodies)) for kind in sheet.kinds]
    return Page("organisations", "organisations", tr("Organisations"), {"kinds": kinds})
