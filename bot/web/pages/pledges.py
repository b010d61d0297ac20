"""What was promised to carers, by whom, and what became of it, body by body."""

from itertools import groupby

from bot.figures import pledge_lines
from bot.public.pledge_steps import did
from bot.public.pledges import PledgeSheet, pledge_sheets
from bot.rules.pledge_figures import tally
from bot.rules.pledge_words import say_pledges
from bot.rules.tongue import tr
from bot.rules.words import PledgeState
from bot.view import View
from bot.ways import Ways
from bot.web.pages import log
from bot.web.render import Page
from db import pledges


async def page(view: View, ways: Ways) -> Page:
    """Bodies in the order of the alphabet; of each the newest pledge first. What was taken back leaves its number."""
    rows = await pledges.of_forum(view.db, view.forum.id)
    sheets = sorted(await pledge_sheets(view, rows), key=_body)
    stand = [sheet for sheet in sheets if sheet.state is not PledgeState.WITHDRAWN]
    figures = tally(await pledge_lines(view), since=None, as_at=view.terms.day(view.now))
    return Page(
        "pledges",
        "pledges",
        tr("Pledges"),
        {
            "counted": say_pledges(figures),
            "bodies": [(name, list(of)) for (_, name), of in groupby(stand, key=_body)],
            "taken_back": sorted(sheet.number for sheet in sheets if sheet.state is PledgeState.WITHDRAWN),
            "did": did,
            "size": log.SIZE,
        },
    )


def _body(sheet: PledgeSheet) -> tuple[str, str]:
    return sheet.whom.organisation.casefold(), sheet.whom.organisation
