"""A session: when it was or will be, what is on its agenda, who was asked and who came; and the list of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from bot import minutes
from bot.partnership import criteria_of
from bot.public.asked import Asked, every_question
from bot.public.guests import guests
from bot.public.said import read, thanks_first
from bot.publishing import published
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.feedback import counted_in
from bot.rules.feedback_words import lines, say_completion
from bot.rules.minutes import minutes_standing
from bot.rules.minutes_text import parts_in
from bot.rules.session import SessionState
from bot.rules.wording import where_minutes_stand
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
            "agenda": await agenda_of(view, number),
            "questions": thanks_then_open([one for one in await every_question(view) if one.session == number]),
            "completed": say_completion(counted) if counted else (),
            "rated": lines(counted, await criteria_of(view, number)) if counted else (),
            "asked": sorted(asked, key=lambda one: (one.rank, one.whom.organisation, one.whom.role, one.invitation)),
            "minutes": await minutes.versions(view, number),
            "stand": where_minutes_stand(minutes_standing(history, view.terms), view.terms, view.terms.day(view.now)),
            "parts_in": parts_in,
            "entries": thanks_first(await read(view, history)),
        },
    )


@dataclass(frozen=True)
class Agenda:
    """The items of a session by number only: their words belong to the carers who wrote them."""

    numbers: Sequence[int]
    published: date | None = None
    added: Sequence[int] = ()
    taken_off: Sequence[int] = ()


async def agenda_of(view: View, number: int) -> Agenda:
    """As it was published and has changed since; before that, what the record says was put on it."""
    known = await published(view, number)
    if known is None:
        return Agenda(await _accepted(view, number))
    return Agenda(known.now, view.terms.day(known.at), known.added, known.taken_off)


async def _accepted(view: View, number: int) -> list[int]:
    on_it: dict[int, bool] = {}
    for entry in entries(await ledger.of_kinds(view.db, view.forum.id, KINDS)):
        match entry.fact:
            case f.ItemAccepted(item=item, session=session) | f.QuestionCarried(item=item, session=session):
                on_it[item] = session == number
            case f.ItemFact(item=item):
                on_it[item] = False
    return sorted(item for item, stays in on_it.items() if stays)


KINDS = (*f.every_kind(f.ItemFact), f.QuestionCarried.kind)


def thanks_then_open(asked: Sequence[Asked]) -> list[Asked]:
    """Praise first, and then by item."""
    return sorted(asked, key=lambda one: (not one.answered, one.item, one.question))


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
