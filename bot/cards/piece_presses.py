"""What hosts can press under a piece of post: a button for each likely meaning, and a menu for the others."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.cards import PIECE_AMENDS, PIECE_CONFIRMS
from bot.cards.piece import PieceSheet
from bot.chat.card import Choose, Option, Press
from bot.chat.custom_id import CustomId
from bot.chat.limits import OPTIONS
from bot.chat.text import bare
from bot.mail.parse.parsed import Verdict
from bot.post.meaning import Meaning, likely
from bot.rules.saying import say_short_date

MEANS: Final = "piece"
"""A button; `extra` is the meaning, the invitation and, for more time, the day: `more_time.12.2026-11-03`."""
MEANS_ELSE: Final = "piece-means"
"""A menu; `extra` is the invitation."""
MORE_TIME: Final = "piece-time"
BELONGS: Final = "piece-belongs"
BELONGS_ELSEWHERE: Final = "piece-elsewhere"
ORIGINAL: Final = "piece-original"
SHOW_NAME: Final = "piece-name"
ASIDE: Final = "piece-aside"
"""About a piece."""

LABELS = {
    Meaning.ATTENDING: "They are coming",
    Meaning.DEPUTY: "They send a deputy",
    Meaning.CANNOT_COME: "They cannot come",
    Meaning.OTHER_DATE: "They suggest another date",
    Meaning.IN_WRITING: "They answered in writing",
    Meaning.REDIRECTED: "They name somebody else",
    Meaning.OTHER_CHANNEL: "They prefer another way",
    Meaning.NOT_OUR_REMIT: "They say it is not their remit",
    Meaning.RECEIVED: "Only received, no answer yet",
    Meaning.MORE_TIME: "They ask for time",
    Meaning.AUTOMATIC: "An automatic reply only",
    Meaning.BOUNCED: "Our letter did not arrive",
}

PRESSES = 3

STOP, OBJECTION = "desk-stop", "desk-objection"
"""Matters from an official's private page (`bot.desk.hosts.Matter`) that one press can settle."""


def buttons(sheet: PieceSheet) -> Iterator[Press]:
    if sheet.pledge is not None:
        if not sheet.from_desk:
            yield Press(CustomId(PIECE_CONFIRMS, sheet.number), "They confirm the pledge")
            yield Press(CustomId(PIECE_AMENDS, sheet.number), "They word it otherwise…")
    elif sheet.about is not None and not sheet.from_desk:
        for meaning in _first(sheet):
            yield _press(sheet, meaning, sheet.about)
        if not sheet.certain:
            yield Press(CustomId(BELONGS_ELSEWHERE, sheet.number), "Another invitation…")
    elif sheet.matter == STOP and sheet.about is not None:
        yield _press(sheet, Meaning.OTHER_CHANNEL, sheet.about)
    elif sheet.matter == OBJECTION:
        yield Press(CustomId(SHOW_NAME, sheet.number), "Show the name again")
    elif not sheet.from_desk and len(sheet.candidates) != len(sheet.candidates[:OPTIONS]):
        yield Press(CustomId(BELONGS_ELSEWHERE, sheet.number), "Another invitation…")
    if sheet.kept:
        yield Press(CustomId(ORIGINAL, sheet.number), "The original")
    yield Press(CustomId(ASIDE, sheet.number), _done(sheet))


def _done(sheet: PieceSheet) -> str:
    if sheet.from_desk:
        return "The role alone it is" if sheet.matter == OBJECTION else "Dealt with"
    return "Nothing to note" if sheet.about or sheet.pledge else "Discard"


def _first(sheet: PieceSheet) -> Sequence[Meaning]:
    if sheet.suggestion:
        return (Meaning.MORE_TIME,)
    return likely(sheet.verdict or Verdict.NEEDS_A_PERSON)[:PRESSES]


def _press(sheet: PieceSheet, meaning: Meaning, invitation: int) -> Press:
    if meaning is not Meaning.MORE_TIME:
        return Press(CustomId(MEANS, sheet.number, f"{meaning}.{invitation}"), LABELS[meaning])
    if sheet.until is None:
        return Press(CustomId(MORE_TIME, sheet.number, str(invitation)), f"{LABELS[meaning]}…")
    extra = f"{meaning}.{invitation}.{sheet.until.isoformat()}"
    return Press(CustomId(MEANS, sheet.number, extra), f"Wait until {say_short_date(sheet.until)}")


def time_presses(sheet: PieceSheet, invitation: int) -> tuple[Press, ...]:
    """For "more time": until the day that was found in it, where one was, or until one to be typed."""
    typed = Press(CustomId(MORE_TIME, sheet.number, str(invitation)), "Until another day…")
    return (_press(sheet, Meaning.MORE_TIME, invitation), typed) if sheet.until else (typed,)


def menu(sheet: PieceSheet) -> Choose | None:
    if sheet.about is None:
        found = [Option(str(one.id), bare(one.label)) for one in sheet.candidates]
        return Choose(CustomId(BELONGS, sheet.number), found, "Which invitation does it belong to?") if found else None
    if sheet.suggestion:
        return None
    first = _first(sheet)
    others = [m for m in likely(sheet.verdict or Verdict.NEEDS_A_PERSON) if m not in first]
    at = CustomId(MEANS_ELSE, sheet.number, str(sheet.about))
    return Choose(at, [Option(m.value, LABELS[m]) for m in others], "It means something else…")
