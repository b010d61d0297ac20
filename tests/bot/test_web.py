"""The public record on the web: to read, for everybody, and without anything that is not its own."""

import logging
import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update

from bot import desk_keys
from bot.clerk import Clerk
from bot.clock import HandClock
from bot.export import export_forum
from bot.public import licence
from bot.public.log import log_page
from bot.public.said import thanks_first
from bot.record import Record
from bot.rules import correction, facts as f
from bot.rules.wording import NEVER
from bot.rules.words import Answer, Presence, Reason, Via
from bot.view import View
from bot.ways import Ways
from bot.web import addresses
from bot.web.answers import Made
from bot.web.app import make_app, start_site
from bot.web.cache import Cache
from bot.web.render import HERE, Links, Page
from db import ledger, models
from db.engine import Database
from db.public import Chosen
from tests.bulk import APART, put
from tests.chronicled import whole
from tests.desk import HOST, MAIL, Desk, remembered
from tests.rules.chronicle import Chronicle
from tests.rules.fates import forum
from tests.rules.tale import at
from tests.valid import HEARD, SILENT, every_page_is_valid

pytestmark = pytest.mark.only_on("sqlite")
"""Both databases where a page's queries differ; the rest is about what is made of their answers."""

HOSTILE = "<script>alert('x')</script> & \u202e\"quoted\" ]]> {{ 7777*7777 }}"

Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@pytest.fixture
async def desk(database: Database) -> Desk:
    """As `_furnished`; made once and copied after that."""
    return await remembered(database, __name__, _furnished)


async def _furnished(database: Database) -> Desk:
    """One body answers and comes, one does not answer, and what was noted wrongly is corrected."""
    desk = await Desk.opened(database)
    kind, quiet = await desk.body("NHS Northshire ICB", "icb"), await desk.body(f"Council {HOSTILE}", "council")
    session = await desk.session(days=45, title=f"Respite {HOSTILE}")
    answers = await desk.invited(session, await desk.official(kind))
    waits = await desk.invited(session, await desk.official(quiet, f"Leader {HOSTILE}", elected=True, name="Ada Fell"))
    await desk.post()
    await desk.days_pass(3)
    await desk.answered(answers, Answer.ATTENDING)
    await desk.days_pass(43)
    await desk.attended(answers, Presence.DID_NOT_COME)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        history = await tx.history(answers)
        seq = next(entry.seq for entry in history if isinstance(entry.fact, f.Attended))
        mark, came = tx.mark(Via.HOST), Presence.CAME
        tx.record(correction.correct(history, seq, answer=None, presence=came, reason=Reason.OUR_MISTAKE, **mark))
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose(f"Two lines.\n{HOSTILE}")
        tx.record(f.StatementMade(invitation=waits, text=text, **tx.mark(Via.LINK)))
    return desk


@pytest.fixture
async def site(desk: Desk) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(desk.clerk))) as client:
        yield client


PATHS = (
    *("/", "/northshire", "/northshire/organisations", "/northshire/organisations/1", "/northshire/organisations/2"),
    *("/northshire/sessions", "/northshire/sessions/1", "/northshire/invitations/1", "/northshire/invitations/2"),
    *("/northshire/pledges", "/northshire/corrections", "/northshire/method", "/northshire/log", "/northshire/log/1"),
)
FILES = {
    "record.jsonl": "application/x-ndjson",
    "head.json": "application/json",
    "figures.json": "application/json",
    "invitations.csv": "text/csv",
    "organisations.csv": "text/csv",
    "feedback.csv": "text/csv",
    "pledges.csv": "text/csv",
    "style.css": "text/css",
    "data-dictionary.csv": "text/csv",
    "datapackage.json": "application/json",
    "feed.atom": "application/atom+xml",
    "corrections.atom": "application/atom+xml",
    "sessions.ics": "text/calendar",
}


async def _get(site: Client, path: str, status: int = 200) -> str:
    async with site.get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


