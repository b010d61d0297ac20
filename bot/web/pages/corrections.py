"""What was wrong on the record, in one place, and what was hidden or removed from it."""

from math import ceil

from bot.public.log import log_page
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.tongue import tr
from bot.view import View
from bot.ways import Ways
from bot.web.render import Page
from db import public
from db.public import Chosen

SIZE = 50
CORRECTIONS = (
    *(f.Corrected, f.AddressReplaced, f.Disputed, f.DisputeDecided),
    *(f.Hidden, f.EntryHidden, f.MinutesCorrected),
)
KINDS = tuple(fact.kind for fact in CORRECTIONS)
OF_PLEDGES = (f.PledgeDisputed.kind, f.PledgeDisputeDecided.kind, f.PledgeWithdrawn.kind)


async def page(view: View, ways: Ways, number: int = 1) -> Page:
    """The newest first, a page at a time."""
    last = max(await pages(view), 1)
    if number > last:
        raise Refused("There are not so many pages of corrections.")
    said, _ = await log_page(view, _chosen(view), number, SIZE)
    path = "corrections" if number == 1 else f"corrections/page/{number}"
    erased = [moment.astimezone(view.zone).date() for moment in await public.erased_at(view.db, view.forum.id)]
    data = {"entries": said, "erased": erased, "number": number, "last": last}
    return Page(path, "corrections", tr("Corrections"), data, indexed=False)


async def pages(view: View) -> int:
    return ceil(await public.how_many(view.db, _chosen(view)) / SIZE)


def _chosen(view: View) -> Chosen:
    return Chosen(forum_id=view.forum.id, kinds=KINDS + OF_PLEDGES)
