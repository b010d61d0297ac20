"""The front page of a forum: what it is, whom it thanks, who engaged, and what it did itself."""

from dataclasses import replace

from bot.public import charts, stood
from bot.public.files import FILES
from bot.public.kinds import KINDS
from bot.public.licence import say_licence
from bot.public.log import log_page
from bot.public.sheet import forum_sheet
from bot.rules.conduct_words import say_conduct
from bot.rules.figure_words import say_figures, say_source
from bot.rules.notices import QUIET
from bot.rules.session import SessionState
from bot.rules.tongue import tr
from bot.view import View
from bot.ways import Ways
from bot.web.pages.citing import citation
from bot.web.pages.session import called
from bot.web.pages.words import figure_rows
from bot.web.render import Page
from db.public import Chosen

NEWEST = 8


async def page(view: View, ways: Ways) -> Page:
    sheet = await forum_sheet(view, since=None)
    newest, _ = await log_page(view, Chosen(forum_id=view.forum.id, without=[fact.kind for fact in QUIET]), 1, NEWEST)
    said = say_figures(sheet.figures, tr("{forum}, all bodies together", forum=view.forum.name))
    return Page(
        "",
        "front",
        view.forum.name,
        {
            "area": view.forum.area,
            "charter": view.forum.charter,
            "coming": await coming(view),
            "thanked": sheet.thanked,
            "latest": sheet.latest,
            "said": [one for one in said if one != say_source(sheet.figures)],
            "citation": await citation(view, ways, "", None, said[0]),
            "charts": charts.of_figures(sheet.figures),
            "kinds": [(KINDS[kind.kind], (), figure_rows(kind.bodies)) for kind in sheet.kinds],
            "conduct": say_conduct(sheet.conduct),
            "newest": newest,
            "files": FILES,
            "licence": say_licence(view.forum.name),
        },
    )


async def coming(view: View) -> stood.Meeting | None:
    """The next session, or the one that is open."""
    met = await stood.meetings(view)
    ahead = [one for one in met if one.state in (SessionState.PLANNED, SessionState.OPEN) and one.ends_at > view.now]
    return replace(ahead[-1], title=called(ahead[-1].title)) if ahead else None
