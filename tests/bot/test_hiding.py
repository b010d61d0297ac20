"""What an official states is read whole in every place, and what is hidden is in none of them; the record verifies."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.export import export_forum
from bot.hiding import hide
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.statement import LONGEST, make_statement
from bot.rules.verify import verify
from bot.rules.words import Answer, Reason, Via
from db import models
from db.engine import Database
from tests.desk import HOST, Desk

pytestmark = pytest.mark.only_on("sqlite")

STATEMENT = "We were moving house.\n\nAsk Nurse Nobody of Ward 7 <b>instead</b>. " + "Ŵ" * (LONGEST - 70)
TOMBSTONE = "What this entry says was hidden by a host on {day}. Class: personal data."


async def _stated(database: Database) -> tuple[Desk, int, int]:
    """An invitation of which no reply is recorded, and the number of the entry with the statement about it."""
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(days=90), await desk.official(await desk.body()))
    await desk.sent(invitation)
    await desk.days_pass(40)
    async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose(STATEMENT)
        tx.record(make_statement(await tx.standing(invitation), STATEMENT, text, **tx.mark(Via.LINK)))
        return desk, invitation, tx.head.seq


async def _hidden(desk: Desk, seq: int, reason: Reason = Reason.PERSONAL_DATA) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        return await hide(tx, seq, reason)


def _read(export: Path) -> dict[str, str]:
    files = {file.relative_to(export).as_posix(): file for file in export.rglob("*") if file.is_file()}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items()}


def _statements(export: Path) -> list[str]:
    with (export / "invitations.csv").open(encoding="utf-8-sig", newline="") as file:
        return [line["statements"] for line in csv.DictReader(file)]


async def test_a_statement_stands_whole_and_unedited_in_every_place(database: Database, tmp_path: Path) -> None:
    desk, invitation, seq = await _stated(database)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert verify(export).erased == 0
    assert _statements(export) == [("Statement of NHS Northshire ICB: " + STATEMENT).replace("\n", "\r\n")]
    pages, shown = _read(export), STATEMENT.replace("<b>instead</b>", "&lt;b&gt;instead&lt;/b&gt;")
    for name, often in {
        f"invitations/{invitation}/index.html": 3,  # by itself, as an entry, and under the entry beside which it stands
        "organisations/1/index.html": 1,
        "log/1/index.html": 2,
    }.items():
        assert pages[name].count(shown) == often, name
        assert f"Entry {seq}" in pages[name]


async def test_what_is_hidden_is_in_no_file_and_the_export_verifies(database: Database, tmp_path: Path) -> None:
    desk, invitation, seq = await _stated(database)
    number = await _hidden(desk, seq)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    assert verify(export).erased == 1
    pages = _read(export)
    assert [name for name, text in pages.items() if "Nurse" in text] == []
    tombstone = TOMBSTONE.format(day="11 October 2026")
    assert _statements(export) == [tombstone]
    assert pages[f"invitations/{invitation}/index.html"].count(tombstone) == 3
    assert "no longer counts" not in pages[f"invitations/{invitation}/index.html"]
    assert f"Entry {number}" in pages["corrections/index.html"]
    assert f"A host hid what entry {seq} says" in pages["corrections/index.html"]
    assert (await desk.standing(invitation)).no_reply_on is not None


async def test_a_hidden_reply_says_nothing_and_is_no_thanks_and_still_a_reply(
    database: Database, tmp_path: Path
) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.sent(invitation)
    await desk.answered(invitation, Answer.DEPUTY)
    async with desk.clerk.record.reading(desk.forum) as view:
        seq = next(e.seq for e in await view.history(invitation) if isinstance(e.fact, f.Responded))
    await _hidden(desk, seq)
    export = await export_forum(desk.clerk, desk.forum, tmp_path)
    pages = _read(export)
    assert not any("Thank you: the Director" in text for text in pages.values())
    assert TOMBSTONE.format(day="1 September 2026") in pages["log/1/index.html"]
    assert (await desk.standing(invitation)).answer is Answer.DEPUTY
    assert verify(export).figures


async def test_a_hidden_no_reply_is_not_repeated_above_it(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(
        await desk.session(title="About Jo Private"), await desk.official(await desk.body())
    )
    await desk.sent(invitation)
    await desk.days_pass(40)
    async with desk.clerk.record.reading(desk.forum) as view:
        seq = next(e.seq for e in await view.history(invitation) if isinstance(e.fact, f.NoReplyRecorded))
    async with desk.clerk.record.transaction(desk.forum) as tx:
        row = await tx.db.get_one(models.Session, 1)
        row.title = "A session"
    before = _read(await export_forum(desk.clerk, desk.forum, tmp_path / "before"))
    page = f"invitations/{invitation}/index.html"
    assert before[page].count("to come to “About Jo Private”") == 3
    await _hidden(desk, seq)
    after = _read(await export_forum(desk.clerk, desk.forum, tmp_path / "after"))
    assert "About Jo Private" not in after[page]
    assert "We have not recorded a reply." in after[page]


async def test_what_cannot_be_hidden_is_refused_and_erases_nothing(database: Database) -> None:
    desk, invitation, seq = await _stated(database)
    for number in (1, seq - 2):
        with pytest.raises(Refused, match="cannot be hidden"):
            await _hidden(desk, number)
    await _hidden(desk, seq)
    with pytest.raises(Refused, match="hidden already"):
        await _hidden(desk, seq)
    async with database.reading() as db:
        kept = (await db.scalars(select(models.Enclosure.text))).all()
    assert kept.count(None) == 1
    assert [type(fact) for fact in await desk.history(invitation)][-2:] == [f.StatementMade, f.Hidden]
