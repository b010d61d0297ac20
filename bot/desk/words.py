"""Words that an official typed: kept as they were typed, but for what nobody can see."""

import re
import unicodedata
from datetime import date

from bot.rules.errors import Refused
from bot.rules.publishable import folded, has_telephone
from bot.rules.saying import say_short_date
from bot.rules.tongue import ENGLISH, N_, speaking

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
"""They show as nothing and yet change what is shown: letters of some scripts, and joined emoji."""

_ADDRESS = re.compile(r"\S@\S|\bmailto:", re.IGNORECASE)


def typed(text: str) -> str:
    """With plain line ends, without unseen characters and blank edges; nothing else is changed."""
    lines = re.split(r"\r\n?|\n|[\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    kept = "\n".join("".join(_spaces(c) for c in line if _is_seen(c)).rstrip() for line in lines)
    return kept.strip()


def typed_day(day: date) -> str:
    """As it can be typed: days are read in English alone, whatever the language of the page."""
    with speaking(ENGLISH):
        return say_short_date(day)


def public(words: str) -> None:
    """Refuse what the record shows of nobody: e-mail addresses and telephone numbers (RECORD-RULES §6)."""
    if _ADDRESS.search(words):
        raise Refused(N_("This will be public, and e-mail addresses are never shown. Please leave the address out."))
    if has_telephone(folded(words)):
        raise Refused(N_("This will be public, and telephone numbers are never shown. Please leave the number out."))


def _is_seen(character: str) -> bool:
    return character in _JOINERS or character.isspace() or unicodedata.category(character) not in _UNSEEN


def _spaces(character: str) -> str:
    return " " if character.isspace() else character
