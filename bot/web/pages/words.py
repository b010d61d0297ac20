"""What several pages say of figures and entries in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.public.kinds import KINDS
from bot.public.sheet import Body
from bot.rules import facts as f
from bot.rules.figure_words import say_rate
from bot.rules.words import OrganisationKind, Via

VIA = {
    Via.COMMAND: "by command",
    Via.HOST: "noted by a host",
    Via.MAIL: "by e-mail",
    Via.LINK: "through the link in our letter",
    Via.CALENDAR: "by calendar reply",
    Via.TIMETABLE: "by the timetable",
}


@dataclass(frozen=True)
class FigureRow:
    """One body in a table: as much as the number of its invitations allows to be said."""

    id: int
    name: str
    replies: str
    sessions: str


def figure_rows(bodies: Sequence[Body]) -> list[FigureRow]:
    return [FigureRow(body.id, body.name, replies(body), sessions(body)) for body in bodies]


def replies(body: Body) -> str:
    waiting = any(body.figures.tally.left_out.values())
    return say_rate(body.figures.response, nothing="none counted yet" if waiting else "not invited yet")


def sessions(body: Body) -> str:
    return say_rate(body.figures.attendance, nothing="none counted yet")


def kind_name(kind: OrganisationKind) -> str:
    return KINDS[kind]


def how(fact: f.Fact) -> str:
    """Who put an entry there, and by which way; a host is never named."""
    who = {f.CLERK: "the clerk", f.OFFICIAL: "the official"}.get(fact.by, "a host")
    if fact.via is Via.HOST:
        return VIA[fact.via] if who == "a host" else f"{who}, on a host’s word"
    return f"{who}, {VIA[fact.via]}"
