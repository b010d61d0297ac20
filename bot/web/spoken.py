"""Which language each part of a page is in, for whoever has it read aloud (WCAG 2.2, 3.1.2).

What people wrote is English, and so is what a catalogue does not have. So a page in another language is English, but
for the words that its catalogue has; and what fills a place in them is English again, if it has words at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import NullTranslations
from itertools import chain

from bot.locale import ENGLISH
from bot.rules.tongue import BEGINS, ENDS, ENGLISH_BEGINS

_MARKS = f"{BEGINS}|{ENGLISH_BEGINS}|{ENDS}"
_PARTS = re.compile(rf"(<(?P<told>title|desc)[ >].*?</(?P=told)>|<[^>]*>)|{_MARKS}", re.DOTALL)
_PLACE = re.compile(r"(\{[^{}]*\}|%\(\w+\)s)")
_ENGLISH = rf"{ENGLISH_BEGINS}\1{ENDS}"
_DRAWN = re.compile(r"(<(?:title|desc) )([^>]*>)(.*)<", re.DOTALL)
_WORDS = re.compile(r"(?!<)(?>(?:&#?\w+;|[\W\d_])*)[^\W\d_]")


class Marking(NullTranslations):
    """Words of a catalogue, marked by their language."""

    def __init__(self, words: NullTranslations) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return _marked(self._words.gettext(message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _marked(self._words.ngettext(msgid1, msgid2, n), msgid1, msgid2)


def _marked(said: str, *english: str) -> str:
    if said in english:
        return f"{ENGLISH_BEGINS}{said}{ENDS}"
    return f"{BEGINS}{_PLACE.sub(_ENGLISH, said)}{ENDS}"


@dataclass
class _Part:
    """What stands between two marks: tags, text, and parts in other languages. `span` is the tag that can hold it."""

    language: str
    span: str = "span"
    within: "list[str | _Part]" = field(default_factory=list)

    def html(self, around: str) -> Iterator[str]:
        """It is marked only where its language is another one than that around it, and where it has words."""
        has_words = any(isinstance(one, str) and _WORDS.match(one) for one in self.within)
        marked = has_words and self.language != around
        language = self.language if marked else around
        inner = chain.from_iterable([one] if isinstance(one, str) else one.html(language) for one in self.within)
        yield from (f'<{self.span} lang="{language}">', *inner, f"</{self.span}>") if marked else inner


def spoken(html: str, language: str) -> str:
    """With the marks as attributes. None can stand within a tag or a title; those are in one language."""
    if language == ENGLISH:
        return html
    parts, span, last = [_Part(ENGLISH)], "span", 0
    for found in _PARTS.finditer(html):
        parts[-1].within.append(html[last : found.start()])
        last = found.end()
        if tag := found[1]:
            span = {"<svg": "tspan", "</sv": "span"}.get(tag[:4], span)
            parts[-1].within.append(_bare(tag, language))
        elif found[0] == ENDS:
            parts.pop()
        else:
            parts.append(_Part(language if found[0] == BEGINS else ENGLISH, span))
            parts[-2].within.append(parts[-1])
    parts[-1].within.append(html[last:])
    return "".join(parts[0].html(ENGLISH)).replace("<body", f'<body lang="{ENGLISH}"', 1)


def _bare(tag: str, language: str) -> str:
    """Without marks; the title of a drawing, and what it says, name their language where they have but one."""
    if (drawn := _DRAWN.match(tag)) and _one_message(drawn[3]):
        tag = f'{drawn[1]}lang="{language}" {tag[drawn.start(2) :]}'
    return re.sub(_MARKS, "", tag)


def _one_message(said: str) -> bool:
    """Whether all of it stands between two marks of the page's own language."""
    depth, depths = 0, []
    for mark in re.findall(_MARKS, said):
        depth += -1 if mark == ENDS else 1
        depths.append(depth)
    return said.startswith(BEGINS) and said.endswith(ENDS) and 0 not in depths[:-1]
