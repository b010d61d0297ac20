"""Whatever a page says is said by the catalogue, and marked with the language that it is in."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from gettext import NullTranslations
from html import escape
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import update

from bot import hiding
from bot.clerk import Clerk
from bot.desk.choices import latest_until
from bot.desk.words import typed_day
from bot.locale import ENGLISH, WELSH, catalogue
from bot.public.files import FILES
from bot.rules import facts as f
from bot.rules.tongue import BEGINS, ENDS, ENGLISH_BEGINS, capital, speaking, tr
from bot.rules.wording.about import TITLE_REMOVED
from bot.rules.words import Reason
from bot.web import app, render
from bot.web.addresses import every_path
from bot.web.asked import TURNS
from bot.web.past import WAITING
from bot.web.spoken import Marking, spoken
from db import models
from db.engine import Database
from tests.bot.desk_office import Office
from tests.bot.test_charts import some
from tests.bot.test_desk import NEEDED
from tests.bot.test_desk_rating import GIVEN, held
from tests.bot.test_pledge_desk import Promised, promised
from tests.bot.test_web import Client
from tests.chronicled import whole
from tests.desk import HOST
from tests.other_words import SIGN, Half, Signs, Words, ours, signs, typed
from tests.rules.chronicle import Chronicle
from tests.valid import every_page_is_valid

__all__ = ["promised"]

pytestmark = pytest.mark.only_on("sqlite")

Speak = Callable[[NullTranslations], None]
TYPED_HERE = ("Fri 29 Jan 2027", "Agenda item", "We fund 40 places.", "We will write again in May.")
"""What the parser of dates reads, and what an official sends in these tests."""


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[Speak]:
    """Whatever is said for a page is said by that catalogue, in whatever language the page is."""

    def chosen(words: NullTranslations) -> None:
        monkeypatch.setattr(render, "words_of", lambda language: words)
        render.environment.cache_clear()

    yield chosen
    render.environment.cache_clear()


@asynccontextmanager
async def site_of(clerk: Clerk) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app.make_app(clerk))) as site:
        yield site


async def paths_of(clerk: Clerk) -> list[str]:
    async with clerk.record.reading(1) as view:
        return [f"/{view.forum.slug}/{path}".rstrip("/") for path in [path async for path in every_path(view)]]


async def in_welsh(clerk: Clerk) -> None:
    async with clerk.database.writing() as db:
        await db.execute(update(models.Forum).values(language=WELSH))


async def got(site: Client, path: str, *statuses: int) -> str:
    async with site.get(path) as response:
        assert response.status in (statuses or (200,)), path
        return await response.text()


async def all_is_said(clerk: Clerk, *pages: str, also: str = "") -> None:
    data = await typed(clerk.database, also, *TYPED_HERE)
    for html in pages:
        assert SIGN in html
        assert ours(html, data) == []


async def test_every_page_says_every_word_by_the_catalogue(speak: Speak, database: Database) -> None:
    clerk = await whole(database, Chronicle.of_chance(4, days=30))
    speak(Signs())
    paths = await paths_of(clerk)
    assert len(paths) > 20
    past = clerk.clock.now().date() - timedelta(days=12)
    of_a_past_day = [one for one in paths if render.can_look_back(one.removeprefix("/northshire").removeprefix("/"))]
    async with site_of(clerk) as site:
        pages = [await got(site, path) for path in ("/", *paths)]
        pages += [await got(site, f"{path}?as_at={past}", 200, 404) for path in of_a_past_day]
    await all_is_said(clerk, *pages)


async def test_so_does_what_stands_for_a_title_that_was_removed(speak: Speak, office: Office) -> None:
    clerk = office.desk.clerk
    async with clerk.record.transaction(1, by=HOST) as tx:
        planned = next(entry.seq for entry in await tx.session_history(1) if isinstance(entry.fact, f.Planned))
        await hiding.hide(tx, planned, Reason.PERSONAL_DATA)
    speak(Signs())
    for path in ("/northshire", "/northshire/agenda", "/northshire/sessions/1"):
        html = await got(office.site, path)
        assert TITLE_REMOVED not in html
        assert signs(TITLE_REMOVED) in html


def test_so_does_every_chart() -> None:
    with speaking(Signs()):
        charts = some()
    assert {chart.name for chart in charts} == {"over-time", "waiting", "funnel-council", "attendance"}
    for chart in charts:
        words = (chart.words, chart.key, *chart.columns, *(words for row in chart.rows for words in row))
        said = (chart.svg(), *map(escape, words))
        assert [word for one in said for word in ours(one, ["Body A", "Body B <b>", "Body C"])] == []


async def test_so_do_the_pages_that_say_why_there_is_none(
    speak: Speak, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(Signs())
    clerk, day = office.desk.clerk, "/northshire?as_at="
    nowhere = ("/nowhere", "/northshire/sessions/99")
    await all_is_said(clerk, *[await got(office.site, path, 404) for path in nowhere])
    no_days = (
        *(day + typed for typed in ("2026-99-99", "2999-01-01", "2020-01-01")),
        "/northshire/log?as_at=2026-01-01",
    )
    await all_is_said(clerk, *[await got(office.site, path, 400) for path in no_days])
    async with office.site.post("/northshire") as response:
        await all_is_said(clerk, await response.text())
    async with office.site.post(f"/r/{office.token}", json={}) as response:
        assert response.status == 415
        await all_is_said(clerk, await response.text())
    await all_is_said(clerk, (await office.send("nothing"))[1])
    assert isinstance(office.site.server, TestServer)
    monkeypatch.setattr(office.site.server.app[TURNS], "asked", WAITING)
    await all_is_said(clerk, await got(office.site, f"{day}2026-09-14", 503))
    monkeypatch.setattr(app, "page_at", None)
    await all_is_said(clerk, await got(office.site, "/northshire", 500))


async def test_so_does_the_page_of_an_official(speak: Speak, office: Office) -> None:
    speak(Signs())
    clerk = office.desk.clerk
    async with clerk.record.reading(1) as view:
        latest = latest_until(await view.standing(1), view.terms, view.now)
        assert latest is not None
    await all_is_said(clerk, await office.page(), also=typed_day(latest))
    for form, fields in {
        "answer": {},
        "statement": {"statement": ""},
        "correction": {"wrong": SIGN * 1_201},
        "dispute": {"entry": "1", "grounds": ""},
    }.items():
        await all_is_said(clerk, await office.refused(form, **fields), also=typed_day(latest))
    await all_is_said(clerk, await office.done(answer="more_time", until="20 October 2026"))
    await all_is_said(clerk, await office.done(answer="in_writing", **NEEDED["in_writing"]))
    for form, text in {
        "correction": "wrong",
        "objection": "objection",
        "stop": "stop",
        "statement": "statement",
    }.items():
        await all_is_said(clerk, await office.done(form, **{text: "We fund 40 places."}))
    await held(office.desk)
    await all_is_said(clerk, await office.page(), await office.done("feedback", **GIVEN))


async def test_and_the_page_of_a_pledge_and_what_became_of_it(speak: Speak, promised: Promised) -> None:
    speak(Signs())
    clerk = promised.desk.clerk
    await all_is_said(clerk, await promised.reads(), await promised.sends("became", state="", text=""))
    await all_is_said(clerk, await promised.sends("confirm"), await promised.sends("confirm"))
    for state in ("in_hand", "partly", "done"):
        await all_is_said(clerk, await promised.sends("became", state=state, text="We fund 40 places."))
        await all_is_said(clerk, await got(promised.site, "/northshire/pledges"))
    await all_is_said(clerk, *[await got(promised.site, path) for path in await paths_of(clerk)])


async def test_what_is_sent_back_stands_in_the_form_as_it_can_be_read_again(speak: Speak, promised: Promised) -> None:
    speak(Signs())
    due = re.search(r'name="due" value="([^"]*)"', await promised.reads())
    async with promised.desk.clerk.record.reading(1) as view:
        assert due is not None
        assert due[1] == typed_day((await view.pledge(1)).due)


async def test_data_letters_and_what_the_hosts_are_told_stay_english(speak: Speak, office: Office) -> None:
    speak(Signs())
    await office.done(answer="other_date", dates="Any Tuesday.", hosts="We need a ramp.")
    await office.done("statement", statement="We fund 40 places.")
    [piece] = await office.pieces()
    assert piece.text == ("Which dates or times would suit you?\nAny Tuesday.\n\nA word to the hosts\nWe need a ramp.")
    assert [SIGN in one.body for one in await office.letters()] == [False, False]
    for name in FILES:
        assert SIGN not in await got(office.site, f"/northshire/{name}"), name


ONE_OF_EACH = {"", "method", "log/1", "agenda", "pledges", "sessions", "sessions/1", "organisations/1", "invitations/1"}


async def test_each_part_of_a_page_is_marked_with_its_language(
    speak: Speak, database: Database, tmp_path: Path
) -> None:
    """Of a catalogue that has every other message, so that each stands within each."""
    clerk = await whole(database, Chronicle.of_chance(4, days=30))
    await in_welsh(clerk)
    speak(Marking(Half()))
    async with site_of(clerk) as site:
        for number, path in enumerate(await paths_of(clerk)):
            html = await got(site, path)
            _is_marked(html)
            if path.removeprefix("/northshire").removeprefix("/") in ONE_OF_EACH:
                (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == len(ONE_OF_EACH)
    every_page_is_valid(tmp_path)


def _is_marked(html: str) -> None:
    assert not re.search(f"{BEGINS}|{ENGLISH_BEGINS}|{ENDS}", html)
    for tag, language, text in Words(html).pieces:
        if tag in ("title", "desc"):
            continue
        for word in re.findall(r"[^\W\d_]+", text):
            assert language == (WELSH if word.strip(SIGN + SIGN.upper()) == "" else ENGLISH), text


async def test_a_welsh_page_is_marked_where_it_is_welsh(database: Database, tmp_path: Path) -> None:
    clerk = await whole(database, Chronicle.of_chance(2, days=10))
    await in_welsh(clerk)
    async with site_of(clerk) as site:
        html, nowhere = await got(site, "/northshire/sessions"), await got(site, "/northshire/nowhere", 404)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    every_page_is_valid(tmp_path)
    assert '<html lang="cy">' in html
    assert '<body lang="en-GB">' in html
    assert "<title>Sesiynau · Northshire" in html
    assert '<h1><span lang="cy">Sesiynau</span></h1>' in html
    assert 'title="Cywiriadau"' in html
    assert ">How it is kept</a>" in html, "what has no Welsh yet is English"
    assert '<html lang="cy">' in nowhere


async def test_so_are_the_pages_of_officials(office: Office) -> None:
    await in_welsh(office.desk.clerk)
    html, (_, unread) = await office.page(), await office.send("nothing")
    assert '<html lang="cy">' in html
    assert '<h2 id="your-answer"><span lang="cy">Eich ateb</span></h2>' in html
    assert '<html lang="cy">' in unread


async def test_and_of_pledges(promised: Promised) -> None:
    await in_welsh(promised.desk.clerk)
    assert '<html lang="cy">' in await promised.reads()


def test_a_sentence_within_another_is_marked_once_and_begins_with_a_capital() -> None:
    class Some(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"{whom} came on {day}.": "ar {day} daeth {whom}.", "{day} May": "{day} Mai"}.get(message, message)

    def page(whom: str) -> str:
        with speaking(Marking(Some())):
            said = capital(tr("{whom} came on {day}.", whom=whom, day=tr("{day} May", day=3)))
            return spoken(f"<p>{said}</p>", WELSH)

    assert page("9") == '<p><span lang="cy">Ar 3 Mai daeth 9.</span></p>'
    assert page("Ann &amp; Co") == (
        '<p><span lang="cy">Ar 3 Mai daeth <span lang="en-GB">Ann &amp; Co</span>.</span></p>'
    )


def test_a_drawing_says_its_language_in_its_own_way() -> None:
    said = Marking(catalogue(WELSH)).gettext("Sessions")
    svg = f'<svg><title id="t">{said}</title><desc id="d">{said} x</desc><text>{said}</text></svg>{said}'
    assert spoken(svg, WELSH) == (
        '<svg><title lang="cy" id="t">Sesiynau</title><desc id="d">Sesiynau x</desc>'
        '<text><tspan lang="cy">Sesiynau</tspan></text></svg><span lang="cy">Sesiynau</span>'
    )


def test_words_that_are_typed_are_never_taken_for_a_mark() -> None:
    said = Marking(catalogue(WELSH)).gettext("Sessions")
    assert spoken(f"<body><p title='{said}'>{said} {{x}}</p>", WELSH) == (
        '<body lang="en-GB"><p title=\'Sesiynau\'><span lang="cy">Sesiynau</span> {x}</p>'
    )
