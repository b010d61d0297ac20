"""The whole record: a page for each hundred entries, which never changes its address, and the newest entries."""

from bot.public.log import log_page
from bot.public.said import read, thanks_first
from bot.rules.errors import Refused
from bot.rules.tongue import tr
from bot.view import View, entries
from bot.ways import Ways
from bot.web.render import Page
from db import ledger, public
from db.public import Chosen

SIZE = 100


async def newest(view: View, ways: Ways) -> Page:
    """The newest hundred, thanks first within each day."""
    said, _ = await log_page(view, Chosen(forum_id=view.forum.id), 1, SIZE)
    last = page_of((await ledger.head(view.db, view.forum.id)).seq)
    return Page("log", "log", tr("The record"), {"entries": said, "number": None, "last": last}, indexed=False)


async def page(view: View, ways: Ways, number: int) -> Page:
    """Entries 1 to 100 are on page 1, for ever: an entry can be cited."""
    last = page_of((await ledger.head(view.db, view.forum.id)).seq)
    if number > last:
        raise Refused("The record does not go so far.")
    lines = await public.numbered(view.db, view.forum.id, (number - 1) * SIZE + 1, number * SIZE)
    said = thanks_first(await read(view, entries(lines)))
    span = {"first": f"{(number - 1) * SIZE + 1:,}", "last": f"{number * SIZE:,}"}
    title = tr("The record, entries {first} to {last}", **span)
    return Page(f"log/{number}", "log", title, {"entries": said, "number": number, "last": last}, indexed=False)


def page_of(seq: int) -> int:
    """The page on which an entry stands; 0 for none."""
    return (seq + SIZE - 1) // SIZE
