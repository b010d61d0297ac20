"""Items that may ask the same, so that a carer can join one instead of raising it twice. A guess: the carer decides."""

import re
import unicodedata
from collections.abc import Mapping

from rapidfuzz import fuzz, process

ENOUGH = 68
"""Of 100; tried on pairs of titles (tests/bot/test_similar.py)."""
MOST = 3

_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a about all an and any are as at be been but by can carer carers do does for from get has have how i in is it "
        "its may me more my no not of on or our so still than that the their them there they this to too us was we "
        "what when where which who why will with you your",
    )
)
_WORD = re.compile(r"[^\W_]+")


def similar(title: str, others: Mapping[int, str]) -> list[int]:
    """The keys of the titles that come near, the nearest first."""
    words = _words(title)
    if not words:
        return []
    known = {key: told for key, other in others.items() if (told := _words(other))}
    found = process.extract(words, known, scorer=_nearness, processor=None, score_cutoff=ENOUGH, limit=MOST)
    return [key for _, _, key in found]


def _nearness(one: str, other: str, **_: object) -> float:
    """Half for the words in both, half for how little else there is: one word in common is not the same question."""
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


def _words(title: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", title).casefold() if not unicodedata.combining(c))
    return " ".join(word.removesuffix("s") for word in _WORD.findall(plain) if word not in _LITTLE)
