"""A session: when it was or will be, what is on its agenda, who was asked and who came; and the list of them all."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from bot.partnership import criteria_of
from bot.public.guests import guests
from bot.public.said import read, thanks_first
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.feedback import counted_in
from bot.rules.feedback_words import lines, say_completion
from bot.rules.session import SessionState
from bot.view import View, entries
from bot.ways import Ways
from bot.web.render import Page
from db import ledger, models, papers, public

SIZE = 50
REMOVED = "A session whose title was removed"
STATES = {
    SessionState.PLANNED: "to come",
    SessionState.OPEN: "open now",
    SessionState.HELD: "held",
    SessionState.CANCELLED: "cancelled by us",
}


@dataclass(frozen=True)
class Listed:
    """A session in the list."""

    id: int
    title: str
    starts: datetime
    state: str


async def page(view: View, ways: Ways, number: int) -> Page:
    now = await view.session(number)
    row: models.Session = await view.own(models.Session, number, "session")
    history = await view.session_history(number)
    counted = counted_in(history)
    rows = await public.invitations(view.db, view.forum.id, session_id=number)
    asked = await guests(view, rows)
    return Page(
        f"sessions/{number}",
        "session",
        row.title or REMOVED,
        {
            "number": number,
            "starts": now.starts,
            "ends": now.ends,
            "state": STATES[now.state],
            "carers": now.carers,
            "items": await items(view, number),
            "completed": say_completion(counted) if counted else (),
            "rated": lines(counted, await criteria_of(view, number)) if counted else (),
            "asked": sorted(asked, key=lambda one: (one.rank, one.whom.organisation, one.whom.role, one.invitation)),
            "entries": thanks_first(await read(view, history)),
        },
    )


async def items(view: View, number: int) -> list[int]:
    """The agenda items of a session by number only: their words belong to the carers who wrote them."""
    kinds = (f.ItemAccepted.kind, f.ItemDeferred.kind, f.ItemMerged.kind, f.ItemDeclined.kind)
    on_it: dict[int, bool] = {}
    for entry in entries(await ledger.of_kinds(view.db, view.forum.id, kinds)):
        if isinstance(entry.fact, f.ItemFact):
            on_it[entry.fact.item] = isinstance(entry.fact, f.ItemAccepted) and entry.fact.session == number
    return sorted(item for item, stays in on_it.items() if stays)


async def index(view: View, ways: Ways, number: int = 1) -> Page:
    """The latest first, a page at a time."""
    rows = await papers.sessions(view.db, view.forum.id)
    last = max(ceil(len(rows) / SIZE), 1)
    if number > last:
        raise Refused("There are not so many pages of sessions.")
    shown = rows[(number - 1) * SIZE : number * SIZE]
    listed = [Listed(row.id, row.title or REMOVED, row.starts_at, STATES[SessionState(row.state)]) for row in shown]
    path = "sessions" if number == 1 else f"sessions/page/{number}"
    return Page(path, "sessions", "Sessions", {"sessions": listed, "number": number, "last": last})


async def pages(view: View) -> int:
    return ceil(len(await papers.sessions(view.db, view.forum.id)) / SIZE)
