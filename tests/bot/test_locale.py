"""Every sentence of the pages can be said in another language, as a whole; what is in no catalogue is English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from bot.locale import ENGLISH, LANGUAGES, TEMPLATE, file_of
from bot.locale.catalogues import KEYWORDS, extracted, merged, written
from bot.web import render
from tests.bot.test_pledge_desk import promised

__all__ = ["promised"]

pytestmark = pytest.mark.only_on("sqlite")

TEMPLATES = sorted((render.HERE / "templates").glob("*.j2"))
SAID = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
UNFINISHED = re.compile(SAID.pattern.removesuffix('"') + "$")
LETTERS = re.compile(r"[^\W\d_]{2,}")
OTHERS = sorted(LANGUAGES.keys() - {ENGLISH})


def test_the_list_of_what_is_said_is_up_to_date() -> None:
    """`python -m bot.locale` writes it."""
    assert TEMPLATE.read_bytes() == written(extracted())


@pytest.mark.parametrize("language", OTHERS)
def test_each_catalogue_waits_for_what_is_new(language: str) -> None:
    assert file_of(language).read_bytes() == written(merged(language))


@pytest.mark.parametrize("language", OTHERS)
def test_what_was_translated_keeps_its_places_and_its_markup(language: str) -> None:
    with file_of(language).open("rb") as file:
        found = [one for one in read_po(file, locale=language) if one.id and any(_forms(one.string))]
    assert found
    for message in found:
        held = sorted(_held(_forms(message.id)[-1]))
        for form in _forms(message.string):
            assert sorted(_held(form)) == held, message.id


def _forms(words: str | Sequence[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else [form for form in words or () if form]


def _held(words: str) -> list[str]:
    return re.findall(r"%\(\w+\)s|\{\w+\}|<[^>]*>|%%", words)


@pytest.mark.parametrize("template", TEMPLATES, ids=[file.name.partition(".")[0] for file in TEMPLATES])
def test_no_template_says_anything_past_the_catalogues(template: Path) -> None:
    assert list(_past_the_catalogues(template.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Agenda</p>",
        '<nav aria-label="Pages"></nav>',
        '{{ one.title or "A session" }}',
        "{{ 'entries' if many else 'entry' }}",
        '<a class="one"{% if one %} title="{{ "this" if one else "that" }}"{% endif %}></a>',
        '{% call cell("When") %}·{% endcall %}',
        '{% for words in ["Sessions"] %}{{ words }}{% endfor %}',
        '{% trans whom=name or "them" %}We asked {{ whom }}.{% endtrans %}',
        '{{ table("The day", ["x"]) }}',
        '{{ name ~ " and more" }}',
    ],
)
def test_what_is_said_past_them_is_found(source: str) -> None:
    assert list(_past_the_catalogues(source))
    assert not list(
        _past_the_catalogues('<p class="{{ "a" if b else "cd" }}">{% trans %}No{% endtrans %}</p>{{ x("ab") }}')
    )


def _past_the_catalogues(source: str) -> Iterator[str]:
    """Words between tags or in an attribute that is read out, and strings that an expression would show there."""
    tree, html = render.environment(ENGLISH).parse(source), ""
    for output in tree.find_all(nodes.Output):
        for one in output.nodes:
            if isinstance(one, nodes.TemplateData):
                html += one.data
                continue
            if html.rfind("<") <= html.rfind(">") or UNFINISHED.search(html):
                yield from _shown(one, plain=True)
            html += "·"
    yield from LETTERS.findall(re.sub(r"<[^>]*>", " ", html.removeprefix("<!DOCTYPE html>")))
    yield from [words for said in SAID.findall(html) for words in LETTERS.findall(said)]
    for aside in tree.find_all((nodes.For, nodes.CallBlock, nodes.Assign)):
        for field in ("iter", "call", "node"):
            yield from _shown(getattr(aside, field, nodes.Const(None)), plain=False)


def _shown(one: nodes.Node, *, plain: bool) -> Iterator[str]:
    """What is given to a macro or a function is a name of ours, unless it looks like the beginning of a sentence."""
    within: Iterable[nodes.Node] = one.iter_child_nodes()
    if isinstance(one, nodes.Const):
        said = one.value if isinstance(one.value, str) else ""
        if LETTERS.search(said) and (plain or said[0].isupper() or " " in said):
            yield said
    elif isinstance(one, nodes.Call) and isinstance(one.node, nodes.Name) and one.node.name in KEYWORDS:
        within = [keyword.value for keyword in one.kwargs]
    elif isinstance(one, nodes.CondExpr):
        within = [one.expr1, *([one.expr2] if one.expr2 else [])]
    else:
        plain = plain and isinstance(one, nodes.Or | nodes.Add | nodes.Concat)
    for child in within:
        yield from _shown(child, plain=plain)
