"""Whoever objects to being named is named in no page, card or file from that moment on, and nothing is lost."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import objections
from bot.cards.entry import entry_sheets
from bot.export import export_forum
from bot.public.origin import origin
from bot.rules import facts as f
from bot.rules.verify import verify
from bot.web.data import version
from db import models
from db.engine import Database
from tests.desk import Desk

NAME, ROLE = "Ada Fell", "the Cabinet Member of NHS Northshire ICB"


async def _named(database: Database) -> tuple[Desk, int]:
    """An elected member of whom no reply is recorded, by name; and the number of that entry."""
    desk = await Desk.opened(database)
    official = await desk.official(await desk.body(), "Cabinet Member", elected=True, name=NAME)
    invitation = await desk.invited(await desk.session(), official)
    await desk.sent(invitation)
    await desk.days_pass(45)
    async with desk.clerk.record.reading(desk.forum) as view:
        entries = await view.history(invitation)
        return desk, next(e.seq for e in entries if isinstance(e.fact, f.NoReplyRecorded))


async def _objects(desk: Desk, *, settled: bool = False) -> None:
    async with desk.clerk.record.transaction(desk.forum) as tx:
        holder = await tx.db.get_one(models.Holder, 1)
        await (objections.settled if settled else objections.made)(tx, holder)


async def _export(desk: Desk, folder: Path) -> tuple[Path, str]:
    export = await export_forum(desk.clerk, desk.forum, folder)
    texts = [file.read_text(encoding="utf-8") for file in export.rglob("*") if file.is_file()]
    return export, "\n".join(texts)


async def _version(desk: Desk) -> str:
    async with desk.clerk.record.reading(desk.forum) as view:
        return await version(view, await origin(view))


async def _sentence(desk: Desk, seq: int) -> str:
    async with desk.clerk.record.reading(desk.forum) as view:
        return (await entry_sheets(view, [seq]))[seq].sentence


@pytest.mark.only_on("sqlite")
async def test_the_name_is_in_no_file_and_the_export_verifies(database: Database, tmp_path: Path) -> None:
    desk, _ = await _named(database)
    assert NAME in (await _export(desk, tmp_path / "before"))[1]
    await _objects(desk)
    export, texts = await _export(desk, tmp_path / "after")
    assert NAME not in texts
    assert ROLE in texts
    assert verify(export).erased == 2, "the sentence, as it was announced and as it was recorded"


async def test_the_cards_are_written_anew_once(database: Database) -> None:
    desk, seq = await _named(database)
    assert NAME in await _sentence(desk, seq)
    await _objects(desk)
    await _objects(desk)
    said = await _sentence(desk, seq)
    assert said == f"We have not recorded a reply from {ROLE} as at 30 September 2026."
    async with database.reading() as db:
        keys = [row.key for row in await db.scalars(select(models.Outbox)) if ":name:" in row.key]
    assert len([key for key in keys if key.startswith(f"entry:{seq}:")]) == 1
    assert len([key for key in keys if key.startswith("session:1:card:")]) == 1


async def test_a_reader_who_asks_again_is_not_told_that_nothing_has_changed(database: Database) -> None:
    desk, _ = await _named(database)
    before = await _version(desk)
    await _objects(desk)
    assert await _version(desk) != before


@pytest.mark.only_on("sqlite")
async def test_what_was_withheld_comes_back_where_the_hosts_decide_so(database: Database, tmp_path: Path) -> None:
    desk, seq = await _named(database)
    before = (await _export(desk, tmp_path / "before"))[1]
    await _objects(desk)
    await _objects(desk, settled=True)
    export, after = await _export(desk, tmp_path / "after")
    assert NAME in await _sentence(desk, seq)
    assert verify(export).erased == 0
    assert after.count(NAME) == before.count(NAME)


@pytest.mark.only_on("sqlite")
async def test_sentences_without_the_name_are_not_withheld(database: Database) -> None:
    desk = await Desk.opened(database)
    official = await desk.official(await desk.body(), "Director", name=NAME)
    invitation = await desk.invited(await desk.session(), official)
    await desk.sent(invitation)
    await desk.days_pass(45)
    await _objects(desk)
    async with desk.clerk.record.reading(desk.forum) as view:
        assert await view.withheld() == frozenset()
