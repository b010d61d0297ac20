"""What carers put on the agenda, and what became of it: you said, we did, or did not, because."""

from math import ceil

from bot.public.chain import chains_of, items_on_record
from bot.public.titles import titles_of
from bot.rules.errors import Refused
from bot.rules.tongue import tr
from bot.view import View
from bot.ways import Ways
from bot.web.pages.front import coming
from bot.web.pages.session import agenda_of
from bot.web.render import Page

SIZE = 50


async def page(view: View, ways: Ways, number: int = 1) -> Page:
    """The newest items first, a page at a time."""
    numbers = await items_on_record(view)
    last = max(ceil(len(numbers) / SIZE), 1)
    if number > last:
        raise Refused("There are not so many pages of items.")
    ahead = await coming(view)
    shown = numbers[(number - 1) * SIZE : number * SIZE]
    return Page(
        "agenda" if number == 1 else f"agenda/page/{number}",
        "agenda",
        tr("What carers asked, and what became of it"),
        {
            "chains": await chains_of(view, shown),
            "titles": await titles_of(view, shown),
            "coming": ahead,
            "agenda": await agenda_of(view, ahead.id) if ahead else None,
            "number": number,
            "last": last,
        },
    )


async def pages(view: View) -> int:
    return ceil(len(await items_on_record(view)) / SIZE)
