"""What the public reads can be read at twelve, by the Flesch–Kincaid grade: a tired carer reads no better than that."""

import re
from pathlib import Path

import pytest

from bot.public.licence import say_licence
from bot.rules.figure_words import say_head
from bot.rules.policy import Policy
from bot.web.pages import terms
from bot.web.render import HERE
from tests.readability import grade, syllables

AGE = 12
TEMPLATES = sorted((HERE / "templates").glob("*.html.j2"))


def age(text: str) -> float:
    """At which it is read with ease; a school year begins five years later."""
    return grade(text) + 5


def prose(template: str) -> str:
    """The sentences of a template, each paragraph for itself; what is filled in reads "it"."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", template, flags=re.DOTALL)
    plain = re.sub(r"\{\{.*?\}\}", "it", plain, flags=re.DOTALL)
    found = re.findall(r"<(p|li|dd|caption|summary)\b[^>]*>(.*?)</\1>", plain, flags=re.DOTALL)
    return "\n\n".join(" ".join(re.sub(r"<[^>]+>", "", words).split()) for _, words in found)


@pytest.mark.parametrize("template", TEMPLATES, ids=[file.name.partition(".")[0] for file in TEMPLATES])
def test_every_page_can_be_read_at_twelve(template: Path) -> None:
    assert age(prose(template.read_text(encoding="utf-8"))) <= AGE


@pytest.mark.parametrize(
    "words",
    [
        "\n\n".join(terms.terms(Policy())),
        "\n\n".join(terms.gate(Policy())),
        say_licence("Northshire Carers’ Forum").partition(" Its licence")[0],
        say_head(41, "").replace("head . ", ""),
    ],
    ids=["terms", "gate", "licence", "head"],
)
def test_so_can_what_the_pages_are_filled_with(words: str) -> None:
    assert age(words) <= AGE


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("made", 1), ("agreed", 2), ("table", 2), ("sent", 1), ("invitation", 4), ("reply", 2), ("places", 2)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (word == "places"), word


def test_a_hard_text_is_found_to_be_hard() -> None:
    assert age("Notwithstanding the aforementioned considerations, participation necessitates authorisation.") > 20
    assert age("We asked them on Monday. They came. Thank you for that.") < 9
