"""A page as at a past day is the page that stood there on that day, whatever came later; and brings nothing back."""

import asyncio
import itertools
import re
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import pledges
from bot.clerk import Clerk
from bot.clock import HandClock
from bot.past import as_at
from bot.pledges import Promise, Word
from bot.rules import facts as f, hiding
from bot.rules.recount import fold
from bot.rules.session import session_standing
from bot.rules.words import OrganisationKind, PledgeOutcome, Reason, Via
from bot.view import View
from bot.web.app import make_app
from bot.web.past import WAITING
from db import ledger, models
from db.engine import Database
from tests.bot.test_web import Parsed
from tests.chronicled import kept
from tests.desk import HOST, Desk, remembered
from tests.rules.fates import forum

pytestmark = pytest.mark.only_on("sqlite")

Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]
EVERY = 15
PATHS = ("", *(f"/{kind}/{n}" for kind in ("organisations", "sessions", "invitations") for n in (1, 2)))
LATE = time(22, 30, tzinfo=UTC)


def moved(clerk: Clerk, day: date) -> None:
    assert isinstance(clerk.clock, HandClock)
    clerk.clock.move_to(datetime.combine(day, LATE))


async def read(clerk: Clerk, day: date | None = None) -> dict[str, str]:
    """What each page says between its heading and its foot, without what only a past day says."""
    said = {}
    async with TestClient(TestServer(make_app(clerk))) as site:
        for path in PATHS:
            async with site.get(f"/northshire{path}", params={"as_at": day.isoformat()} if day else {}) as response:
                text = await response.text()
                if response.status == 200:
                    text = re.sub(r", as at [^<]*</title>", "</title>", text)
                    text = re.sub(r'<section class="notice" aria-labelledby="past">.*?</section>', "", text, flags=re.S)
                    said[path] = Parsed(text).text
    return said


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_past_day_reads_as_it_read_on_that_day(database: Database) -> None:
    told, looks, seen = forum(7, bodies=3, sessions=4), list[tuple[date, dict[str, str]]](), 0
    async for clerk, length in kept(database, told):
        today = clerk.clock.now().date()
        if length - seen >= EVERY:
            seen = length
            moved(clerk, today)
            looks.append((today, await read(clerk)))
    assert len(looks) >= 3
    assert any("interval" in said[""] for _, said in looks), "a story in which nothing counts proves nothing"
    assert any(said.keys() < set(PATHS) for _, said in looks), "on some day not all of it was there"
    moved(clerk, told.today)
    for day, said in looks:
        assert await read(clerk, day) == said, day


@pytest.fixture
async def desk(database: Database) -> Desk:
    """As `_furnished`; made once and copied after that."""
    return await remembered(database, __name__, _furnished)


async def _furnished(database: Database) -> Desk:
    """A body is asked, says something, and its words are hidden a week later."""
    desk = await Desk.opened(database)
    number = await desk.invited(await desk.session(days=45), await desk.official(await desk.body()))
    await desk.post()
    await desk.days_pass(3)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        tx.record(f.StatementMade(invitation=number, text=await tx.enclose("My home number."), **tx.mark(Via.LINK)))
    await desk.days_pass(7)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        history = await tx.history(number)
        seq = next(entry.seq for entry in history if isinstance(entry.fact, f.StatementMade))
        tx.record(hiding.hide(history, seq, Reason.PERSONAL_DATA, **tx.mark(Via.COMMAND)))
    return desk


@pytest.fixture
async def site(desk: Desk) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(desk.clerk))) as client:
        yield client


async def answered(site: Client, path: str) -> tuple[int, str]:
    async with site.get(path) as response:
        return response.status, await response.text()


async def test_looking_back_does_not_bring_back_what_was_hidden(desk: Desk, site: Client) -> None:
    """Not even where the text beside the entry had been left in place by mistake."""
    day = desk.clock.now().date() - timedelta(days=3)
    status, text = await answered(site, f"/northshire/invitations/1?as_at={day}")
    assert status == 200
    assert "My home number" not in text
    said = Parsed(text).text
    assert re.search(r"stood at the end of that day\. \d entr(y|ies) came later; 1 of these says how", said)
    assert "What this entry says was hidden by a host" in said


