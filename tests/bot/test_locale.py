"""Every sentence of the pages can be said in another language, as a whole; what is in no catalogue is English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes
from markupsafe import Markup
from sqlalchemy import update

from bot.clerk import Clerk
from bot.locale import ENGLISH, LANGUAGES, TEMPLATE, WELSH, Words, catalogue, file_of
from bot.locale.catalogues import KEYWORDS, extracted, merged, written
from bot.public.origin import origin
from bot.view import Past
from bot.web import render
from bot.web.addresses import every_path, page_at
from bot.web.spoken import Marking, spoken
from db import models
from db.engine import Database
from tests.bot.desk_office import Office
from tests.bot.test_desk_rating import held
from tests.bot.test_pledge_desk import Promised, promised
from tests.bot.test_web import Parsed
from tests.chronicled import whole
from tests.desk import MAIL
from tests.rules.chronicle import Chronicle

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
    return re.findall(r"%\(\w+\)s|<[^>]*>|%%", words)


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


class Elsewhere(NullTranslations):
    """A language in which every sentence is a sign."""

    def gettext(self, message: str) -> str:
        return "¤"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "¤"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages in that language, without anything that comes from the record or the papers."""
    monkeypatch.setattr(render, "words_of", lambda language: Elsewhere())
    render.environment.cache_clear()
    made = render.environment(ENGLISH)
    made.finalize = lambda value: value if isinstance(value, Markup) else ""
    made.filters["svg"] = lambda chart: ""
    yield
    render.environment.cache_clear()


def _says_nothing(html: str) -> None:
    page = Parsed(html)
    assert "¤" in page.text
    assert LETTERS.findall(page.text) == []
    assert [said for said in SAID.findall(html) if said.strip("¤")] == []


async def test_every_page_says_every_word_by_the_catalogue(bare: None, database: Database) -> None:
    clerk = await whole(database, Chronicle.of_chance(4, days=30))
    async with clerk.record.reading(1) as view:
        paths = [path async for path in every_path(view)]
        assert len(paths) > 20
        for path in paths:
            _says_nothing(await _page(clerk, path))
        page = await page_at(view, MAIL, "")
        assert page is not None
        past = Past(view.terms.day(view.now), later=2, amended=1, hidden={})
        _says_nothing(render.render(page, replace(render.Masthead.of(view, await origin(view)), past=past)))
    _says_nothing(render.render_bare("forums", forums=[]))


async def _page(clerk: Clerk, path: str) -> str:
    async with clerk.record.reading(1) as view:
        page = await page_at(view, MAIL, path)
        assert page is not None
        return render.render(page, render.Masthead.of(view, await origin(view)))


async def test_so_does_the_page_of_an_official(bare: None, office: Office) -> None:
    _says_nothing(await office.page())
    _says_nothing(await office.refused("statement", statement=""))
    await held(office.desk)
    _says_nothing(await office.page())


async def test_and_the_page_of_a_pledge(bare: None, promised: Promised) -> None:
    _says_nothing(await promised.reads())


async def test_a_welsh_page_is_marked_where_it_is_welsh(database: Database) -> None:
    clerk = await whole(database, Chronicle.of_chance(2, days=10))
    async with clerk.database.writing() as db:
        await db.execute(update(models.Forum).values(language=WELSH))
    html = await _page(clerk, "sessions")
    assert '<html lang="cy">' in html
    assert '<body lang="en-GB">' in html
    assert "<title>Sesiynau · Northshire" in html
    assert '<h1><span lang="cy">Sesiynau</span></h1>' in html
    assert 'title="Cywiriadau"' in html
    assert ">How it is kept</a>" in html, "what has no Welsh yet is English"
    assert Parsed(html).text.count("{") == 0


async def test_so_are_the_pages_of_officials(office: Office) -> None:
    async with office.desk.clerk.database.writing() as db:
        await db.execute(update(models.Forum).values(language=WELSH))
    html = await office.page()
    assert '<html lang="cy">' in html
    assert '<h2 id="your-answer"><span lang="cy">Eich ateb</span></h2>' in html


async def test_and_of_pledges(promised: Promised) -> None:
    async with promised.desk.clerk.database.writing() as db:
        await db.execute(update(models.Forum).values(language=WELSH))
    assert '<html lang="cy">' in await promised.reads()


def test_words_that_are_typed_are_never_taken_for_a_mark() -> None:
    said = Marking(catalogue(WELSH)).gettext("Sessions")
    assert spoken(f"<body><p title='{said}'>{said} {{x}}</p>", WELSH) == (
        '<body lang="en-GB"><p title=\'Sesiynau\'><span lang="cy">Sesiynau</span> {x}</p>'
    )


def test_a_title_of_ours_is_filled_in_every_language() -> None:
    title = Words("Page %(number)s of %(last)s", {"number": 1, "last": 3})
    assert (str(title), title.among(catalogue(WELSH))) == ("Page 1 of 3", "Tudalen 1 o 3")
