"""Feeds, calendar and data dictionary: read by programs that know nothing of us, and safe whatever people typed."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import feedparser
import icalendar
import pytest

from bot.export.dictionary import INVITATIONS, TABLES
from bot.export.edition import Edition
from bot.export.files import BY_NAME
from bot.public import licence
from bot.rules import correction, facts as f, session
from bot.rules.words import Answer, Presence, Reason, Via
from bot.ways import Ways
from db import ledger, models
from db.engine import Database
from tests.desk import HOST, MAIL, Desk, remembered

pytestmark = pytest.mark.only_on("sqlite")

HOSTILE = "=cmd|' /C'!A0 <script>alert(1)</script> **b** [x](http://e.example) ]]> \u202ertl\x07 &amp;"
HEADERS = {
    "content-location": "https://elsewhere.example/n/feed",
    "content-type": "application/atom+xml; charset=utf-8",
}
SHOWN = "=cmd|' /C'!A0 <script>alert(1)</script> **b** [x](http://e.example) ]]> rtl &amp;"


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await remembered(database, __name__, _furnished)


async def _furnished(database: Database) -> Desk:
    """Two sessions, one moved and one cancelled; a wrong attendance put right; a statement of ten thousand signs."""
    desk = await Desk.opened(database)
    body = await desk.body(f"Council {HOSTILE}", "council")
    first, second = await desk.session(days=45, title=f"Respite {HOSTILE}"), await desk.session(days=60, title="Buses")
    asked = await desk.invited(first, await desk.official(body, f"Leader {HOSTILE}"))
    await desk.post()
    await desk.days_pass(3)
    await desk.answered(asked, Answer.ATTENDING)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        row = await tx.db.get_one(models.Session, second)
        later = row.starts_at + timedelta(days=1)
        tx.record(session.move(await tx.session(second), later, **tx.mark(Via.HOST)))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.record(session.cancel(await tx.session(second), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.HOST)))
    await desk.days_pass(43)
    await desk.attended(asked, Presence.DID_NOT_COME)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        history = await tx.history(asked)
        seq = next(entry.seq for entry in history if isinstance(entry.fact, f.Attended))
        mark, came = tx.mark(Via.HOST), Presence.CAME
        tx.record(correction.correct(history, seq, answer=None, presence=came, reason=Reason.OUR_MISTAKE, **mark))
        text = await tx.enclose(f"{HOSTILE}\n{'x' * 10_000}")
        tx.record(f.StatementMade(invitation=asked, text=text, **tx.mark(Via.LINK)))
    return desk


async def made(desk: Desk, name: str, *, ways: Ways = MAIL, folder: bool = False) -> str:
    async with desk.clerk.record.reading(desk.forum) as view:
        edition = await Edition.of(view, ways, folder=folder)
        return "".join([text async for text in BY_NAME[name].made(edition)])


def read(text: str) -> Any:
    """By a parser that is strict about what XML is, and knows what a feed must have."""
    found = feedparser.parse(text.encode(), response_headers=HEADERS)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    feed = found.feed
    assert all(feed.get(key) for key in ("id", "title", "updated", "author", "rights")), "RFC 4287 §4.1.1"
    assert {one.rel for one in feed.links} == {"self", "alternate", "license"}
    for entry in found.entries:
        assert all(entry.get(key) for key in ("id", "title", "updated", "published", "content", "link")), "§4.1.2"
    ids = [entry.id for entry in found.entries]
    assert len(ids) == len(set(ids))
    assert feed.updated == max(entry.updated for entry in found.entries)
    return found


async def test_the_newest_entries_are_a_feed_with_what_is_said_of_them(desk: Desk) -> None:
    found = read(await made(desk, "feed.atom"))
    assert (found.feed.title, found.feed.rights) == (
        "Northshire Carers’ Forum: the record",
        licence.say_licence("Northshire Carers’ Forum"),
    )
    async with desk.clerk.record.reading(desk.forum) as view:
        head = await ledger.head(view.db, desk.forum)
    assert len(found.entries) == head.seq
    attended = next(entry for entry in found.entries if entry.tags[0].term == "attended")
    assert attended.link.startswith("https://carers.example/northshire/invitations/1#entry-")
    words = attended.content[0]
    assert (words.type, "was not there → came. Reason: our mistake." in words.value) == ("text/plain", True)


async def test_corrections_have_a_feed_of_their_own(desk: Desk) -> None:
    found = read(await made(desk, "corrections.atom"))
    assert [entry.tags[0].term for entry in found.entries] == ["corrected"]
    whole = {entry.id for entry in read(await made(desk, "feed.atom")).entries}
    assert found.entries[0].id in whole, "the same entry has the same id in both"


async def test_an_entry_keeps_its_id_and_is_updated_when_it_reads_differently(desk: Desk) -> None:
    before = {entry.id: entry for entry in read(await made(desk, "feed.atom")).entries}
    moved = read(await made(desk, "feed.atom", ways=Ways(site="https://another.example/x")))
    assert {entry.id for entry in moved.entries} == set(before), "also where the pages move"
    stated = next(entry for entry in before.values() if entry.tags[0].term == "statement_made")
    desk.clock.move_by(timedelta(hours=1))
    async with desk.clerk.record.reading(desk.forum) as view:
        fact = next(e.fact for e in await view.history(1) if isinstance(e.fact, f.StatementMade))
    async with desk.clerk.database.writing() as db:
        await ledger.erase(db, desk.forum, fact.text, desk.clock.now())
    after = {entry.id: entry for entry in read(await made(desk, "feed.atom")).entries}
    assert after[stated.id].updated > stated.updated == stated.published
    assert "x" * 100 not in after[stated.id].content[0].value
    assert [key for key in before if before[key].updated != after[key].updated] == [stated.id]


async def test_without_an_address_the_links_of_a_feed_are_relative(desk: Desk) -> None:
    for folder, there in ((False, "invitations/1#"), (True, "invitations/1/index.html#")):
        text = await made(desk, "feed.atom", ways=Ways(), folder=folder)
        assert f'href="{there}' in text
        assert read(text).entries[0].link.startswith("https://elsewhere.example/n/")


async def test_what_people_typed_is_text_in_feeds_and_calendars(desk: Desk) -> None:
    found = read(await made(desk, "feed.atom"))
    said = "\n".join(entry.content[0].value for entry in found.entries)
    assert SHOWN in " ".join(said.split())
    assert "x" * 10_000 in said
    assert not {"\u202e", "\x07"} & set(said)
    assert all(len(entry.title) <= 140 for entry in found.entries)
    first, _ = _events(await made(desk, "sessions.ics"))
    assert str(first["SUMMARY"]) == f"Respite {SHOWN}"


def _events(text: str) -> list[icalendar.Component]:
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "RFC 5545 §3.1"
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


async def test_sessions_are_a_calendar_that_follows_them(desk: Desk) -> None:
    first, second = _events(await made(desk, "sessions.ics"))
    assert (first["STATUS"], first["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (second["STATUS"], second["SEQUENCE"], second["SUMMARY"]) == ("CANCELLED", 2, "Buses")
    assert first["UID"] != second["UID"]
    assert str(first["URL"]) == "https://carers.example/northshire/sessions/1"
    await desk.session(days=90)
    assert [event["UID"] for event in _events(await made(desk, "sessions.ics"))][:2] == [first["UID"], second["UID"]]


async def test_the_data_dictionary_names_every_column_of_every_table_in_order(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO((await made(desk, "data-dictionary.csv")).removeprefix("\ufeff"))))
    package = json.loads(await made(desk, "datapackage.json"))
    assert package["licenses"][0]["path"] == licence.URL
    for table, resource in zip(TABLES, package["resources"], strict=True):
        header = (await made(desk, table.file)).removeprefix("\ufeff").splitlines()[0].split(",")
        assert [row["column"] for row in rows if row["file"] == table.file] == header
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["schema"].get("primaryKey") == table.key
        assert table.key is None or table.key in header


LEAF = re.compile(r"[.]within[.]|answers[.]left_out$|^pledges$")


async def test_the_data_dictionary_names_every_key_of_the_figures(desk: Desk) -> None:
    def keys(value: Any, at: str = "") -> Iterator[str]:
        if not isinstance(value, dict) or at in ("names", "kinds", "organisations") or LEAF.search(at):
            yield at
            return
        for key, one in value.items():
            yield from keys(one, f"{at}.{key}".strip("."))

    said = json.loads(await made(desk, "figures.json"))
    rows = csv.DictReader(io.StringIO((await made(desk, "data-dictionary.csv")).removeprefix("\ufeff")))
    named = {row["column"] for row in rows if row["file"] == "figures.json"}
    assert {key for key in keys(said) if key not in ("kinds", "organisations")} == named


async def test_every_cell_is_of_the_kind_that_the_dictionary_says(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO((await made(desk, "invitations.csv")).removeprefix("\ufeff"), newline="")))
    for column in INVITATIONS.columns:
        for value in filter(None, (row[column.name] for row in rows)):
            assert not column.words or value in column.words
            assert CHECKS[column.kind.value](value)
            assert not value.startswith(("=", "+", "-", "@"))


CHECKS: dict[str, Callable[[str], bool]] = {
    "integer": str.isdigit,
    "date": lambda value: len(value) == 10,
    "datetime": lambda value: value.endswith("Z"),
    "boolean": lambda value: value in ("yes", "no"),
    "string": lambda value: True,
}


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_forum_with_nothing_in_it_has_feeds_too(database: Database) -> None:
    empty = await Desk.opened(database)
    read(await made(empty, "feed.atom"))
    assert _events(await made(empty, "sessions.ics")) == []
    text = await made(empty, "corrections.atom")
    assert not feedparser.parse(text.encode(), response_headers=HEADERS).bozo
    assert "<entry>" not in text
