"""Our cursors on SQLite: what SQLAlchemy reads from them, and how many trips to the thread that takes."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db import sqlite_driver
from db.engine import Database

pytestmark = pytest.mark.on_both


@pytest.fixture
async def connection(tmp_path: Path) -> Any:
    connection = sqlite_driver.connect(str(tmp_path / "one.db"))
    await connection
    await connection.cursor().execute("CREATE TABLE item (id INTEGER PRIMARY KEY, title TEXT UNIQUE)")
    yield connection
    await connection.close()


async def test_a_statement_is_one_trip(connection: sqlite_driver.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[object] = []
    there_and_back: Any = connection._execute

    async def counted(work: Any) -> Any:
        trips.append(work)
        return await there_and_back(work)

    monkeypatch.setattr(connection, "_execute", counted)
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT 1 AS one UNION ALL SELECT 2")
        assert await cursor.fetchall() == [(1,), (2,)]
        assert [column[0] for column in cursor.description or ()] == ["one"]
    assert len(trips) == 1


async def test_what_was_written_is_counted_and_numbered(connection: sqlite_driver.Connection) -> None:
    cursor = await connection.cursor().execute("INSERT INTO item (title) VALUES (?)", ("Respite",))
    assert (cursor.lastrowid, cursor.rowcount, cursor.description) == (1, 1, None)
    many = await connection.cursor().executemany("INSERT INTO item (title) VALUES (?)", [("Transport",), ("Hoists",)])
    assert many.rowcount == 2


async def test_rows_are_given_once(connection: sqlite_driver.Connection) -> None:
    cursor = await connection.cursor().execute("SELECT 1")
    assert (await cursor.fetchall(), await cursor.fetchall()) == ([(1,)], [])


async def test_a_refused_statement_leaves_the_connection_fit_for_work(connection: sqlite_driver.Connection) -> None:
    await connection.cursor().execute("INSERT INTO item (title) VALUES ('Respite')")
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().execute("INSERT INTO item (title) VALUES ('Respite')")
    assert await (await connection.cursor().execute("SELECT count(*) FROM item")).fetchall() == [(1,)]


async def test_what_changes_and_gives_back_at_once_does_both(tmp_path: Path) -> None:
    database = Database.at(f"sqlite+aiosqlite:///{tmp_path / 'two.db'}")
    async with database.writing() as db:
        await db.execute(text("CREATE TABLE item (id INTEGER PRIMARY KEY, title TEXT)"))
        given = await db.execute(text("INSERT INTO item (title) VALUES ('Respite'), ('Hoists') RETURNING title"))
        assert given.scalars().all() == ["Respite", "Hoists"]
    async with database.reading() as db:
        assert (await db.execute(text("SELECT count(*) FROM item"))).scalar_one() == 2
    await database.dispose()
