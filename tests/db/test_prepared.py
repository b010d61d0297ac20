"""Statements that are written once: asked again and again, each time with its own values."""

import gc
from typing import Any

import pytest
from sqlalchemy import Select, Update, select, update

from db import upsert
from db.engine import HELD, Database
from db.models import Setting
from db.prepared import change, prepared

built: list[str] = []


@prepared
def _values(prefix: Any, keys: Any) -> Select[str]:
    built.append("once")
    return select(Setting.value).where(Setting.value != prefix, Setting.key.in_(keys)).order_by(Setting.key)


async def _furnished(database: Database, many: int) -> None:
    async with database.writing() as db:
        db.add_all([Setting(key=f"{number:04}", value=f"value {number}") for number in range(many)])


@pytest.mark.on_both
async def test_each_question_has_its_own_values_and_the_statement_is_written_once(database: Database) -> None:
    await _furnished(database, 4)
    async with database.reading() as db:
        for keys, found in (
            (["0001"], ["value 1"]),
            ({"0000", "0002", "0003"}, ["value 2", "value 3"]),
            ((), []),
            (("9",), []),
        ):
            assert (await _values(db, "value 0", keys)).scalars().all() == found
        with pytest.raises(TypeError, match="argument"):
            await _values(db, "value 0")
    assert built == ["once"]


@pytest.mark.only_on("sqlite")
async def test_a_reading_asks_once_for_a_row_that_nobody_holds(database: Database, asked: list[str]) -> None:
    await _furnished(database, 1)
    async with database.reading() as db:
        for _ in range(3):
            assert (await db.get_one(Setting, "0000")).value == "value 0"
            gc.collect(1)
    assert len(asked) == 1


@pytest.mark.only_on("sqlite")
async def test_it_holds_no_more_rows_than_a_page_needs(database: Database, asked: list[str]) -> None:
    await _furnished(database, HELD + 2)
    async with database.reading() as db:
        (await db.execute(select(Setting).order_by(Setting.key))).scalars().all()
        gc.collect(1)
        asked.clear()
        for key, many in ((f"{HELD + 1:04}", 0), ("0000", 1)):
            await db.get_one(Setting, key)
            assert len(asked) == many


@change
def _renamed(old: Any, new: Any) -> Update:
    return update(Setting).where(Setting.value == old).values(value=new)


@prepared
def _from(key: Any, limit: Any) -> Select[str]:
    query = select(Setting.key).order_by(Setting.key)
    return (query if key is None else query.where(Setting.key >= key)).limit(limit)


@pytest.mark.on_both
async def test_what_is_asked_with_none_is_another_question(database: Database) -> None:
    await _furnished(database, 3)
    async with database.reading() as db:
        for key, limit, found in (
            (None, None, ["0000", "0001", "0002"]),
            ("0001", None, ["0001", "0002"]),
            (None, 1, ["0000"]),
            ("0001", 1, ["0001"]),
        ):
            assert (await _from(db, key, limit)).scalars().all() == found


@pytest.mark.on_both
async def test_what_waits_to_be_written_is_asked_for_and_changed_too(database: Database) -> None:
    async with database.writing() as db:
        db.add_all([Setting(key="1", value="old"), Setting(key="2", value="old")])
        assert (await _from(db, "1", None)).scalars().all() == ["1", "2"]
        db.add(Setting(key="3", value="old"))
        assert await _renamed(db, "old", "new") == 3
        assert await _renamed(db, "old", "new") == 0
        db.add(Setting(key="4", value="mine"))
        await upsert.add_new(db, Setting, [{"key": "4", "value": "theirs"}], by=("key",))
    async with database.reading() as db:
        assert (await db.get_one(Setting, "3")).value == "new"
        assert (await db.get_one(Setting, "4")).value == "mine"
