"""The language in which our words are said: English, until a page in another language is made (`speaking`).

A message is a whole sentence, or a whole label: never a half, because other languages put their words in another order.
What fills its {places} may be in yet another language, such as an official's own words or a sentence that was announced
word for word. Python's gettext looks the words up; `bot.locale` has the catalogues.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import TypeVar

K = TypeVar("K")

BEGINS, ENGLISH_BEGINS, ENDS = (f"⁅{secrets.token_hex(12)}⁆" for _ in range(3))
"""Set by a page around what it says in its own language and what is English in it, and taken out again before it is
sent (`bot.web.spoken`). Nobody can type them: they are other ones in every process, and never leave it."""

_FIRST = re.compile(rf"((?:{BEGINS}|{ENGLISH_BEGINS}|{ENDS})*)(.?)", re.DOTALL)

ENGLISH = NullTranslations()
_words: ContextVar[NullTranslations] = ContextVar("words")


@contextmanager
def speaking(words: NullTranslations) -> Iterator[None]:
    """Until the end of the block, and in this task alone, everything is said by that catalogue."""
    before = _words.set(words)
    try:
        yield
    finally:
        _words.reset(before)


def N_(message: str) -> str:
    """The message itself: so that the catalogues know of one that is said elsewhere, by `tr` of a name."""
    return message


def tr(message: str, /, **places: object) -> str:
    """The message in the language at hand, with its {places} filled."""
    said = _words.get(ENGLISH).gettext(message)
    return said.format(**places) if places else said


def trn(one: str, many: str, count: int, /, **places: object) -> str:
    """The same of a number, which is {count}: 1,000. Languages differ in how many forms they have, and when."""
    return _words.get(ENGLISH).ngettext(one, many, count).format(count=f"{count:,}", **places)


class Phrases(Mapping[K, str]):
    """What each of some things is called, in the language at hand when it is looked up."""

    def __init__(self, phrases: Mapping[K, str]) -> None:
        self._phrases = dict(phrases)

    def __getitem__(self, key: K) -> str:
        return tr(self._phrases[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._phrases)

    def __len__(self) -> int:
        return len(self._phrases)


def capital(text: str) -> str:
    """With a capital first letter, as at the beginning of a sentence."""
    return _FIRST.sub(lambda found: found[1] + found[2].upper(), text, count=1)


def in_turn(*sentences: str | None) -> str:
    """Sentences that follow one another; what is not said there is None or empty."""
    return " ".join(filter(None, sentences))
