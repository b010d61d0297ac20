"""The same figures everywhere: card, page, JSON, CSV and verifier agree on random histories.

What each surface says is held against figures.json, from whose numbers the sentences are put together here a second
time; and figures.json is what the verifier works out of record.jsonl.
"""

import csv
import io
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards.figures import body_card, forum_card
from bot.chat.card import Card
from bot.clerk import Clerk
from bot.clock import HandClock
from bot.export import data, tables
from bot.export.edition import Edition
from bot.export.spreadsheet import MARK
from bot.past import as_at
from bot.public.origin import origin
from bot.public.sheet import body_sheet, forum_sheet
from bot.record import Record
from bot.rules.recount import fold, report, until
from bot.rules.verify import verify
from bot.rules.words import OrganisationKind
from bot.view import View
from bot.web.addresses import page_at
from bot.web.render import Masthead, render
from db.engine import Database
from tests.bot.test_web import Parsed
from tests.bulk import put
from tests.desk import MAIL
from tests.rules.chronicle import write_head
from tests.rules.fates import forum
from tests.rules.tale import at
from tests.thorough import THOROUGH

pytestmark = pytest.mark.only_on("sqlite")

FORUMS = 1_000 if THOROUGH else 8
EACH = 20
"""So many share a database."""

Said = Mapping[str, Any]


def rate(of: Said) -> str:
    """As RECORD-RULES §7 writes it."""
    if of["percent"] is None:
        return f"{of['k']} of {of['n']}"
    small = ", small numbers" if of["n"] < 10 else ""
    return f"{of['k']} of {of['n']} ({of['percent']} %, 95 % interval {of['low']}–{of['high']} %{small})"


def sentences(of: Said) -> list[str]:
    """The figures of one body, a kind or a forum, from its numbers in figures.json."""
    if not of["counted"]:
        return []
    found = [f"Replied by the date asked for: {rate(of['on_time'])}."]
    response = of["response"]
    found.append(rate(response).removeprefix(f"{response['k']} of {response['n']}"))
    found.append(f"{response['k']} of {response['n']} invitation")
    time = of["time_to_reply"]
    if time["median"] is not None:
        found.append(f"half had replied: {time['median'] or 'the same'} ")
    if time["not_reached_in"] is not None:
        found.append(f"half had replied: not reached in {time['not_reached_in']} working day")
    found += [f"within {days} working days: {rate(one)}" for days, one in time["within"].items() if one]
    if of["attendance"]["n"]:
        k, n = of["attendance"]["k"], of["attendance"]["n"]
        found.append(f"Present, in person or by deputy: {k} of {n} session")
        found.append(rate(of["attendance"]).removeprefix(f"{k} of {n}"))
    if left_out := sum(of["left_out"].values()):
        found.append(f"{left_out} not counted: ")
    return found


def says(surface: str, text: str, of: Said) -> None:
    for sentence in sentences(of):
        assert sentence in text, f"{surface} does not say: {sentence}"


def words(card: Card) -> str:
    return "\n".join([card.title, *(block for block in card.blocks if isinstance(block, str)), card.footer])


async def page(view: View, path: str) -> str:
    made = await page_at(view, MAIL, path)
    assert made is not None
    masthead = Masthead.of(view, await origin(view))
    return Parsed(render(made, masthead)).text


async def same_everywhere(view: View, folder: Path, chance: random.Random) -> None:
    """All of the forum, the export and the list of bodies; of the kinds and of the bodies one, by chance."""
    figures = await data.figures(view, await origin(view))
    await verified(view, folder, figures)
    tabled(figures, "".join([text async for text in tables.organisations(await Edition.of(view, MAIL))]))
    says("the card of the forum", words(forum_card("F", await forum_sheet(view, since=None), None)), figures["forum"])
    says("the front page", await page(view, ""), figures["forum"])
    kind = OrganisationKind(chance.choice(list(figures["kinds"])))
    of_kind = forum_card("F", await forum_sheet(view, since=None, kind=kind), None, kind=kind)
    says("the card of a kind", words(of_kind), figures["kinds"][kind.value])
    number, of = chance.choice(list(figures["organisations"].items()))
    says("the card of a body", words(body_card(await body_sheet(view, int(number), since=None), None)), of)
    text = await page(view, f"organisations/{number}")
    says("the page of a body", text, of)
    cited = text.partition("To cite this page")[2]
    assert f"record {figures['head']}. https://carers.example/{view.forum.slug}/organisations/{number}?as_at=" in cited
    if of["counted"]:
        assert f"{of['response']['k']} of {of['response']['n']} invitation" in cited
        assert rate(of["response"]).partition("(")[2] in cited
        assert "Invitations through this forum only. As at " in cited
    listed = await page(view, "organisations")
    for number, of in figures["organisations"].items():
        if of["counted"]:
            assert f"{figures['names'][number]}Recorded reply: {rate(of['response'])}" in listed


def tabled(figures: Said, table: str) -> None:
    """The table for spreadsheets holds the same numbers, and nothing where there is none."""
    rows = {row["organisation"]: row for row in csv.DictReader(io.StringIO(table.removeprefix(MARK)))}
    for number, of in figures["organisations"].items():
        for name in ("response", "on_time", "attendance"):
            held = {part: "" if value is None else str(value) for part, value in of[name].items()}
            assert {part: rows[number][f"{name}_{part}"] for part in of[name]} == held


async def nobody(*_: Any, **__: Any) -> list[Any]:
    """Whom the forum thanks holds no figure, and takes longer to find than all of them."""
    return []


async def verified(view: View, folder: Path, figures: Said) -> None:
    folder.mkdir()
    source = await origin(view)
    text = "".join([part async for part in data.record(view, source.length)])
    (folder / "record.jsonl").write_bytes(text.encode())
    (folder / "figures.json").write_bytes(data.pretty(figures).encode())
    write_head(folder, source.length, source.head, source.as_at)
    assert verify(folder).figures


@pytest.mark.parametrize("first", range(1, FORUMS + 1, EACH))
async def test_every_surface_gives_the_same_figures(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    monkeypatch.setattr("bot.public.sheet.latest_thanks", nobody)
    for number in range(first, min(first + EACH, FORUMS + 1)):
        told, chance = forum(number, bodies=3), random.Random(number)
        entries = await put(database, told, number)
        clerk = Clerk(Record(database, HandClock(at(told.today))), MAIL)
        async with clerk.record.reading(number) as view:
            await same_everywhere(view, tmp_path / str(number), chance)
        async with clerk.record.reading(number) as view:
            day = date.fromordinal(chance.randint(told.today.toordinal() - 150, told.today.toordinal()))
            day = max(day, entries[0].fact.at.date() + timedelta(days=1))
            then = report(fold(until(entries, day, told.terms)), since=None, as_at=day, head="")
            says("the front page of a past day", await page(await as_at(view, day), ""), then["forum"])
