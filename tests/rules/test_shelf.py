"""A record that is read again from its file is the record that is held: every history, every figure, on any day."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.rules import facts as f
from bot.rules.audit import Audit
from bot.rules.reading import lines
from bot.rules.recount import fold, histories_of, pledges_of, report, until
from bot.rules.shelf import Book
from bot.rules.stood import Stood
from bot.rules.verify import verify
from tests.rules.asking import by_chance
from tests.rules.chronicle import Chronicle


@cache
def told() -> Chronicle:
    return by_chance(4)


@pytest.fixture(params=[1, 3, 1_000], ids="{} at hand".format)
def recent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("bot.rules.shelf.RECENT", request.param)
    return int(request.param)


def _read(book: Book, record: Path) -> Audit:
    audit = Audit(sessions=book.shelf(), invitations=book.shelf(), pledges=book.shelf())
    for (number, _), entry in zip(lines(record, book.places), told().entries, strict=True):
        audit.read(f.Entry(number, entry.fact))
    return audit


@pytest.mark.usefixtures("recent")
def test_what_is_read_again_is_what_was_read(tmp_path: Path) -> None:
    folder, entries = told().export(tmp_path), told().entries
    with Book(folder / "record.jsonl") as book:
        audit = _read(book, folder / "record.jsonl")
        assert [book[entry.seq] for entry in entries] == entries
        for kinds in ((f.Planned.kind, f.Sent.kind), tuple(f.every_kind())):
            chosen = [entry for entry in entries if entry.fact.kind in kinds and entry.seq < len(entries)]
            assert list(book.of_kinds(kinds, len(entries) - 1)) == chosen
        assert {number: audit.history(number) for number in audit.invitations} == histories_of(entries)
        assert dict(audit.pledges) == pledges_of(entries)
        for days in (0, 20, 45, 400):
            day = told().today - timedelta(days=days)
            there = fold(until(entries, day, told().terms))
            again = Stood.at(book, audit, day).folded()
            assert dict(again.standings) == there.standings
            assert len(again.standings) == len(there.standings)
            said = report(there, since=None, as_at=day, head="")
            assert report(again, since=None, as_at=day, head="") == said, day


def test_no_more_entries_are_held_than_are_at_hand(tmp_path: Path, recent: int) -> None:
    record = told().export(tmp_path) / "record.jsonl"
    with Book(record) as book:
        shelf = book.shelf()
        for (number, _), entry in zip(lines(record, book.places), told().entries, strict=True):
            shelf.add(number % 40, f.Entry(number, entry.fact))
        assert len(shelf) == min(40, len(told().entries))
        assert len(vars(shelf)["_recent"]) == min(recent, 40)
        for number in shelf:
            assert [entry.seq % 40 for entry in shelf[number]] == [number] * len(shelf[number])


@pytest.mark.usefixtures("recent")
def test_a_record_verifies_however_little_of_it_is_at_hand(tmp_path: Path) -> None:
    assert verify(told().export(tmp_path)).entries == len(told().entries)
