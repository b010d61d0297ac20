"""An invitation in short: each letter of ours with its day, and what came back, without a word of what was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.public.said import Said
from bot.rules import facts as f
from bot.rules.wording import ANSWERS

NTH = {1: "first", 2: "second"}


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
            theirs = "Hidden"
        note = " (no longer counts)" if one.void else ""
        if ours or theirs:
            yield Exchanged(one.seq, one.day, ours and f"{ours}{note}", theirs and f"{theirs}{note}")


def _ours(fact: f.Fact) -> str:
    match fact:
        case f.Sent():
            return "Our invitation"
        case f.SentAgain():
            return "The same once more"
        case f.Reminded(nth=nth):
            return f"Our {NTH[nth]} reminder"
        case f.NoticeGiven():
            return "Our notice of what would be published"
        case _:
            return ""


def _theirs(fact: f.Fact) -> str:
    match fact:
        case f.Bounced():
            return "Our message, undelivered"
        case f.AutoReplied():
            return "An automatic reply"
        case f.Acknowledged():
            return "Word that it was received"
        case f.AskedForTime():
            return "A request for more time"
        case f.Responded(answer=answer):
            return f"A reply: {ANSWERS[answer]}"
        case f.StatementMade():
            return "A statement"
        case f.Disputed():
            return "A dispute"
        case _:
            return ""
