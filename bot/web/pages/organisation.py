"""A body: its figures with all that was left out, its statements, and every invitation; and the list of bodies."""

from bot.public.guests import guests
from bot.public.kinds import ONE
from bot.public.sheet import body_sheet, forum_sheet
from bot.rules.figure_words import say_figures, say_flag, say_source
from bot.rules.saying import say_short_date
from bot.view import View
from bot.ways import Ways
from bot.web.pages.words import figure_rows, kind_name
from bot.web.render import Page
from db import models, public


async def page(view: View, ways: Ways, number: int) -> Page:
    sheet = await body_sheet(view, number, since=None)
    row: models.Organisation = await view.own(models.Organisation, number, "organisation")
    asked = await guests(view, await public.invitations(view.db, view.forum.id, organisation_id=number))
    figures = sheet.body.figures
    return Page(
        f"organisations/{number}",
        "organisation",
        sheet.body.name,
        {
            "number": number,
            "kind": ONE[sheet.body.kind],
            "closed": f"Closed on {say_short_date(row.closed)}." if row.closed else None,
            "latest": sheet.latest,
            "said": [one for one in say_figures(figures, sheet.body.name) if one != say_source(figures)],
            "flag": say_flag(sheet.body.flag) if sheet.body.flag else None,
            "statements": sheet.statements,
            "asked": sorted(asked, key=lambda one: (one.starts, one.invitation), reverse=True),
        },
    )


async def index(view: View, ways: Ways) -> Page:
    """Every body, by kind and name."""
    sheet = await forum_sheet(view, since=None)
    kinds = [(kind_name(kind.kind), kind.figures, figure_rows(kind.bodies)) for kind in sheet.kinds]
    return Page("organisations", "organisations", "Organisations", {"kinds": kinds})