class Parsed(HTMLParser):
    """What a screen reader would find."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def all(self, *names: str) -> list[tuple[str, dict[str, str]]]:
        return [(tag, attrs) for tag, attrs in self.tags if tag in names]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


async def test_every_page_can_be_read_by_everybody(site: Client) -> None:
    for path in PATHS:
        _can_be_read(Parsed(await _get(site, path)))


def _can_be_read(page: Parsed) -> None:
    assert page.open == [], "every element is closed"
    assert page.all("html")[0][1] == {"lang": "en-GB"}
    assert page.all("title")
    assert len(page.all("h1")) == len(page.all("main")) == 1
    levels = [int(tag[1]) for tag, _ in page.all("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is left out"
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all(attrs["aria-labelledby"] in ids for _, attrs in page.tags if "aria-labelledby" in attrs)
    assert len(page.all("table")) == len(page.all("caption"))
    assert all("scope" in attrs for _, attrs in page.all("th"))
    assert len({attrs.get("aria-label") for _, attrs in page.all("nav")}) == len(page.all("nav"))


async def test_every_page_is_valid_whatever_people_typed(desk: Desk, site: Client, tmp_path: Path) -> None:
    """As exported, as served, of a past day, of a body that every chart is drawn of, one's own, and where none is."""
    await export_forum(desk.clerk, desk.forum, tmp_path)
    told = forum(2, bodies=4, sessions=30)
    await put(desk.clerk.database, told, 2)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        own = desk_keys.mint(tx, 1)
    past = f"/northshire?as_at={desk.clock.now().date() - timedelta(days=9)}"
    for path in (*PATHS, past, f"/r/{own}"):
        _keep(tmp_path, await _get(site, path))
    _keep(tmp_path, await _get(site, "/nowhere", 404))
    later = Clerk(Record(desk.clerk.database, HandClock(at(told.today))), MAIL)
    async with TestClient(TestServer(make_app(later))) as drawn:
        for path in ("", f"/organisations/{2 * APART + 1}"):
            _keep(tmp_path, text := await _get(drawn, f"/forum-2{path}"))
            assert "<svg" in text
    every_page_is_valid(tmp_path, heard=True)
    if not HEARD:
        pytest.skip(SILENT)


def _keep(folder: Path, page: str) -> None:
    (folder / f"served-{len(list(folder.iterdir()))}.html").write_text(page, encoding="utf-8")


async def test_nothing_runs_is_kept_or_is_fetched_from_elsewhere(site: Client) -> None:
    for path in (*PATHS, "/nowhere", *(f"/northshire/{name}" for name in FILES)):
        async with site.get(path) as response:
            _is_all_its_own(path, await response.text(), response.headers)


def _is_all_its_own(path: str, text: str, headers: Mapping[str, str]) -> None:
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    if "." in path:
        return
    page = Parsed(text)
    assert not page.all("script", "iframe", "form", "object", "style", "base")
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    for _, attrs in page.tags:
        assert not urlsplit(attrs.get("href", "") or attrs.get("src", "")).netloc


@pytest.mark.only_on("sqlite", "postgres")
async def test_every_link_leads_somewhere(site: Client) -> None:
    seen, waiting = {"/"}, ["/"]
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        async with site.get(path, allow_redirects=False) as response:
            assert response.status == 200, path
            if response.content_type != "text/html":
                continue
            page = Parsed(await response.text())
        anchors[path] = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
        for _, attrs in page.all("a", "link"):
            parts = urlsplit(urljoin(f"http://x{path}", attrs["href"]))
            wanted.append((path, parts.path, parts.fragment))
            if parts.path not in seen:
                seen.add(parts.path)
                waiting.append(parts.path)
    assert all(not anchor or anchor in anchors[target] for _, target, anchor in wanted)
    assert seen >= {*PATHS, *(f"/northshire/{name}" for name in FILES)}


async def test_what_people_typed_is_shown_and_never_obeyed(site: Client) -> None:
    for path in PATHS:
        text = await _get(site, path)
        assert "<script" not in text
        assert str(7777 * 7777) not in text
    assert " ".join(HOSTILE.split()) in Parsed(await _get(site, "/northshire/organisations/2")).text
    assert "Two lines.\n&lt;script&gt;" in await _get(site, "/northshire/invitations/2")


