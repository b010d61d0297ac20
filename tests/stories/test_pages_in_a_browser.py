"""The public pages in a real browser: narrow, wide, zoomed, dark; by keyboard alone; and what axe-core finds.

At a desk one page of each kind is looked at, of a forum in which every chart is drawn. CI looks at them on a wide
screen too, and at every page of the demo's record, in light and in dark.
"""

import csv
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import pytest_asyncio

from bot.clerk import Clerk
from bot.clock import HandClock
from bot.demo.play import play
from bot.record import Record
from bot.web.app import start_site
from db.engine import Database
from tests.bot.test_web import Parsed
from tests.browser import NARROW, WIDE, ZOOMED, NewPage, in_the_browsers_loop, needs_chromium, sound
from tests.bulk import APART, put
from tests.desk import MAIL
from tests.rules.fates import forum
from tests.rules.tale import at
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.only_on("sqlite"), needs_chromium, in_the_browsers_loop]

ONE = APART + 1
KINDS = (
    *("", "/organisations", f"/organisations/{ONE}", "/sessions", f"/sessions/{ONE}", f"/invitations/{ONE}"),
    *("/corrections", "/method", "/log", f"?as_at={forum(2, sessions=2).today}"),
)
CHARTS = {"over-time", "waiting", "attendance", "funnel-icb", "funnel-council"}


@pytest_asyncio.fixture(loop_scope="session")
async def address(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Where a forum is shown that has enough of everything to be drawn; its long lists are shown in short pages."""
    for page in ("log", "corrections", "session"):
        monkeypatch.setattr(f"bot.web.pages.{page}.SIZE", 8)
    told = forum(2, bodies=4, sessions=30)
    await put(database, told, 1)
    runner = await start_site(Clerk(Record(database, HandClock(at(told.today))), MAIL), "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/forum-1"
    await runner.cleanup()


@asynccontextmanager
async def watched(new_page: NewPage, size: dict[str, int], scheme: str = "light") -> AsyncIterator[Any]:
    """A page of which nothing may be heard on the console, and for which nothing may fail to load."""
    page = await new_page(viewport=size, color_scheme=scheme)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"not loaded: {request.url}"))
    yield page
    await page.context.close()
    assert heard == []


async def test_axe_finds_nothing_and_everything_fits(address: str, new_page: NewPage) -> None:
    drawn: set[str] = set()
    for size in (NARROW, WIDE) if THOROUGH else (NARROW,):
        async with watched(new_page, size) as page:
            for path in KINDS:
                await page.goto(address + path)
                await sound(page)
                drawn |= set(await page.eval_on_selector_all(".chart > title", "all => all.map(one => one.id)"))
                await page.set_viewport_size(ZOOMED)
                assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
                await page.set_viewport_size(size)
    assert {name.removesuffix("-title") for name in drawn} == CHARTS


async def test_every_link_and_every_table_of_a_chart_is_reached_by_keyboard(address: str, new_page: NewPage) -> None:
    async with watched(new_page, NARROW) as page:
        await page.goto(address + f"/organisations/{ONE}")
        wanted = await page.evaluate("document.querySelectorAll('a[href], summary').length")
        reached = set()
        for _ in range(wanted):
            await page.keyboard.press("Tab")
            reached.add(await page.evaluate(PLACE))
        assert len(reached) == wanted
        await page.locator("summary").first.focus()
        await page.keyboard.press("Enter")
        assert await page.locator("details table").first.is_visible()


PLACE = "[...document.querySelectorAll('a[href], summary')].indexOf(document.activeElement)"


async def test_a_chart_takes_the_colours_of_the_page_and_is_told_to_whoever_cannot_see_it(
    address: str, new_page: NewPage
) -> None:
    seen = []
    for scheme in ("light", "dark"):
        async with watched(new_page, WIDE, scheme) as page:
            await page.goto(address)
            chart = page.get_by_role("img", name="Recorded replies over time")
            seen.append(await chart.evaluate("one => getComputedStyle(one.querySelector('.own')).color"))
            assert "have a recorded reply" in await chart.locator("desc").text_content()
    assert seen[0] != seen[1]


@pytest.mark.skipif(not THOROUGH, reason="plays the whole story once more")
async def test_every_page_of_the_demos_record_is_sound(tmp_path: Path, new_page: NewPage) -> None:
    assert await play(tmp_path) == 0
    (folder,) = (tmp_path / "export").iterdir()
    table = csv.DictReader((folder / "invitations.csv").read_text(encoding="utf-8-sig").splitlines())
    assert Counter(row["state"] for row in table if row["session"] == "3") == {"replied": 4, "no_reply": 2}
    pages = sorted(folder.rglob("index.html"))
    assert len(pages) > 20
    for file in pages:
        _leads_somewhere(file)
    for scheme, size in (("light", NARROW), ("dark", WIDE)):
        async with watched(new_page, size, scheme) as page:
            for file in pages:
                await page.goto(file.as_uri())
                await sound(page)


def _leads_somewhere(file: Path) -> None:
    for _, attrs in Parsed(file.read_text(encoding="utf-8")).all("a", "link"):
        target, anchor = urldefrag(urljoin(file.as_uri(), attrs["href"]))
        there = Path(urlsplit(target).path)
        assert there.is_file(), f"{file}: {attrs['href']}"
        if anchor:
            assert f'id="{anchor}"' in there.read_text(encoding="utf-8"), f"{file}: {attrs['href']}"
