"""One entry of the public log: what happened, in the record's own sentence, and below it whatever corrects it.

What it is about stands in the heading in words; the colour only repeats it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bot.chat.card import RULE, Block, Card, Link, Tone
from bot.chat.text import plain
from bot.public.said import Said, read
from bot.rules import facts as f
from bot.rules.saying import say_date
from bot.rules.wording import is_thanks
from bot.view import View, entries
from bot.ways import Ways
from db import ledger

HEADINGS: tuple[tuple[type[f.Fact], str], ...] = (
    (f.FeedbackCounted, "Feedback"),
    (f.AgendaPublished, "Agenda"),
    (f.AgendaChanged, "Agenda"),
    (f.SessionFact, "Session"),
    (f.QuestionFact, "Question"),
    (f.ItemFact, "Agenda"),
    (f.PledgeNotReached, "Our message did not arrive"),
    (f.PledgeStated, "Statement"),
    (f.PledgeDisputed, "Dispute"),
    (f.PledgeDisputeDecided, "Dispute decided"),
    (f.PledgeFact, "Pledge"),
    (f.PolicyAdopted, "Our terms"),
    (f.Paused, "Pause"),
    (f.CriteriaAdopted, "Our criteria"),
    (f.BodyDeclined, "Not working together for now"),
    (f.BodyAnswered, "Statement"),
    (f.BodyWelcomedBack, "Working together again"),
    (f.Sent, "Invitation"),
    (f.SentAgain, "Invitation"),
    (f.Withdrawn, "Invitation withdrawn"),
    (f.Bounced, "Our message did not arrive"),
    (f.Reminded, "Reminder"),
    (f.NoticeGiven, "Notice"),
    (f.NoReplyRecorded, "No reply recorded"),
    (f.Attended, "Attendance"),
    (f.StatementMade, "Statement"),
    (f.Disputed, "Dispute"),
    (f.DisputeDecided, "Dispute decided"),
    (f.Corrected, "Correction"),
    (f.AddressReplaced, "Correction"),
    (f.HeldBack, "Held back"),
    (f.Released, "No longer held back"),
    (f.ClockMoved, "Pause"),
    (f.Hidden, "Hidden"),
    (f.EntryHidden, "Hidden"),
    (f.InvitationFact, "Reply"),
    (f.Fact, "The record"),
)
"""The first that fits."""

OURS = (
    f.Bounced,
    f.Corrected,
    f.AddressReplaced,
    f.DisputeDecided,
    f.PledgeNotReached,
    f.PledgeDisputeDecided,
)
"""Where the forum speaks of its own mistakes."""


@dataclass(frozen=True)
class EntrySheet:
    """Everything that the card of an entry shows; texts as the record says them, not yet made safe."""

    number: int
    heading: str
    sentence: str
    day: date
    thanks: bool = False
    ours: bool = False
    below: tuple[str, ...] = ()
    page: str | None = None
    again: date | None = None
    """When it was posted a second time, because its message was gone."""
    first: date | None = None
    """When it was posted the first time, if it was posted again."""


async def entry_sheets(view: View, seqs: Collection[int], ways: Ways | None = None) -> dict[int, EntrySheet]:
    """The entries as they read now, by number. With `ways`, a card links to its page, where an official can answer it.

    Raises `Refused` for a number that is not on the record.
    """
    known = entries(await ledger.numbered(view.db, view.forum.id, seqs))
    for lost in set(seqs) - {entry.seq for entry in known}:
        await view.entry(lost)
    return {said.seq: _sheet(view, said, ways) for said in await read(view, known)}


def _sheet(view: View, said: Said, ways: Ways | None) -> EntrySheet:
    thanks = is_thanks(said.fact) and not said.hidden
    return EntrySheet(
        number=said.seq,
        heading="Thanks" if thanks else "Hidden" if said.hidden else heading(said.fact),
        sentence=said.text,
        day=said.day,
        thanks=thanks,
        ours=isinstance(said.fact, OURS),
        below=tuple(one.text for one in said.below),
        page=_page(view, said.fact, ways) if ways else None,
    )


def entry_card(sheet: EntrySheet) -> Card:
    tone = Tone.GOOD if sheet.thanks else Tone.CARE if sheet.below or sheet.ours else Tone.PLAIN
    return Card(
        sheet.heading,
        list(_blocks(sheet)),
        (Link("On the public record", sheet.page),) if sheet.page else (),
        tone=tone,
        footer=footer(sheet),
    )


def footer(sheet: EntrySheet) -> str:
    """The first line is how the clerk knows the message again."""
    said = f"Entry {sheet.number} · {say_date(sheet.day)}"
    if not (sheet.again and sheet.first):
        return said
    again = f"Posted again on {say_date(sheet.again)}: its message of {say_date(sheet.first)} was deleted."
    return f"{said}\n{again}"


def heading(fact: f.Fact) -> str:
    return next(words for kind, words in HEADINGS if isinstance(fact, kind))


def _blocks(sheet: EntrySheet) -> Iterator[Block]:
    yield plain(sheet.sentence)
    for words in sheet.below:
        yield RULE
        yield plain(words)


def _page(view: View, fact: f.Fact, ways: Ways) -> str | None:
    if isinstance(fact, f.InvitationFact):
        return ways.page(view.forum.slug, f"invitations/{fact.invitation}")
    if isinstance(fact, f.PledgeFact):
        return ways.page(view.forum.slug, "pledges")
    session = getattr(fact, "session", None)
    return ways.page(view.forum.slug, f"sessions/{session}" if session else "")