NOT_THERE = (
    "/nowhere", "/nowhere/sessions/1", "/northshire/sessions/99", "/northshire/invitations/99", "/northshire/log/9",
    "/northshire/organisations/99", "/northshire/sessions/page/9", "/northshire/corrections/page/9",
    "/northshire/log/0", "/northshire/sessions/01", "/northshire/sessions/x", "/northshire/sessions/1/",
    "/Northshire", "/northshire/sessions/1/2", "/northshire/clerk.db", "/northshire/../../etc/passwd",
    "/northshire/%2e%2e/x", "/northshire/log/99999999999999999999", "/eastvale/sessions/1",
    "/eastvale/invitations/1",
)  # fmt: skip


async def test_what_is_not_there_is_a_plain_page(desk: Desk, site: Client) -> None:
    """Also another forum's numbers: they are as good as none."""
    await Desk.opened(desk.clerk.database, guild=901, slug="eastvale", clock=desk.clock)
    for path in NOT_THERE:
        assert Parsed(await _get(site, path, 404)).text.startswith("There is nothing here")


async def test_nothing_can_be_sent(site: Client) -> None:
    for path in ("/northshire", "/northshire/record.jsonl", "/"):
        async with site.post(path, data={"x": "y"}) as response:
            assert response.status == 405
            assert "This page can only be read" in await response.text()


