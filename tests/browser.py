"""A real browser, headless, and what every page must be in it: of axe-core's rules none is broken, and everything fits.

Needs Chromium (Debian's package `chromium`) and playwright. The pages have no script of their own; axe-core is put into
them by the driver.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.async_api", reason="needs playwright, from the extra `test`")
axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="needs axe, from the extra `test`")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 450}
"""What is left of `WIDE` at 200 %."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Any]:
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


async def sound(page: Any) -> None:
    for summary in await page.locator("summary").all():
        if await summary.locator("..").get_attribute("open") is None:
            await summary.click()
    # Style sheets are not fetched a second time by axe: of a file on a disk a browser refuses that, and says so.
    found = await axe.Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is scrolled sideways"
    assert await page.evaluate(TOO_SMALL) == [], "whatever is pressed is 44 px high"


TOO_SMALL = """
[...document.querySelectorAll("button, summary, input[type=text], textarea, .choice > label, .notice a")]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)
"""
