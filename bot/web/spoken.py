"""Which language each part of a page is in, for whoever has it read aloud (WCAG 2.2, 3.1.2).

What officials wrote is English, and so is what a catalogue does not have. So a page in another language is English, but
for the words that its catalogue has.
"""

import re
from gettext import NullTranslations

from bot.locale import ENGLISH
from bot.rules.tongue import BEGINS, ENDS

_MARKS = re.compile(f"(<title>.*?</title>|<[^>]*>)|{BEGINS}|{ENDS}", re.DOTALL)


class Marking(NullTranslations):
    """Words of a catalogue, marked where they are not those of English."""

    def __init__(self, words: NullTranslations) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return _marked(self._words.gettext(message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _marked(self._words.ngettext(msgid1, msgid2, n), msgid1, msgid2)


def _marked(said: str, *english: str) -> str:
    return said if said in english else f"{BEGINS}{said}{ENDS}"


def spoken(html: str, language: str) -> str:
    """With the marks as attributes. None can stand within a tag or a title; those are in one language."""
    if language == ENGLISH:
        return html

    def tagged(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1].replace(BEGINS, "").replace(ENDS, "")
        return f'<span lang="{language}">' if found[0] == BEGINS else "</span>"

    return _MARKS.sub(tagged, html).replace("<body", f'<body lang="{ENGLISH}"', 1)
