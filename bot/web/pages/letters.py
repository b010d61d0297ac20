"""An invitation in short: each letter of ours with its day, and what came back, without a word of what was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.public.said import Said
from bot.rules import facts as f
from bot.rules.tongue import tr
from bot.rules.wording import ANSWERS


@dataclass(frozen=True)
class Exchanged:
    """One letter, or one thing that came back; the other of the two is empty."""

    seq: int
    day: date
    sent: str = ""
    back: str = ""


def exchanged(said: Sequence[Said]) -> list[Exchanged]:
    """In the order in which it was put on the record; what was corrected or hidden is so here."""
    return list(_each(said))


def _each(said: Sequence[Said]) -> Iterator[Exchanged]:
    for one in said:
        ours, theirs = _ours(one.fact), _theirs(one.fact)
        if one.hidden and (ours or theirs):
            theirs = tr("Hidden")
        if ours or theirs:
            yield Exchanged(one.seq, one.day, _counted(ours, one.void), _counted(theirs, one.void))


def _counted(what: str, void: bool) -> str:
    return tr("{what} (no longer counts)", what=what) if what and void else what


def _ours(fact: f.Fact) -> str:
    match fact:
        case f.Sent():
            return tr("Our invitation")
        case f.SentAgain():
            return tr("The same once more")
        case f.Reminded(nth=1):
            return tr("Our first reminder")
        case f.Reminded():
            return tr("Our second reminder")
        case f.NoticeGiven():
            return tr("Our notice of what would be published")
        case _:
            return ""


def _theirs(fact: f.Fact) -> str:
    match fact:
        case f.Bounced():
            return tr("Our message, undelivered")
        case f.AutoReplied():
            return tr("An automatic reply")
        case f.Acknowledged():
            return tr("Word that it was received")
        case f.AskedForTime():
            return tr("A request for more time")
        case f.Responded(answer=answer):
            return tr("A reply: {answer}", answer=ANSWERS[answer])
        case f.StatementMade():
            return tr("A statement")
        case f.Disputed():
            return tr("A dispute")
        case _:
            return ""
