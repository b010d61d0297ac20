"""What several pages say of figures and entries in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.public.sheet import Body
from bot.rules import facts as f
from bot.rules.figure_words import say_rate
from bot.rules.tongue import N_, Phrases, tr
from bot.rules.words import Via

THE_CLERK = Phrases(
    {
        Via.COMMAND: N_("the clerk, by command"),
        Via.HOST: N_("the clerk, on a host’s word"),
        Via.MAIL: N_("the clerk, by e-mail"),
        Via.LINK: N_("the clerk, through the link in our letter"),
        Via.CALENDAR: N_("the clerk, by calendar reply"),
        Via.TIMETABLE: N_("the clerk, by the timetable"),
    }
)
THE_OFFICIAL = Phrases(
    {
        Via.COMMAND: N_("the official, by command"),
        Via.HOST: N_("the official, on a host’s word"),
        Via.MAIL: N_("the official, by e-mail"),
        Via.LINK: N_("the official, through the link in our letter"),
        Via.CALENDAR: N_("the official, by calendar reply"),
        Via.TIMETABLE: N_("the official, by the timetable"),
    }
)
A_HOST = Phrases(
    {
        Via.COMMAND: N_("a host, by command"),
        Via.HOST: N_("noted by a host"),
        Via.MAIL: N_("a host, by e-mail"),
        Via.LINK: N_("a host, through the link in our letter"),
        Via.CALENDAR: N_("a host, by calendar reply"),
        Via.TIMETABLE: N_("a host, by the timetable"),
    }
)


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
    return say_rate(body.figures.response, nothing=tr("none counted yet") if waiting else tr("not invited yet"))


def sessions(body: Body) -> str:
    return say_rate(body.figures.attendance, nothing=tr("none counted yet"))


def how(fact: f.Fact) -> str:
    """Who put an entry there, and by which way; a host is never named."""
    return {f.CLERK: THE_CLERK, f.OFFICIAL: THE_OFFICIAL}.get(fact.by, A_HOST)[fact.via]