async def test_a_body_is_called_as_it_was_called_and_is_not_there_before_it_was_entered(
    desk: Desk, site: Client
) -> None:
    day = desk.clock.now().date() - timedelta(days=1)
    await desk.body("Eastvale Council", "council")
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Organisation, 1)).name = name = "NHS Northshire and Westmere ICB"
        tx.record(f.OrganisationListed(organisation=1, name=name, sort=OrganisationKind.ICB, **tx.mark(Via.COMMAND)))
    _, today = await answered(site, "/northshire")
    _, then = await answered(site, f"/northshire?as_at={day}")
    assert "Eastvale Council" in today
    assert "NHS Northshire and Westmere ICB" in today
    assert "Eastvale Council" not in then
    assert ">NHS Northshire ICB</a></th>" in then, "the sentences of entries name everybody as they are called today"
    assert (await answered(site, f"/northshire/organisations/2?as_at={day}"))[0] == 404
    assert "<h1>NHS Northshire ICB</h1>" in (await answered(site, f"/northshire/organisations/1?as_at={day}"))[1]


async def test_what_became_of_a_promise_reads_as_it_read_on_that_day(desk: Desk, site: Client) -> None:
    chair = await desk.official(1, "Chair")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        due = tx.terms.day(tx.now) + timedelta(days=30)
        await pledges.add(tx, desk.clerk.ways, Promise(chair, "Free parking for carers", due))
    day = desk.clock.now().date()
    _, before = await answered(site, "/northshire/organisations/1")
    await desk.days_pass(1)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await pledges.say(tx, 1, Word(PledgeOutcome.DONE, "It is free now"), Via.HOST)
    _, today = await answered(site, "/northshire/organisations/1")
    _, then = await answered(site, f"/northshire/organisations/1?as_at={day}")
    open_then = "1 pledge: open."
    assert open_then in before
    assert open_then in then
    assert "1 pledge: kept." in today


async def test_a_past_page_says_so_and_leads_to_the_one_page_it_is_a_day_of(desk: Desk, site: Client) -> None:
    day = desk.clock.now().date() - timedelta(days=1)
    _, text = await answered(site, f"/northshire/organisations/1?as_at={day}")
    page = Parsed(text)
    assert ("link", {"rel": "canonical", "href": "1"}) in page.tags
    assert ("meta", {"name": "robots", "content": "noindex, noarchive"}) in page.tags
    links = [attrs["href"] for _, attrs in page.all("a")]
    assert "1" in links, "the page as it is today"
    assert f"../../northshire?as_at={day}" in links, "the front page, on that day too"
    assert "../log" in links, "the log has no past days: each entry has its own"
    async with desk.clerk.database.reading() as db:
        bodies = await ledger.after(db, desk.forum, 0, 1_000)
    last = [body for body in bodies if body["at"][:10] <= day.isoformat()][-1]
    assert f"head of the record {last['hash']}. " in page.text
    assert page.text.count(last["hash"]) == 2, "the foot of the page names the head of that day, too"
    assert f"/northshire/organisations/1?as_at={day}" in page.text


async def test_every_link_of_a_past_day_leads_to_what_stood_on_that_day(desk: Desk, site: Client) -> None:
    day = desk.clock.now().date() - timedelta(days=1)
    seen, waiting = set[str](), [f"/northshire?as_at={day}"]
    while waiting:
        path = waiting.pop()
        status, text = await answered(site, path)
        assert status == 200, path
        for _, attrs in Parsed(text).all("a"):
            target = urljoin(f"http://x{path}", attrs["href"]).removeprefix("http://x").partition("#")[0]
            if "as_at" in target and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert seen == {f"/northshire{path}?as_at={day}" for path in ("", *(p for p in PATHS if p.endswith("/1")))}


async def test_today_is_the_page_itself(desk: Desk, site: Client) -> None:
    today = desk.clock.now().date()
    assert await answered(site, f"/northshire?as_at={today}") == await answered(site, "/northshire")


