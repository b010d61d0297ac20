"""The demo's letters page: a newcomer acts as each official, and is told what the clerk made of it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.cast import CARE, DIRECTOR, EAST, NURSE, WEST, WESTMERE
from bot.demo.desk import Desk
from bot.demo.stage import Stage, open_stage
from bot.demo.story import STORY, the_wrong_address_is_put_right
from bot.web.app import make_app
from db.engine import Database

pytestmark = pytest.mark.only_on("sqlite")
SITE = "http://record.example"
Client = TestClient[web.Request, web.Application]


class NoChat:
    """The chat page is not looked at here."""

    def show(self, name: str) -> str:
        raise KeyError(name)

    async def refresh(self) -> None:
        pass


@dataclass
class Visitor:
    stage: Stage
    pages: Client
    site: Client

    def letter_to(self, role: str) -> str:
        found = next(one for one in self.stage.post.letters if role in one.invitee)
        return f"/letters/{found.letter}"

    async def reads(self, path: str) -> str:
        async with self.pages.get(path) as answer:
            assert answer.status == 200
            return await answer.text()

    async def does(self, role: str, act: str, **form: str) -> str:
        """What the page says on top, after a press on it."""
        async with self.pages.post(self.letter_to(role), data={"act": act, **form}) as answer:
            return told(await answer.text())


def told(page: str) -> str:
    found = re.search(r'<div class="said[^>]*>(.*?)</div>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[1])).split()) if found else ""


@asynccontextmanager
async def visit(database: Database) -> AsyncIterator[Visitor]:
    """After the letters have left, as the live demo begins."""
    async with open_stage(database, site=SITE) as stage:
        for chapter in STORY[: STORY.index(the_wrong_address_is_put_right)]:
            await chapter(stage)
        desk = Desk(stage, NoChat(), record=SITE)
        async with TestClient(TestServer(desk.app())) as pages, TestClient(TestServer(make_app(stage.clerk))) as site:
            yield Visitor(stage, pages, site)


async def test_a_newcomer_acts_as_each_official(database: Database) -> None:
    async with visit(database) as visitor:
        await _what_is_certain_is_recorded_by_itself(visitor)
        await _what_is_not_waits_for_hana(visitor)
        await _the_link_opens_their_private_page(visitor)
        await _a_form_that_is_not_filled_in_keeps_what_was_typed(visitor)
        assert "1 mail came back" in await visitor.reads("/letters")


async def _what_is_certain_is_recorded_by_itself(visitor: Visitor) -> None:
    said = await visitor.does(DIRECTOR, "accept")
    assert said.startswith("Accept was pressed. The clerk put it on the record by itself, as entry ")
    assert said.endswith("told us they are coming to “Respite that works”.")
    assert "Your answer is recorded" in visitor.stage.post.letters[-1].subject, "the receipt"
    assert "the letter may still arrive" in await visitor.does(WESTMERE, "trying")
    again = await visitor.does(DIRECTOR, "accept")
    assert "that answer is on the record already" in again
    assert "This is ours to fix, not a lack of reply." in await visitor.does(WESTMERE, "unknown")
    away = await visitor.does(NURSE, "away", back="2026-09-21")
    assert "by itself" in away
    assert "without announcing it" in away
    assert "#hosts" not in away
    longer = await visitor.does(NURSE, "away", back="2026-10-12")
    assert "Hana sees it in #hosts" in longer, "they are away on the day by which an answer is asked for"


async def _what_is_not_waits_for_hana(visitor: Visitor) -> None:
    said = await visitor.does(CARE, "tentative")
    assert "neither yes nor no" in said
    assert "waits in #hosts" in said
    said = await visitor.does(WEST, "words", words="<b>Who</b> else will be there?")
    assert "waits in #hosts" in said
    assert "2 messages wait for Hana" in await visitor.reads("/")
    world = visitor.stage.world
    card = visitor.stage.card("<b>Who</b> else will be there?", world.hosts)
    await visitor.stage.presses(world.hana, card, "They cannot come")
    page = await visitor.reads(visitor.letter_to(WEST))
    assert "A host has said what it means. It is entry " in page
    assert "could not come to “Respite that works”" in page


async def _the_link_opens_their_private_page(visitor: Visitor) -> None:
    page = await visitor.reads(visitor.letter_to(EAST))
    assert "the address is unknown" not in page, "what the story did is told in its own words"
    assert "does not know s.brook@parliament.example" in page
    (link,) = set(re.findall(rf'href="{SITE}(/r/[^"]+)"', page))
    async with visitor.site.get(link) as answer:
        assert answer.status == 200
        assert "Your answer" in await answer.text()


async def _a_form_that_is_not_filled_in_keeps_what_was_typed(visitor: Visitor) -> None:
    before = len(visitor.stage.post.came)
    async with visitor.pages.post(visitor.letter_to(CARE), data={"act": "away", "back": "<soon>"}) as answer:
        page = await answer.text()
        assert answer.status == 422
    assert told(page) == "Please fill in the day until which they are away."
    assert 'value="&lt;soon&gt;"' in page
    assert len(visitor.stage.post.came) == before
