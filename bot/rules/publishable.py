"""What a host may put on the public record in words of their own (RECORD-RULES §6): checked before it is kept."""

import re
import unicodedata

from bot.rules.errors import Refused
from bot.rules.signs import Signs
from bot.rules.wording import NEVER

LONGEST = 300

_AGAIN = "Say plainly what was said or done, and send it again."
_NEVER = re.compile(
    r"(?<!\w)(" + "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]", words))) for words in NEVER) + r")(?!\w)"
)
# An address, a mention, and an address written so that it shall not be found.
_ADDRESS = re.compile(r"@|[(\[{]\s*at\s*[)\]}]|\bmailto:", re.IGNORECASE)
_DATE = re.compile(r"(?<![\d+])(\d{1,2}|\d{4})([-/.])\d{1,2}\2(\d{4}|\d{1,2})(?!\d)")
_TELEPHONE = re.compile(
    r"(?<![\w.])(\+|\(?0)[\d\s().-]*\d|\b(tel|telephone|phone|mobile|ring|call|text)\b[\s\w:.]{0,12}?\d{5,}",
    re.IGNORECASE,
)
_LEAST_DIGITS = 9


def publishable(text: str) -> str:
    """The words on one line, or `Refused` naming what cannot stand there.

    Looks through accents, wide letters, other scripts' digits and signs that show as nothing.
    """
    words = " ".join(text.translate(_SEEN).split())
    if not words:
        raise Refused("There are no words in that. Leave it empty, or say what was said.")
    if len(words) > LONGEST:
        raise Refused(f"That has {len(words):,} characters; the record takes {LONGEST}. Please say it more shortly.")
    judges_nobody(words)
    return words


def seen(text: str) -> str:
    """What shows of a text of several lines, with at most one empty line in a row."""
    lines = (" ".join(line.translate(_SEEN).split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def judges_nobody(words: str) -> None:
    """Raises `Refused` naming what the record never says of anybody, or never shows of them."""
    plain = folded(words)
    if found := _NEVER.search(plain):
        raise Refused(f"The record never says “{found[1]}” of anybody. {_AGAIN}")
    if _ADDRESS.search(plain):
        raise Refused(f"E-mail addresses and @mentions are never shown on the record. Leave it out. {_AGAIN}")
    if has_telephone(plain):
        raise Refused(f"Telephone numbers are never shown on the record. Leave it out. {_AGAIN}")


def has_telephone(plain: str) -> bool:
    """`plain` has been folded."""
    return any(_is_telephone(found[0]) for found in _TELEPHONE.finditer(_DATE.sub(" ", plain)))


def folded(words: str) -> str:
    """In small letters without accents, every script's digits as ours, every dash as one."""
    return unicodedata.normalize("NFKD", words).casefold().translate(_FOLDED)


def _folded(character: str) -> str | None:
    if unicodedata.combining(character):
        return None
    category = unicodedata.category(character)
    return str(unicodedata.digit(character)) if category == "Nd" else "-" if category == "Pd" else character


_FOLDED = Signs(_folded)


def _is_telephone(found: str) -> bool:
    return found[0].isalpha() or sum(c.isdigit() for c in found) >= _LEAST_DIGITS


def _seen(character: str) -> str | None:
    unseen = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
    return None if unseen and not character.isspace() else character


_SEEN = Signs(_seen)
