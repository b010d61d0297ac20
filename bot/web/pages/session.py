"""A session: when it was or will be, what is on its agenda, who was asked and who came; and the list of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from bot import minutes
from bot.partnership import criteria_of
from bot.public import stood
from bot.public.asked import Asked, every_question
from bot.public.guests import Guest, guests
from bot.public.said import read, thanks_first
from bot.public.titles import Titles, titles_of
from bot.publishing import published
from bot.rules import facts as f
from bot.rules.counts import COUNTED, Counts
from bot.rules.errors import Refused
from bot.rules.feedback import counted_in
from bot.rules.feedback_words import lines, say_completion
from bot.rules.figure_words import say_rate
from bot.rules.minutes import minutes_standing
from bot.rules.minutes_text import parts_in
from bot.rules.session import SessionState, session_standing
from bot.rules.statistics import Rate
from bot.rules.tongue import N_, Phrases, tr, trn
from bot.rules.wording import where_minutes_stand
from bot.rules.wording.about import TITLE_REMOVED
from bot.view import View
from bot.ways import Ways
from bot.web.pages.citing import citation
from bot.web.render import Page
from db import models, papers

SIZE = 50
STATES = Phrases(
    {
        SessionState.PLANNED: N_("to come"),
        SessionState.OPEN: N_("open now"),
        SessionState.HELD: N_("held"),
        SessionState.CANCELLED: N_("cancelled by us"),
    }
)


def called(title: str) -> str:
    """A session by its title, also where that was removed."""
    return tr("A session whose title was removed") if title in ("", TITLE_REMOVED) else title


@dataclass(frozen=True)
class Listed:
    """A session in the list."""

    id: int
    title: str
    starts: datetime
    state: str


async def page(view: View, ways: Ways, number: int) -> Page:
    history = await view.session_history(number)
    row: models.Session = await view.own(models.Session, number, "session")
    if not history:
        raise Refused("That session had not been called yet on that day.")
    now, counted = session_standing(history), counted_in(history)
    asked = await guests(view, await stood.invitations(view, session_id=number))
    title = called(row.title)
    questions = thanks_then_open([one for one in await every_question(view) if one.session == number])
    return Page(
        f"sessions/{number}",
        "session",
        title,
        {
            "citation": await citation(view, ways, f"sessions/{number}", title, _in_a_sentence(asked)),
            "number": number,
            "starts": now.starts,
            "ends": now.ends,
            "state": STATES[now.state],
            "carers": now.carers,
            "agenda": await agenda_of(view, number),
            "questions": questions,
            "titles": await titles_of(view, {one.item for one in questions}),
            "completed": say_completion(counted) if counted else (),
            "rated": lines(counted, await criteria_of(view, number)) if counted else (),
            "asked": sorted(asked, key=lambda one: (one.rank, one.whom.organisation, one.whom.role, one.invitation)),
            "minutes": await minutes.versions(view, number),
            "stand": where_minutes_stand(minutes_standing(history, view.terms), view.terms, view.terms.day(view.now)),
            "parts_in": parts_in,
            "entries": thanks_first(await read(view, history)),
        },
    )


def _in_a_sentence(asked: Sequence[Guest]) -> str:
    """As much as may be said of the replies, with what has to stand beside it."""
    counted = [one for one in asked if one.counts in COUNTED]
    replied = Rate.of(sum(one.counts is Counts.ANSWERED for one in counted), len(counted))
    if not counted:
        return trn(
            "{count} invitation. None of its invitations is counted yet. Invitations through this forum only.",
            "{count} invitations. None of its invitations is counted yet. Invitations through this forum only.",
            len(asked),
        )
    return trn(
        "{count} invitation. Have a recorded reply: {rate}. Invitations through this forum only.",
        "{count} invitations. Have a recorded reply: {rate}. Invitations through this forum only.",
        len(asked),
        rate=say_rate(replied),
    )


@dataclass(frozen=True)
class Agenda:
    """The items of a session, by number, with the titles that may be shown."""

    numbers: Sequence[int]
    titles: Titles
    published: date | None = None
    added: Sequence[int] = ()
    taken_off: Sequence[int] = ()


async def agenda_of(view: View, number: int) -> Agenda:
    """As it was published and has changed since; before that, what the record says was put on it."""
    known = await published(view, number)
    if known is None:
        numbers = await _accepted(view, number)
        return Agenda(numbers, await titles_of(view, numbers))
    titles = await titles_of(view, {*known.now, *known.taken_off})
    return Agenda(known.now, titles, view.terms.day(known.at), known.added, known.taken_off)


async def _accepted(view: View, number: int) -> list[int]:
    on_it: dict[int, bool] = {}
    for entry in await view.of_kinds(KINDS):
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
    last = max(await pages(view), 1)
    if number > last:
        raise Refused("There are not so many pages of sessions.")
    shown = await papers.sessions_page(view.db, view.forum.id, (number - 1) * SIZE, SIZE)
    listed = [Listed(row.id, called(row.title), row.starts_at, STATES[SessionState(row.state)]) for row in shown]
    path = "sessions" if number == 1 else f"sessions/page/{number}"
    return Page(path, "sessions", tr("Sessions"), {"sessions": listed, "number": number, "last": last})


async def pages(view: View) -> int:
    return ceil(await papers.session_count(view.db, view.forum.id) / SIZE)
