"""The words of minutes: what may be taken down while a session runs, and how the whole is written as one text.

A line that begins with "# " is the heading of a part; what follows, up to the next heading, are its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.errors import Refused
from bot.rules.publishable import judges_nobody, seen
from bot.rules.screening import kept_out
from bot.rules.session import SAID, SessionState

WORDS_LIMIT, OWNER_LIMIT = 1_000, 100
PART_LIMIT = 4_000
"""What one field of a form takes in Discord."""
WHOLE_LIMIT = 40_000
HEADING = "# "
PUBLIC = "Minutes are"


class Kind(StrEnum):
    """What is taken down."""

    NOTE = "note"
    DECISION = "decision"
    ACTION = "action"


@dataclass(frozen=True)
class Part:
    """One part of the minutes, in words that hosts wrote or that follow from the record."""

    heading: str
    words: str


def take_down(words: str, owner: str, state: SessionState, *, off_the_record: bool) -> tuple[str, str | None]:
    """The words and the owner as they are kept, or `Refused`: nothing is taken down off the record."""
    if state is not SessionState.OPEN:
        raise Refused(f"That session {SAID[state]}. Things are taken down while a session is open.")
    if off_the_record:
        raise Refused(
            "The session is off the record, so nothing is taken down. Press “Back on the record” first, if those "
            "present agree."
        )
    words, owner = seen(words), " ".join(seen(owner).split())
    if not words:
        raise Refused("Please write what should be taken down, in a sentence or two.")
    for what, text, most in (("That", words, WORDS_LIMIT), ("That owner", owner, OWNER_LIMIT)):
        if len(text) > most:
            raise Refused(f"{what} has {len(text):,} characters. Shorten it to {most:,}.")
        kept_out(text, PUBLIC)
    return words, owner or None


def part_of(words: str) -> str:
    """What a host made of one part; empty, the part is left out. No line of it reads as a heading."""
    words = "\n".join(line.lstrip("# ") if line.startswith("#") else line for line in seen(words).split("\n"))
    if len(words) > PART_LIMIT:
        raise Refused(f"That has {len(words):,} characters. Shorten it to {PART_LIMIT:,}.")
    return words.strip()


def hindrance(part: Part) -> str | None:
    """What keeps a part from being published, in a sentence; None where nothing does."""
    for text in (part.heading, part.words):
        try:
            kept_out(text, PUBLIC)
            judges_nobody(text)
        except Refused as refusal:
            return f"“{part.heading}”: {refusal}"
    return None


def written(parts: Sequence[Part]) -> str:
    """The whole as it is published, or `Refused` with what cannot be; parts without words are left out."""
    text = as_text(parts)
    if not text:
        raise Refused("There is nothing in these minutes yet. Write at least who was there.")
    for part in parts:
        if why := hindrance(part):
            raise Refused(why)
    if len(text) > WHOLE_LIMIT:
        raise Refused(f"These minutes have {len(text):,} characters in all. Shorten them to {WHOLE_LIMIT:,}.")
    return text


def as_text(parts: Sequence[Part]) -> str:
    """The parts as one text, whether or not it can be published."""
    return "\n\n".join(f"{HEADING}{part.heading}\n{part.words}" for part in parts if part.words)


def parts_in(text: str) -> list[Part]:
    """The parts of a text that `written` made; whatever stands before the first heading has none."""
    parts: list[Part] = []
    for line in text.split("\n"):
        if line.startswith(HEADING):
            parts.append(Part(line.removeprefix(HEADING), ""))
        elif line or parts:
            parts = parts or [Part("", "")]
            last = parts[-1]
            parts[-1] = Part(last.heading, f"{last.words}\n{line}".lstrip("\n"))
    return [Part(part.heading, part.words.rstrip()) for part in parts]