@pytest.mark.parametrize(
    ("path", "typed", "status", "sentence"),
    [
        ("", "yesterday", 400, "“yesterday” is not a day. Write the year, the month and the day, such as 2026-11-03."),
        ("", "2026-02-30", 400, "“2026-02-30” is not a day."),
        ("", "", 400, "“” is not a day."),
        ("", "2026-1-1", 400, "“2026-1-1” is not a day."),
        ("", "<script>" * 9, 400, "“&lt;script&gt;&lt;script&gt;&lt;scr…” is not a day."),
        ("", "２０２６-01-01", 400, "is not a day."),
        ("", "9999-12-31", 400, "is still to come. Choose today or a day before it."),
        ("", "1066-10-14", 400, "The record of this forum begins after 14 October 1066. Choose a later day."),
        ("/sessions/99", "START", 404, "Nothing stood at this address at the end of that day."),
        ("/log", "START", 400, "can be shown as at a past day; this page cannot."),
        ("/method", "START", 400, "can be shown as at a past day; this page cannot."),
    ],
)
async def test_a_day_that_cannot_be_shown_is_refused_in_a_sentence(
    desk: Desk, site: Client, path: str, typed: str, status: int, sentence: str
) -> None:
    asked = str(desk.clock.now().date() - timedelta(days=5)) if typed == "START" else typed
    async with site.get(f"/northshire{path}", params={"as_at": asked}) as response:
        assert response.status == status
        assert sentence in await response.text()


async def test_past_days_are_made_one_at_a_time_and_keep_nobody_else_waiting(
    desk: Desk, site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many are asked for: those who would wait long are asked to come back, in words."""
    go, making, most = asyncio.Event(), 0, 0

    async def slowly(view: View, day: date) -> View:
        nonlocal making, most
        making, most = making + 1, max(most, making + 1)
        await go.wait()
        making -= 1
        return await as_at(view, day)

    monkeypatch.setattr("bot.web.past.as_at", slowly)
    days = [desk.clock.now().date() - timedelta(days=n + 1) for n in range(WAITING + 3)]
    asked = {asyncio.create_task(answered(site, f"/northshire?as_at={day}")) for day in days}
    told = [await one for one in itertools.islice(asyncio.as_completed(asked), 3)]
    assert {status for status, _ in told} == {503}
    assert "The pages of today can be read meanwhile." in told[0][1]
    assert (await answered(site, "/northshire"))[0] == 200
    go.set()
    assert sorted(status for status, _ in await asyncio.gather(*asked)) == [200] * WAITING + [503] * 3
    assert most == 1
    assert (await answered(site, f"/northshire?as_at={days[-1]}"))[0] == 200, "the turns were given back"


async def test_what_a_past_day_is_folded_from_is_not_folded_on_the_loop(
    desk: Desk, site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord wants an answer within three seconds, however long the record is."""
    folded = set[str]()

    def aside(fold: Callable[..., Any]) -> Callable[..., Any]:
        def folding(*args: Any) -> Any:
            assert threading.current_thread() is not threading.main_thread()
            folded.add(fold.__name__)
            return fold(*args)

        return folding

    monkeypatch.setattr("bot.figures.fold", aside(fold))
    monkeypatch.setattr("bot.public.stood.session_standing", aside(session_standing))
    day = desk.clock.now().date() - timedelta(days=3)
    assert (await answered(site, f"/northshire?as_at={day}"))[0] == 200
    assert folded == {"fold", "session_standing"}


async def test_every_address_stays_when_what_stood_there_was_removed(desk: Desk, site: Client) -> None:
    """What was withdrawn, hidden or erased leaves words at its address, never nothing."""
    async with desk.clerk.record.transaction(desk.forum) as tx:
        tx.record(f.Withdrawn(invitation=1, reason=Reason.OUR_MISTAKE, **tx.mark(Via.COMMAND)))
    async with desk.clerk.record.reading(desk.forum) as view:
        planned = next(e.fact for e in await view.session_history(1) if isinstance(e.fact, f.Planned))
    async with desk.clerk.database.writing() as db:
        await ledger.erase(db, desk.forum, planned.title, desk.clock.now())
    for path, words in (
        ("/invitations/1", "We withdrew our invitation"),
        ("/sessions/1", "On the record"),
        ("/organisations/1", "We withdrew the invitation"),
    ):
        status, text = await answered(site, f"/northshire{path}")
        assert status == 200
        assert words in Parsed(text).text
