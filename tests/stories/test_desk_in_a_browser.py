"""The desk in a real browser: by keyboard alone, on a narrow screen, without scripts; and what axe-core finds.

Skipped where there is no Chromium or no playwright.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot import desk_keys
from bot.rules import invitation as invitations
from bot.rules.words import Answer, Presence, Reason, Via
from bot.web.app import make_app
from db.engine import Database
from tests.bot.desk_office import Office, furnished
from tests.bot.test_desk import NEEDED
from tests.bot.test_desk_questions import furnished as with_questions
from tests.browser import NARROW, WIDE, NewPage, in_the_browsers_loop, needs_chromium, playwright, sound
from tests.desk import HOST, Desk
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.only_on("sqlite"), needs_chromium, in_the_browsers_loop]

MOST_TABS = 120
FOCUSED = "(() => { const e = document.activeElement; return [e.tagName, e.id, e.name || '', e.innerText || ''] })()"


@dataclass
class Keyboard:
    """One page, and somebody who has only the keyboard."""

    page: Any

    async def focused(self) -> list[str]:
        found: list[str] = await self.page.evaluate(FOCUSED)
        return found

    async def begins_at(self, id: str) -> None:
        """The browser puts the focus there once it has drawn the page: a screen reader begins with it."""
        await playwright.expect(self.page.locator(f"#{id}")).to_be_focused()

    async def reach(self, *, id: str = "", name: str = "", button: str = "", summary: str = "") -> None:
        """Press Tab until it is there."""
        for _ in range(MOST_TABS):
            tag, own, group, text = await self.focused()
            if (id and own == id) or (name and (tag, group) == ("INPUT", name)):
                return
            if (button and (tag, text) == ("BUTTON", button)) or (summary and (tag, text) == ("SUMMARY", summary)):
                return
            await self.page.keyboard.press("Tab")
        pytest.fail(f"{id or name or button or summary} is not reached by Tab")

    async def choose(self, group: str, id: str) -> None:
        """Among buttons of which one can be chosen, the arrow keys move."""
        await self.reach(name=group)
        await self.page.keyboard.press("Space")
        for _ in range(20):
            if (await self.focused())[1] == id:
                return
            await self.page.keyboard.press("ArrowDown")
        pytest.fail(f"{id} is not reached by the arrow keys")

    async def fill(self, id: str, words: str) -> None:
        await self.reach(id=id)
        await self.page.keyboard.type(words)

    async def send(self, button: str) -> None:
        """Press the button, and wait for the page that follows."""
        await self.reach(button=button)
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")


@pytest_asyncio.fixture(loop_scope="session")
async def hand(new_page: NewPage) -> Keyboard:
    """On a narrow screen, without scripts."""
    return Keyboard(await new_page(viewport=NARROW, java_script_enabled=False))


@pytest_asyncio.fixture(loop_scope="session")
async def served(database: Database) -> AsyncIterator[tuple[Office, str]]:
    """The desk behind a real port: the office, and the address of its page."""
    async with _served(await furnished(database)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def served_with_questions(database: Database) -> AsyncIterator[tuple[Office, str]]:
    async with _served(await with_questions(database)) as found:
        yield found


@asynccontextmanager
async def _served(desk: Desk) -> AsyncIterator[tuple[Office, str]]:
    async with desk.clerk.record.transaction(desk.forum) as tx:
        token = desk_keys.mint(tx, 1)
    async with TestClient(TestServer(make_app(desk.clerk))) as site:
        yield Office(desk, site, token, 1, 1), str(site.make_url(f"/r/{token}"))


async def test_each_answer_can_be_given_by_keyboard_alone_without_scripts_on_a_narrow_screen(
    served: tuple[Office, str], hand: Keyboard
) -> None:
    office, address = served
    await hand.page.goto(address)
    await hand.choose("answer", "answer-more_time")
    await hand.fill("until", "22 September 2026")
    await hand.send("Send the answer")
    assert (await office.desk.standing(1)).more_time_until is not None
    for answer in Answer:
        await hand.page.goto(address)
        await hand.choose("answer", f"answer-{answer}")
        for field, words in NEEDED.get(answer, {}).items():
            await hand.fill(field, words)
        await hand.send("Send the answer")
        await hand.begins_at("done")
        assert "Your answer is on the record" in await hand.page.title()
        assert (await office.desk.standing(1)).answer is answer


async def test_everything_else_can_be_done_by_keyboard_alone_without_scripts(
    served: tuple[Office, str], hand: Keyboard
) -> None:
    office, address = served
    await office.desk.answered(1, Answer.CANNOT_COME)
    for summary, field, words, button in (
        ("Add a statement", "statement", "We fund 40 places.", "Publish the statement"),
        ("Dispute an entry", "grounds", "We never said so.", "Dispute this entry"),
        ("Tell us that something about you is wrong", "wrong", "I left in May.", "Tell the hosts"),
        ("Do not show my name", "objection", "I am private.", "Show my role alone"),
        ("Stop writing to me", "stop", "Thank you.", "Ask for no more letters"),
    ):
        await hand.page.goto(address)
        await hand.reach(summary=summary)
        await hand.page.keyboard.press("Enter")
        if field == "grounds":
            await hand.reach(name="entry")
            await hand.page.keyboard.press("Space")
        await hand.fill(field, words)
        await hand.send(button)
        await hand.begins_at("done")
    assert len(await office.pieces()) == 4


async def test_a_mistake_is_found_and_mended_by_keyboard_alone(served: tuple[Office, str], hand: Keyboard) -> None:
    office, address = served
    await hand.page.goto(address)
    await hand.choose("answer", "answer-deputy")
    await hand.send("Send the answer")
    await hand.begins_at("mistakes")
    await hand.page.keyboard.press("Tab")
    await hand.page.keyboard.press("Enter")
    await hand.begins_at("deputy")
    await hand.page.keyboard.type("Head of Carers")
    await hand.send("Send the answer")
    assert (await office.desk.standing(1)).answer is Answer.DEPUTY


async def test_a_question_is_answered_by_keyboard_alone_and_axe_finds_nothing(
    served_with_questions: tuple[Office, str], hand: Keyboard, new_page: NewPage
) -> None:
    _, address = served_with_questions
    await hand.page.goto(address)
    await hand.reach(id="question_2")
    await hand.send("Publish the answer")
    await hand.begins_at("mistakes")
    await hand.page.keyboard.press("Tab")
    await hand.page.keyboard.press("Enter")
    await hand.begins_at("question_2")
    await hand.page.keyboard.type("From May on.")
    await hand.send("Publish the answer")
    await hand.begins_at("done")
    page = await new_page(viewport=NARROW)
    for place in (address, *(f"../northshire/{path}" for path in ("agenda", "organisations/1", "sessions/1"))):
        await page.goto(urljoin(address, place))
        assert "From May on." in await page.inner_text("main")
        await sound(page)


@pytest.mark.parametrize("dark", [False, True] if THOROUGH else [False])
async def test_axe_finds_nothing_and_everything_fits(served: tuple[Office, str], new_page: NewPage, dark: bool) -> None:
    """Each state of the page, narrow and, where all is tried, wide; with every part of it shown."""
    office, address = served
    for size in (NARROW, WIDE) if THOROUGH else (NARROW,):
        scheme = "dark" if dark else "light"
        page = await new_page(viewport=size, color_scheme=scheme)
        await page.goto(address)
        await sound(page)
        await page.get_by_label("Sending a deputy", exact=True).check()
        await page.get_by_role("button", name="Send the answer").click()
        await sound(page)
        await page.get_by_label("We answer in writing", exact=True).check()
        await page.get_by_label("Anything else").fill("x" * 2_000)
        await page.get_by_role("button", name="Send the answer").click()
        await sound(page)
        await page.goto(address)
        await page.get_by_label("Coming", exact=True).check()
        await page.get_by_role("button", name="Send the answer").click()
        await sound(page)
    await office.desk.days_pass(46)
    await office.desk.attended(1, Presence.DID_NOT_COME)
    await page.goto(address)
    await sound(page)
    async with office.desk.clerk.record.transaction(office.desk.forum, by=HOST) as tx:
        tx.record(invitations.withdraw(await tx.standing(1), Reason.OUR_MISTAKE, **tx.mark(Via.COMMAND)))
    await page.goto(address)
    await sound(page)
