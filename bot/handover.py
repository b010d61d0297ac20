"""Where everything in a forum stands, for whoever takes it over, or comes back after weeks."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.preparing import Todo, left_to_do
from bot.rules.saying import say_date, say_moment
from bot.rules.session import SessionState
from bot.rules.wording import plural
from bot.rules.words import Step
from bot.view import View
from db import desk, models, papers, post

AHEAD = 40
"""So many of the next dates are listed."""

STEPS = {
    Step.FIRST_REMINDER: "the first reminder to {whom}",
    Step.SECOND_REMINDER: "the second reminder to {whom}",
    Step.NOTICE: "the notice to {whom} of what the record will say",
    Step.NO_REPLY: "the entry that no reply is recorded from {whom}, if everything holds",
}


@dataclass(frozen=True)
class Meeting:
    """A session that is to come or not closed yet, and what is left to do for it."""

    title: str
    starts: datetime
    left: tuple[str, ...]


@dataclass(frozen=True)
class Ahead:
    """What the clerk will do by itself, unless an answer comes."""

    on: date
    what: str


@dataclass(frozen=True)
class Handover:
    """Everything a new host needs to know beside the settings."""

    meetings: tuple[Meeting, ...]
    ahead: tuple[Ahead, ...]
    messages: int


async def gathered(view: View) -> Handover:
    """As it stands now."""
    rows = await papers.sessions(view.db, view.forum.id)
    live = [row for row in reversed(rows) if row.state in (SessionState.PLANNED, SessionState.OPEN)]
    return Handover(
        meetings=tuple([await _meeting(view, row) for row in live]),
        ahead=tuple(sorted([one async for one in _ahead(view)], key=lambda one: (one.on, one.what))[:AHEAD]),
        messages=len(await post.tray(view.db, view.forum.id)),
    )


async def _meeting(view: View, row: models.Session) -> Meeting:
    # The post belongs to the whole forum and is said once.
    left = [one.words for one in await left_to_do(view, row.id) if one.todo is not Todo.READ]
    return Meeting(row.title, row.starts_at, tuple(left))


async def _ahead(view: View) -> AsyncIterator[Ahead]:
    for row in await desk.standings(view.db, view.forum.id):
        if row.next_step is not None and row.next_moment is not None:
            words = STEPS[Step(row.next_step)].format(whom=await view.whom_of(row.invitation_id))
            yield Ahead(view.terms.day(row.next_moment), words)


def in_words(handover: Handover, forum: str, view: View) -> str:
    """The same as a text file, to be kept or printed."""
    return "\n".join(
        (
            f"{forum}: where everything stands",
            f"As at {say_moment(view.now, view.zone)}",
            *_part("Sessions", _meetings(handover, view), "No session is called. /session schedule calls one."),
            *_part("What waits", _waits(handover), "No message waits to be read."),
            *_part(
                "What the clerk does by itself, unless an answer comes",
                [f"{say_date(one.on)}: {one.what}" for one in handover.ahead],
                "Nothing is due.",
            ),
            *_part("How to go on", HOW),
            "",
        )
    )


def _part(title: str, lines: Sequence[str], nothing: str = "") -> Iterator[str]:
    yield from ("", title.upper(), *(f"- {one}" for one in lines or [nothing]))


def _meetings(handover: Handover, view: View) -> list[str]:
    return [
        line
        for one in handover.meetings
        for line in (f"{one.title}, {say_moment(one.starts, view.zone)}", *(f"  {left}" for left in one.left))
    ]


def _waits(handover: Handover) -> list[str]:
    return [f"{plural(handover.messages, 'message')} to be read: /post list"] if handover.messages else []


HOW = (
    "/session prepare shows what is left to do for a session, with a button for each thing.",
    "/session schedule calls a session; /invitation send invites officials; the clerk writes, sends and reminds.",
    "/post list shows what officials wrote; one press says what it means.",
    "/help topic: hosts lists everything. Nothing is lost while nobody looks: the clerk waits, and asks again.",
)