async def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without(site: Client) -> None:
    async with site.get("/northshire/", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (308, "../northshire")
    async with site.get("/northshire/") as response:
        assert (response.status, response.url.path) == (200, "/northshire")


async def test_a_page_is_sent_again_only_when_it_has_changed(desk: Desk, site: Client) -> None:
    for path in (*PATHS, "/northshire/record.jsonl", "/northshire/figures.json", "/northshire/style.css"):
        async with site.get(path) as response:
            tag = response.headers["ETag"]
            assert response.headers["Cache-Control"] == "no-cache"
        for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            async with site.get(path, headers={"If-None-Match": held}) as response:
                assert (response.status, await response.read()) == (304, b""), path
                assert response.headers["ETag"] == tag
    async with desk.clerk.database.reading() as db:
        head = await ledger.head(db, desk.forum)
    async with site.get("/northshire") as response:
        tag = response.headers["ETag"]
        assert (head.hash or "")[:32] in tag, "the tag is the chain's head"
    await desk.body("Eastvale Council", "council")
    async with site.get("/northshire", headers={"If-None-Match": tag}) as response:
        assert response.status == 200
        assert response.headers["ETag"] != tag


async def test_a_page_that_has_not_changed_is_not_made_again(
    desk: Desk, site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    async def counted(view: View, ways: Ways, path: str) -> Page | None:
        made.append(path)
        return await addresses.page_at(view, ways, path)

    monkeypatch.setattr("bot.web.app.page_at", counted)
    first = [await _get(site, path) for path in ("/northshire", "/northshire/log", "/northshire")]
    assert (made, first[0]) == (["", "log"], first[2])
    desk.clock.move_by(timedelta(minutes=1))
    await _get(site, "/northshire")
    assert made == ["", "log", ""], "a session may have ended with the minute"
    await _get(site, "/northshire/nowhere", 404)
    await _get(site, "/northshire/nowhere", 404)
    assert made[-2:] == ["nowhere", "nowhere"], "what is not there is not kept"


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_name_that_changes_in_the_papers_changes_on_every_page_at_once(desk: Desk, site: Client) -> None:
    """Nothing on the record changes with it, and the page stood ready to be sent again."""
    async with desk.clerk.database.writing() as db:
        for row in await db.scalars(select(models.Official)):
            row.public_source = "https://westmere.example/people"
    for path in ("/northshire/invitations/2", "/northshire/feed.atom"):
        assert "Ada Fell" in await _get(site, path)
        assert "Ada Fell" in await _get(site, path)
    another = Database.at(desk.clerk.database.url.render_as_string(hide_password=False))
    async with another.writing() as db:
        await db.execute(update(models.Holder).values(name="Somebody Else"))
    await another.dispose()
    for path in ("/northshire/invitations/2", "/northshire/feed.atom"):
        assert "Somebody Else" in await _get(site, path)


async def test_the_cache_holds_so_much_and_no_more(desk: Desk) -> None:
    cache = Cache(desk.clerk, room=8_000)

    async def made(signs: str) -> Made:
        return Made.of(signs.encode(), "text/html")

    for number in range(40):
        await cache.get(f"/{number}", partial(made, "x" * 400))
        await cache.get("/0", partial(made, "again"))
    assert cache.size <= 8_000
    assert (await cache.get("/0", partial(made, "again"))).body == b"x" * 400, "what is asked for often stays"
    assert (await cache.get("/1", partial(made, "made again"))).body == b"made again"


async def test_whoever_can_unpack_gets_pages_and_files_packed(site: Client) -> None:
    for path in ("/northshire", "/northshire/record.jsonl", "/northshire/invitations.csv"):
        async with site.get(path, headers={"Accept-Encoding": "gzip"}) as packed:
            assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
            body = await packed.read()
        for says in ("", "br, gzip;q=0"):
            async with site.get(path, headers={"Accept-Encoding": says}) as plain:
                assert ("Content-Encoding" in plain.headers, await plain.read()) == (False, body)
                assert plain.headers["ETag"] != packed.headers["ETag"]


async def test_a_large_file_is_sent_from_the_disk_and_is_the_same(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = await _get(site, "/northshire/invitations.csv")
    monkeypatch.setattr("bot.web.files.SMALL", 10)
    async with site.get("/northshire/invitations.csv") as response:
        assert (await response.text(), response.headers["Content-Type"]) == (small, "text/csv; charset=utf-8")
        tag = response.headers["ETag"]
    async with site.get("/northshire/invitations.csv", headers={"If-None-Match": tag}) as response:
        assert response.status == 304


async def test_search_engines_leave_out_what_is_about_one_persons_answers(site: Client) -> None:
    assert "Disallow: /r/" in await _get(site, "/robots.txt")
    for path in (*PATHS, *(f"/northshire/{name}" for name in FILES if name != "style.css")):
        personal = "." in path or any(part in path for part in ("/invitations/", "/log", "/corrections"))
        async with site.get(path) as response:
            assert ("noindex" in response.headers.get("X-Robots-Tag", "")) is personal, path
            if response.content_type == "text/html":
                assert ('<meta name="robots" content="noindex' in await response.text()) is personal, path
            elif "." in path:
                assert response.headers["Link"] == f'<{licence.URL}>; rel="license"'


async def test_what_was_erased_is_sent_to_nobody_any_more(desk: Desk, site: Client) -> None:
    held = {}
    for path in ("/northshire/invitations/2", "/northshire/record.jsonl"):
        async with site.get(path) as response:
            held[path] = response.headers["ETag"]
            assert "Two lines." in await response.text()
    async with desk.clerk.record.reading(desk.forum) as view:
        made = next(e.fact for e in await view.history(2) if isinstance(e.fact, f.StatementMade))
    async with desk.clerk.database.writing() as db:
        await ledger.erase(db, desk.forum, made.text, desk.clock.now())
    for path, tag in held.items():
        async with site.get(path, headers={"If-None-Match": tag}) as response:
            assert response.status == 200
            assert "Two lines." not in await response.text()
    assert "removed on request" in await _get(site, "/northshire/invitations/2")


@pytest.mark.only_on("sqlite", "postgres")
async def test_the_files_are_those_of_the_export(desk: Desk, site: Client, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    for name, content_type in FILES.items():
        async with site.get(f"/northshire/{name}") as response:
            assert response.headers["Content-Type"] == f"{content_type}; charset=utf-8"
            body = await response.read()
        if name == "head.json":
            assert b'"files":{}' in body, "what is made anew for each reader has no digest"
        else:
            assert body == (export / name).read_bytes()
        async with site.head(f"/northshire/{name}") as response:
            assert (response.status, await response.read()) == (200, b"")


async def test_live_and_exported_pages_say_the_same(desk: Desk, site: Client, tmp_path: Path) -> None:
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    async with desk.clerk.record.reading(desk.forum) as view:
        paths = [path async for path in addresses.every_path(view)]
    for path in paths:
        live = Parsed(await _get(site, f"/northshire/{path}".rstrip("/")))
        kept = Parsed((export / path / "index.html").read_text(encoding="utf-8"))
        assert live.text == kept.text


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_body_that_was_asked_often_has_its_invitations_on_further_pages(
    desk: Desk, site: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, the latest session first; live, on a past day and in an export."""
    monkeypatch.setattr("bot.web.pages.organisation.SIZE", 2)
    for days in (60, 90, 75, 60, 90):
        await desk.invited(await desk.session(days=days), 1)
    later = desk.clock.now().date()
    await desk.days_pass(1)
    body, export = "/northshire/organisations/1", await export_forum(desk.clerk, desk.forum, tmp_path)
    for day in ("", f"?as_at={later}"):
        found = [
            _invitations(await _get(site, f"{body}{path}{day}"))
            for path in ("/asked", "/asked/page/2", "/asked/page/3")
        ]
        assert [len(of) for of in found] == [2, 2, 2]
        assert found[0] == _invitations(await _get(site, f"{body}{day}")), "its own page begins the list"
        assert sorted(int(number) for of in found for number in of) == [1, *range(3, 8)]
        assert found[2][-1] == "1", "the earliest session"
    for path in ("organisations/1", "organisations/1/asked/page/2"):
        links = [attrs["href"] for _, attrs in Parsed((export / path / "index.html").read_text()).all("a")]
        assert all((export / path / link.partition("#")[0]).exists() for link in links if "://" not in link), path
    assert not (export / "organisations/2/asked").exists(), "it was asked once"
    for path in ("organisations/1/asked/page/4", "organisations/9/asked"):
        await _get(site, f"/northshire/{path}", 404)


def _invitations(text: str) -> list[str]:
    """The numbers of those in the table, in order."""
    return re.findall(r", invitation (\d+)</span>", text)


async def test_the_record_is_streamed_as_far_as_it_went_when_it_was_asked_for(
    desk: Desk, site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.export.data.CHUNK", 4)
    length = len((await _get(site, "/northshire/record.jsonl")).splitlines())
    async with site.get("/northshire/record.jsonl") as response:
        await desk.body("Eastvale Council", "council")
        text = await response.text()
    assert len(text.splitlines()) in (length, length + 1)
    assert len((await _get(site, "/northshire/record.jsonl")).splitlines()) == length + 1


async def test_thanks_stand_first(site: Client) -> None:
    front = Parsed(await _get(site, "/northshire")).text
    assert front.index("Thank you:") < front.index("Who engaged with us") < front.index("What we did ourselves")
    session = Parsed(await _get(site, "/northshire/sessions/1")).text
    assert session.index("Director of Commissioning") < session.index("Leader")


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_correction_stands_with_its_entry_and_among_the_corrections(site: Client) -> None:
    corrected = "was not there → came. Reason: our mistake."
    invitation = Parsed(await _get(site, "/northshire/invitations/1")).text
    assert invitation.index("was not at") < invitation.index(corrected)
    assert corrected in Parsed(await _get(site, "/northshire/corrections")).text
    assert "We corrected this record once." in Parsed(await _get(site, "/northshire")).text


async def test_no_reply_is_shown_with_all_that_it_rests_on(site: Client) -> None:
    text = Parsed(await _get(site, "/northshire/invitations/2")).text
    ours = ("Our invitation", "Our first reminder", "Our second reminder", "Our notice of what would be published")
    assert [text.index(f"We sent: {letter}") for letter in ours] == sorted(
        text.index(f"We sent: {letter}") for letter in ours
    )
    assert "Came back: A statement" in text
    assert re.search(r"This rests on entries \d+ , \d+ , \d+ and \d+", text.replace(",", " ,"))
    assert "All our post had been read up to" in text
    assert "the clerk, by the timetable" in text


async def test_a_statement_stands_in_the_size_of_the_entries(site: Client) -> None:
    style = (HERE / "static" / "style.css").read_text()
    assert not re.search(r"\.(statement|said|below)[^{}]*\{[^}]*font", style)
    page = await _get(site, "/northshire/organisations/2")
    assert '<blockquote class="statement"' in page


async def test_no_page_says_what_the_record_never_says(site: Client) -> None:
    for path in PATHS:
        text = Parsed(await _get(site, path)).text.lower().replace("nobody is required by law", "")
        text = text.replace("must never", "")
        assert [words for words in NEVER if re.search(rf"\b{re.escape(words)}\b", text)] == [], path


async def test_something_that_goes_wrong_is_a_page_that_gives_nothing_away(
    site: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("bot.web.app.page_at", breaks)
    with caplog.at_level(logging.ERROR, "bot.web.app"):
        text = Parsed(await _get(site, "/northshire", 500)).text
    assert "Something went wrong on our side." in text
    assert "secret" not in text
    assert caplog.records[0].getMessage().split()[1].rstrip(",") in text, "the reference"


async def test_the_site_says_whether_it_is_well(site: Client) -> None:
    assert await _get(site, "/healthz") == "ok\n"


async def test_the_site_starts_and_stops(desk: Desk) -> None:
    runner = await start_site(desk.clerk, "127.0.0.1", 0)
    host, port = runner.addresses[0]
    async with aiohttp.ClientSession() as reader, reader.get(f"http://{host}:{port}/northshire") as response:
        assert response.status == 200
    await runner.cleanup()
    assert runner.addresses == []


@pytest.mark.parametrize(
    ("own", "path", "live", "as_file"),
    [
        ("", "", "northshire", "index.html"),
        ("", "sessions/1", "northshire/sessions/1", "sessions/1/index.html"),
        ("sessions", "sessions/1", "sessions/1", "1/index.html"),
        ("sessions/1", "", "../../northshire", "../../index.html"),
        ("sessions/1", "invitations/2", "../invitations/2", "../../invitations/2/index.html"),
        ("sessions/page/2", "sessions", "../../sessions", "../../index.html"),
        ("log/1", "log/2", "2", "../2/index.html"),
    ],
)
def test_links_lead_from_any_page_to_any_other(own: str, path: str, live: str, as_file: str) -> None:
    assert Links("northshire", own, files=False).page(path) == live
    assert Links("northshire", own, files=True).page(path) == as_file


@pytest.mark.only_on("sqlite", "postgres")
async def test_the_pages_of_the_log_hold_every_entry_once_thanks_first_within_a_day(database: Database) -> None:
    clerk = await whole(database, Chronicle.of_chance(4, days=25))
    async with clerk.record.reading(1) as view:
        for chosen in (Chosen(forum_id=1), Chosen(forum_id=1, organisation_id=2), Chosen(forum_id=1, session_id=1)):
            said, last = await log_page(view, chosen, 1, 10_000)
            assert last == 1
            assert said == thanks_first(said)
            assert len(said) > 5
            for size in (3, 20):
                _, pages = await log_page(view, chosen, 1, size)
                turned = [
                    one for number in range(1, pages + 1) for one in (await log_page(view, chosen, number, size))[0]
                ]
                assert [one.seq for one in turned] == [one.seq for one in said]


async def test_an_entry_keeps_its_page_of_the_log(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.pages.log.SIZE", 20)
    clerk = await whole(database, Chronicle.of_chance(4, days=30))
    async with TestClient(TestServer(make_app(clerk))) as site:
        for number in (1, 2):
            page = Parsed(await _get(site, f"/northshire/log/{number}"))
            ids = [int(a["id"].removeprefix("entry-")) for _, a in page.tags if a.get("id", "").startswith("entry-")]
            assert sorted(ids) == list(range(number * 20 - 19, number * 20 + 1))
