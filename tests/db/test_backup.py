import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select, text
from sqlalchemy.exc import IntegrityError

from db import postgresql_copy
from db.backup import backup, restore
from db.engine import Database
from db.fault import DatabaseFault
from db.guard import APPEND_ONLY
from db.models import Base, Entry, Setting
from tests.db.rows import notice, record
from tests.postgres import Postgres, wheel

pytestmark = pytest.mark.on_both


@pytest.fixture(autouse=True)
def _postgresql_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(wheel()), prepend=":")


async def test_what_was_backed_up_comes_back(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.writing() as session:
        await record(session)
    before = await _everything(database)
    await backup(database, tmp_path / "copy")
    async with database.writing() as session:
        session.add(Setting(key="word", value="written after the backup"))
    await database.dispose()

    await restore(tmp_path / "copy", database_url, force=True)

    assert await _everything(database) == before
    await database.check()
    with pytest.raises(IntegrityError, match=APPEND_ONLY):
        async with database.writing() as session:
            await session.execute(text("DELETE FROM ledger"))


async def test_a_backup_holds_what_is_committed_and_no_half_of_what_is_not(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    async with database.writing() as session:
        await record(session)
    async with database.writing() as session:
        session.add(Setting(key="word", value="not committed"))
        await session.flush()
        await backup(database, tmp_path / "copy")
    await restore(tmp_path / "copy", database_url, force=True)
    async with database.reading() as session:
        assert await session.get(Setting, "word") is None
        assert await session.scalar(select(func.count()).select_from(Entry)) == 2


async def test_a_backup_is_for_its_owner_alone(database: Database, tmp_path: Path) -> None:
    await backup(database, tmp_path / "copy")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]


async def test_an_earlier_backup_is_never_written_over(database: Database, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("an earlier one")
    with pytest.raises(DatabaseFault, match="already there"):
        await backup(database, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "an earlier one"


async def test_a_backup_into_no_folder_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="does not exist"):
        await backup(database, tmp_path / "absent" / "copy")


async def test_a_database_that_holds_something_is_not_replaced_unasked(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await backup(database, tmp_path / "copy")
    async with database.writing() as session:
        await record(session)
    before = await _everything(database)
    with pytest.raises(DatabaseFault, match=r"already holds something \(in enclosure\)"):
        await restore(tmp_path / "copy", database_url)
    assert await _everything(database) == before


async def test_a_database_with_tables_and_no_rows_may_be_replaced(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await backup(database, tmp_path / "copy")
    await restore(tmp_path / "copy", database_url)
    await database.check()


@pytest.mark.only_on("sqlite")
async def test_a_file_that_is_not_there_yet_is_made(database: Database, tmp_path: Path) -> None:
    async with database.writing() as session:
        await record(session)
    await backup(database, tmp_path / "copy")
    await restore(tmp_path / "copy", f"sqlite+aiosqlite:///{tmp_path}/new.db")
    new = Database.at(f"sqlite+aiosqlite:///{tmp_path}/new.db")
    assert await _everything(new) == await _everything(database)
    await new.dispose()


@pytest.mark.parametrize("harm", ["cut short", "overwritten", "not ours", "empty", "absent"])
async def test_a_damaged_backup_changes_nothing(
    database: Database, database_url: str, tmp_path: Path, harm: str
) -> None:
    async with database.writing() as session:
        await record(session)
    await backup(database, tmp_path / "copy")
    before = await _everything(database)
    _harm(tmp_path / "copy", harm)
    with pytest.raises(DatabaseFault, match=r"not a whole backup|is damaged|not a backup|There is no file"):
        await restore(tmp_path / "copy", database_url, force=True)
    assert await _everything(database) == before


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("DELETE FROM forum", id="lines without their forum"),
        pytest.param("UPDATE outbox SET state = 'nonsense'", id="a value that a check forbids"),
    ],
)
async def test_a_damaged_database_gets_no_backup(database: Database, tmp_path: Path, damage: str) -> None:
    async with database.writing() as session:
        await record(session)
        session.add(notice(1))
    with closing(sqlite3.connect(str(database.url.database))) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(damage)
        connection.commit()
    with pytest.raises(DatabaseFault, match="is damaged, so no backup was made"):
        await backup(database, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


async def test_a_backup_of_a_newer_version_is_refused(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await _backup_anyway(database, tmp_path / "copy")
    with pytest.raises(DatabaseFault, match="newer Forum Clerk"):
        await restore(tmp_path / "copy", database_url, force=True)


async def _backup_anyway(database: Database, path: Path) -> None:
    if database.url.get_backend_name() == "postgresql":
        await backup(database, path)
        return
    with closing(sqlite3.connect(str(database.url.database))) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))


@pytest.mark.only_on("postgres")
async def test_an_archive_of_something_else_is_refused(database_url: str, postgres: Postgres, tmp_path: Path) -> None:
    await postgresql_copy.copy_out(make_url(postgres.url("postgres")), tmp_path / "copy")
    with pytest.raises(DatabaseFault, match="not a backup made by Forum Clerk"):
        await restore(tmp_path / "copy", database_url)


@pytest.mark.only_on("postgres")
async def test_missing_programs_are_named(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseFault, match="pg_dump is not installed"):
        await backup(database, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


async def test_the_password_does_not_stand_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "pg_dump"
    spy.write_text(f'#!/bin/sh\necho "$*" > {tmp_path}/arguments\necho "$PGPASSWORD" > {tmp_path}/environment\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    place = make_url("postgresql+asyncpg://clerk:secret@db.example:5433/forum")
    await postgresql_copy.copy_out(place, tmp_path / "copy")
    said = (tmp_path / "arguments").read_text()
    assert "--host=db.example --port=5433 --username=clerk --dbname=forum" in said
    assert "secret" not in said
    assert (tmp_path / "environment").read_text() == "secret\n"


def _harm(file: Path, harm: str) -> None:
    whole = file.read_bytes()
    match harm:
        case "cut short":
            file.write_bytes(whole[:-200])
        case "overwritten":
            file.write_bytes(whole[:5000] + b"\xff" * 20000 + whole[25000:])
        case "not ours":
            file.unlink()
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("CREATE TABLE ledger (forum_id, seq, hash)")
        case "empty":
            file.write_bytes(b"")
        case "absent":
            file.unlink()


async def _everything(database: Database) -> list[tuple[object, ...]]:
    async with database.reading() as session:
        return [
            (table.name, *row)
            for table in Base.metadata.sorted_tables
            for row in await session.execute(select(table).order_by(*table.primary_key))
        ]
