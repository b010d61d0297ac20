"""A real browser, headless, and what every page must be in it: of axe-core's rules none is broken, and everything fits.

Needs playwright and Chromium, of which `chromium-headless-shell`, as Debian's package is called, is enough: it draws
pages as the whole browser does, for half of the work, as it has no windows. The pages have no script of their own;
axe-core is put into them by the driver.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

playwright = pytest.importorskip("playwright.async_api", reason="needs playwright, from the extra `test`")
axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="needs axe, from the extra `test`")

CALLED = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, CALLED)), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=f"needs Chromium: apt-get install {CALLED[0]}")

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 450}
"""What is left of `WIDE` at 200 %."""


in_the_browsers_loop = pytest.mark.asyncio(loop_scope="session")
"""For whatever speaks with the browser, fixtures too: it stays open, and listens to the loop it was started in."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Any]:
    """One for all tests, as starting it takes longer than most of them."""
    async with playwright.async_playwright() as driver:
        opened = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        await opened.close()


NewPage = Callable[..., Awaitable[Any]]


@pytest_asyncio.fixture(loop_scope="session")
async def new_page(browser: Any) -> AsyncIterator[NewPage]:
    """Opens a page as somebody would who has never been here; what it is given is what a context is made with."""
    contexts = []

    async def opened(**options: Any) -> Any:
        contexts.append(await browser.new_context(**options))
        return await contexts[-1].new_page()

    yield opened
    for context in contexts:
        await context.close()


async def sound(page: Any) -> None:
    await page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    # Style sheets are not fetched a second time by axe: of a file on a disk a browser refuses that, and says so.
    found = await axe.Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is scrolled sideways"
    assert await page.evaluate(TOO_SMALL) == [], "whatever is pressed is 44 px high"


TOO_SMALL = """
[...document.querySelectorAll("button, summary, input[type=text], textarea, .choice > label, .notice a")]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)
"""
