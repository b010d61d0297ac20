"""Whatever the rules say on a page can be said in another language: every word of it, and by whole messages."""

import re
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.locale import TEMPLATE
from bot.rules import wording
from bot.rules.tongue import speaking
from tests.rules.everything import DATA, everything

LETTER = r"[^\W\d_]"
PLACE = r"\{\w+\}"


def _messages() -> list[Message]:
    with TEMPLATE.open("rb") as file:
        return [
            one for one in read_po(file) if one.id and any(path.startswith("bot/rules/") for path, _ in one.locations)
        ]


MESSAGES = _messages()


def _forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


class Signs(NullTranslations):
    """A language that has a sign for every letter of the messages that the catalogues know, and keeps their places."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {_forms(message) for message in MESSAGES}
        self.said: set[tuple[str, ...]] = set()

    def gettext(self, message: str) -> str:
        return self._in_signs(message, (message,))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._in_signs(msgid1 if n == 1 else msgid2, (msgid1, msgid2))

    def _in_signs(self, message: str, forms: tuple[str, ...]) -> str:
        if forms not in self.known:
            return message
        self.said.add(forms)
        return re.sub(rf"({PLACE})|{LETTER}", lambda found: found[1] or "¤", message)


@pytest.fixture(scope="module")
def said() -> tuple[list[str], Signs]:
    signs = Signs()
    with speaking(signs):
        return [*everything(), wording.say_privacy(here=True), wording.say_privacy(here=False)], signs


def test_every_word_is_said_by_the_catalogue(said: tuple[list[str], Signs]) -> None:
    lines, _ = said
    assert [line for line in lines if re.search(LETTER, _without_data(line))] == []


def test_every_message_is_said_of_something(said: tuple[list[str], Signs]) -> None:
    """So that the test above reads them all."""
    _, signs = said
    assert signs.known - signs.said == set()


def _without_data(line: str) -> str:
    for one in DATA:
        line = line.replace(one, "")
    return line


def _all_forms() -> Iterator[str]:
    for message in MESSAGES:
        yield from _forms(message)


@pytest.mark.parametrize("message", sorted(set(_all_forms())))
def test_every_message_is_whole(message: str) -> None:
    assert message == message.strip(" ,;")
    assert not re.match(r"(and|or|because|since|which|who|that|of|by|at|on)\b", message), "a half"
    assert not re.search(r"\b(and|or|because|since|which|of|by|at|on|to|the|a)$", message), "a half"
    assert re.search(LETTER, re.sub(PLACE, "", message)) or message in LAID_OUT, "places alone"
    assert not re.search(r"\}\s?\{", message) or message in LAID_OUT, "two places without a word between them"
    assert not re.search(r"\{\d*\}|%\(", message), "a place without a name"


LAID_OUT = {"{date}, {clock} {zone}", "{name} ({role})"}
"""Names and moments, in an order that languages choose."""
