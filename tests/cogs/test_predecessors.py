"""Figures with predecessors, as anyone asks for them: in Discord and on the public page."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.cards.figures import body_card
from bot.chat.limits import CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.chat.text import size
from bot.public.lineage import Lineage, Relative
from bot.public.sheet import BodySheet
from bot.rules import facts as f
from bot.rules.succession import LeftOut, Why
from bot.rules.words import Via
from bot.web.app import make_app
from db import models
from db.engine import Database
from tests.cogs.office import open_office
from tests.cogs.test_engagement import LONG, body, counted, said
from tests.desk import Desk, furnished
from tests.discord_world import World

pytestmark = pytest.mark.only_on("sqlite")

ENDED = date(2026, 10, 10)
NAMES = ("Westmere District Council", "Eastvale *Borough* <Council>", "Northshire County Council", "Southport Council")


async def followed(desk: Desk, number: int, successors: str, closed: date | None = ENDED) -> None:
    async with desk.clerk.record.transaction(desk.forum) as tx:
        row = await tx.db.get_one(models.Organisation, number)
        row.closed, row.successors = closed, successors


@asynccontextmanager
async def merged(database: Database) -> AsyncIterator[tuple[World, Desk]]:
    async with open_office(database, "cogs.engagement") as (world, desk):
        await furnished(desk, _merged)
        yield world, desk


async def _merged(desk: Desk) -> None:
    """Three councils asked to a session, of which one replied; two went into Southport, and the county was split."""
    councils = [await desk.body(name, "council") for name in NAMES]
    session = await desk.session(days=30)
    asked = [await desk.invited(session, await desk.official(council)) for council in councils[:3]]
    await desk.post()
    await desk.days_pass(3)
    await desk.answered(asked[0])
    await desk.days_pass(43)
    for number, successors in ((1, "forum:4"), (2, "forum:4"), (3, "forum:4 la:ELSEWHERE")):
        await followed(desk, number, successors)


async def stats(world: World, **options: Any) -> str:
    answer = await world.slash(world.stan, "engagement stats", **options)
    return world.words(answer)


async def test_what_was_merged_is_added_up_and_what_was_split_is_not(database: Database) -> None:
    async with merged(database) as (world, _):
        alone = await stats(world, organisation="4")
        assert "Southport Council: not invited since" in alone
        words = (await stats(world, organisation="4", with_predecessors=True)).replace("\\", "")
        assert "Southport Council with its predecessors: 1 of 2 invitations since" in words
        assert f"Added up with it: {NAMES[1]} and {NAMES[0]}, because each was merged into it or renamed." in words
        assert (
            "Northshire County Council is left out: its work was shared out between 2 bodies, so its invitations are "
            "added to none of them." in words
        )
        assert "Who came from whom is taken from the forum’s directory" in words


async def test_a_split_that_becomes_known_takes_its_invitations_out_again(database: Database) -> None:
    async with merged(database) as (world, desk):
        await followed(desk, 2, "forum:4 la:ELSEWHERE")
        words = await stats(world, organisation="4", with_predecessors=True)
        assert "with its predecessors: 1 of 1 invitation since" in words, "a silence is never inherited from a split"
        await followed(desk, 1, "forum:4 la:ELSEWHERE")
        await followed(desk, 2, "forum:4")
        words = await stats(world, organisation="4", with_predecessors=True)
        assert "with its predecessors: 0 of 1 invitation since" in words, "and a reply just as little"


async def test_until_its_last_day_is_over_a_body_stands_alone(database: Database) -> None:
    async with merged(database) as (world, desk):
        for number in (1, 2):
            await followed(desk, number, "forum:4", date(2030, 1, 1))
        words = await stats(world, organisation="4", with_predecessors=True)
        assert "Southport Council: not invited since" in words
        assert "Westmere District Council is left out: it has not ended yet." in words


async def test_a_body_without_predecessors_is_said_to_have_none(database: Database) -> None:
    async with merged(database) as (world, _):
        words = await stats(world, organisation="1", with_predecessors=True)
        assert "Westmere District Council: 1 of 1 invitation" in words
        assert "The directory knows no body that it came from, so there is nothing to add." in words


async def test_only_a_body_has_predecessors(database: Database) -> None:
    async with merged(database) as (world, _):
        for options in ({}, {"kind": "council"}, {"official": "1"}, {"organisation": "1", "official": "1"}):
            words = await stats(world, with_predecessors=True, **options)
            assert "Predecessors are those of a body. Choose the body under “organisation”, and no official." in words


async def test_what_a_predecessor_said_stands_beside_figures_that_hold_its_invitations(database: Database) -> None:
    async with merged(database) as (world, desk):
        async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
            text = await tx.enclose("We were moving house.")
            tx.record(f.StatementMade(invitation=2, text=text, **tx.mark(Via.LINK)))
        assert "moving house" not in await stats(world, organisation="4")
        assert "moving house" in await stats(world, organisation="4", with_predecessors=True)


async def test_the_public_page_says_the_same_in_a_part_of_its_own(database: Database) -> None:
    async with merged(database) as (_, desk), TestClient(TestServer(make_app(desk.clerk))) as site:
        texts = {n: await (await site.get(f"/northshire/organisations/{n}")).text() for n in (1, 3, 4)}
    pages = {number: " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split()) for number, text in texts.items()}
    own, together = pages[4].split("With its predecessors")[:2]
    assert "Southport Council: not invited yet." in own
    assert f"What came before it: {NAMES[1]}, {NAMES[2]} and {NAMES[0]}." in own
    assert "Southport Council with its predecessors: 1 of 2 invitations has a recorded reply." in together
    assert "Northshire County Council is left out" in together
    assert 'href="1"' in texts[4]
    assert "Its last day was 10 October 2026. What came after it: Southport Council." in pages[1]
    assert "With its predecessors" not in pages[1]
    assert "What came after it: Southport Council." in pages[3]


@pytest.mark.parametrize("statements", [0, 1, 30])
@pytest.mark.parametrize("relatives", [1, 300])
def test_the_fullest_card_says_how_many_it_does_not_name(statements: int, relatives: int) -> None:
    many = [Relative(number, LONG) for number in range(relatives)]
    family = Lineage(
        before=many,
        after=[],
        included=many,
        left_out=[(LeftOut(one.id, Why.SPLIT, (1, 2), 2), one) for one in many],
        figures=counted(1_900, 2_400, 800),
    )
    spoken = [replace(said(below=0), text="x" * 1_200) for _ in range(statements)]
    card = body_card(BodySheet(body=body(1, "Southport Council"), latest=[], statements=spoken, lineage=family), None)
    texts = [item.content for item in sheet(card).walk_children() if hasattr(item, "content")]
    assert sum(map(size, texts)) <= CARD_TEXT
    assert MORE not in texts
    words = "\n".join(texts)
    assert ("more bodies are left out. The public record names each." in words) is (relatives > 1)
    assert ("x" * 1_200 in words) is bool(statements)
    assert ("More statements stand on the record" in words) is (statements > 1)
