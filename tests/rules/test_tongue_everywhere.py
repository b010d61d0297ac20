"""Whatever the rules say on a page can be said in another language: every word of it, and by whole messages."""

import re
from dataclasses import replace
from gettext import NullTranslations

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.locale import TEMPLATE
from bot.rules import wording
from bot.rules.tongue import speaking
from tests.rules.everything import DATA, everything
from tests.rules.samples import ABOUT, every_fact
from tests.rules.tale import TEXT

LETTER = r"[^\W\d_]"
PLACE = r"\{\w+\}"
HALF = re.compile(
    r"^[\s,;]|[\s,;]$|^(and|or|because|since|which|who|that|of|by|at|on)\b"
    r"|\b(and|or|because|since|which|of|by|at|on|to|the|a)$"
)
ONLY_LAID_OUT = {"{date}, {clock} {zone}", "{name} ({role})"}
"""Moments and names, in an order that languages choose."""


def _messages() -> list[Message]:
    with TEMPLATE.open("rb") as file:
        return [one for one in read_po(file) if one.id and any(map(_says, (path for path, _ in one.locations)))]


def _says(path: str) -> bool:
    """What a kind of fact means is said on a page of the method, and by no rule."""
    return path.startswith("bot/rules/") and not path.startswith("bot/rules/facts/")


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
    assert [line for line in lines if re.search(rf"{LETTER}|[{{}}]", _without_data(line))] == []


def test_every_message_is_said_of_something(said: tuple[list[str], Signs]) -> None:
    """So that the test above reads them all."""
    _, signs = said
    assert signs.known - signs.said == set()


@pytest.mark.parametrize("typed", ["{whom} {0} {", "}", "%(date)s %s"])
def test_what_was_typed_is_never_read_as_a_place(typed: str) -> None:
    whom = wording.Whom(typed, typed, typed)
    about = replace(ABOUT, whom=whom, title=typed, body=typed, texts={TEXT: typed})
    for fact in every_fact():
        for said in (wording.say(fact, about), wording.below(fact, about) or ""):
            assert not re.search(r"[{}%]", said.replace(typed, "").replace(" %", "")), said


def _without_data(line: str) -> str:
    for one in DATA:
        line = line.replace(one, "")
    return line


def test_no_message_is_a_half() -> None:
    assert [form for message in MESSAGES for form in _forms(message) if HALF.search(form)] == []


def test_every_message_says_something_and_where_each_of_its_places_stands() -> None:
    forms = {form for message in MESSAGES for form in _forms(message)}
    assert {form for form in forms if not re.search(LETTER, re.sub(PLACE, "", form))} == ONLY_LAID_OUT
    assert {form for form in forms if re.search(r"\}\s*\{", form)} <= ONLY_LAID_OUT
    assert {form for form in forms if re.search(r"\{\W*\}|\{\d|%\(", form)} == set(), "a place without a name"


@pytest.mark.parametrize(
    "half", [" He came.", "He came ", "and came", ", came", "came,", "because it was so", "came on", "asked the"]
)
def test_a_half_is_known_by_its_ends(half: str) -> None:
    assert HALF.search(half)
