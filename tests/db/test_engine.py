import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from db import disk, engine
from db.engine import Database, hold_forum, make_engine
from db.fault import DatabaseFault
from db.models import Item, Setting
from tests.db.rows import NOON, forum
from tests.postgres import Postgres

pytestmark = pytest.mark.on_both


async def test_no_increment_is_lost_between_writers(database: Database, database_url: str) -> None:
    other = Database.at(database_url)  # as another process would: it cannot see the first one's queue
    async with database.writing() as session:
        session.add(Setting(key="counted", value="0"))

    async def count(through: Database) -> None:
        for _ in range(10):
            async with through.writing() as session:
                await hold_forum(session, 1)
                row = await session.get_one(Setting, "counted")
                row.value = str(int(row.value) + 1)

    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(count((database, other)[number % 2]))
    await other.dispose()
    assert await _value(database, "counted") == "200"


async def test_readers_go_on_while_a_writer_writes(database: Database) -> None:
    async with database.writing() as session:
        session.add(Setting(key="word", value="before"))
    async with database.writing() as session:
        (await session.get_one(Setting, "word")).value = "after"
        await session.flush()
        assert await _value(database, "word") == "before"
    assert await _value(database, "word") == "after"


async def test_what_a_session_has_at_hand_it_gives_as_sqlalchemy_would(database: Database) -> None:
    async with database.writing() as session:
        session.add(Setting(key="word", value="before"))
    async with database.writing() as session:
        assert await session.get(Setting, "none") is None
        row = await session.get_one(Setting, "word")
        assert await session.get(Setting, ("word",)) is row
        await session.execute(text("UPDATE setting SET value = 'after'"))
        assert (await session.get_one(Setting, "word")).value == "before", "no query is made for it"
        assert (await session.get_one(Setting, "word", populate_existing=True)).value == "after"
        await session.execute(text("UPDATE setting SET value = 'later'"))
        session.expire(row)
        assert (await session.get_one(Setting, "word")).value == "later"


@pytest.mark.only_on("sqlite")
async def test_a_reader_keeps_one_view_to_its_end(database: Database) -> None:
    async with database.reading() as session:
        before = await session.scalar(select(func.count()).select_from(Setting))
        async with database.writing() as writer:
            writer.add(Setting(key="word", value="new"))
        assert await session.scalar(select(func.count()).select_from(Setting)) == before


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.reading() as session:
            await session.execute(text("INSERT INTO setting VALUES ('word', 'x')"))


async def test_a_change_left_pending_in_a_reader_is_told_and_not_lost_in_silence(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.reading() as session:
            session.add(Setting(key="word", value="x"))


async def test_a_writer_may_follow_a_reader_on_the_same_connection(database: Database) -> None:
    for _ in range(8):
        assert await _value(database, "word") is None
    async with database.writing() as session:
        session.add(Setting(key="word", value="x"))
    assert await _value(database, "word") == "x"


async def test_an_error_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError, match="half way"):
        async with database.writing() as session:
            session.add(Setting(key="word", value="x"))
            await session.flush()
            raise RuntimeError("half way")
    assert await _value(database, "word") is None


async def test_a_cancelled_writer_leaves_nothing_behind_and_holds_nobody_up(database: Database) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with database.writing() as session:
            session.add(Setting(key="word", value="cancelled"))
            await session.flush()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.writing() as session:
        session.add(Setting(key="word", value="next"))
    assert await _value(database, "word") == "next"


async def test_what_was_read_can_be_used_after_the_end(database: Database) -> None:
    async with database.writing() as session:
        made = await forum(session)
    assert made.name == "Northshire carers 1"


@pytest.mark.only_on("sqlite")
async def test_every_pooled_connection_checks_references_and_waits_for_the_disk(database: Database) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(5):
            session = await stack.enter_async_context(database.reading())
            said = [
                (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
                for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
            ]
            assert said == [1, "wal", 2, 10_000]


async def test_references_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add(_item(forum_id=99))


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        async with database.writing() as session:
            await forum(session)
            session.add(_item(raised_at=datetime(2026, 3, 3, 12)))  # noqa: DTZ001 — what the claim is about


async def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    summer = timezone(timedelta(hours=1))
    async with database.writing() as session:
        await forum(session)
        session.add(_item(raised_at=datetime(2026, 7, 3, 12, tzinfo=summer)))
    async with database.reading() as session:
        raised = (await session.scalars(select(Item.raised_at))).one()
    assert (raised, raised.tzinfo) == (datetime(2026, 7, 3, 11, tzinfo=UTC), UTC)


async def test_a_sound_database_says_what_it_is(database: Database, database_kind: str) -> None:
    condition = await database.check()
    if database_kind == "sqlite":
        assert (condition.foreign_keys, condition.journal_mode, condition.synchronous) == (True, "wal", 2)
    else:
        assert (condition.kind, condition.foreign_keys) == ("postgresql", None)


@pytest.mark.parametrize("table", ["ledger", "enclosure"])
async def test_a_database_without_a_guard_is_refused(database: Database, database_kind: str, table: str) -> None:
    name = f"guard_{table}_update"
    async with database.engine.begin() as connection:
        on = "" if database_kind == "sqlite" else f" ON {table}"
        await connection.execute(text(f"DROP TRIGGER {name}{on}"))
    with pytest.raises(DatabaseFault, match=f"{name} missing or changed"):
        await database.check()


@pytest.mark.only_on("sqlite")
async def test_a_database_that_checks_no_references_is_refused(database: Database) -> None:
    blind = Database.of(make_engine(database.url, foreign_keys=False))
    with pytest.raises(DatabaseFault, match="does not check references"):
        await blind.check()
    await blind.dispose()


@pytest.mark.only_on("sqlite")
async def test_a_database_on_a_network_drive_is_refused(
    database: Database, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/x {scratch.resolve()} nfs4 rw 0 0\n")
    monkeypatch.setattr(disk, "MOUNTS", mounts)
    with pytest.raises(DatabaseFault, match=r"network drive \(nfs4\)"):
        await database.check()


def test_the_package_that_postgresql_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)  # as where it is not installed
    with pytest.raises(DatabaseFault, match="pip install asyncpg"):
        Database.at("postgresql+asyncpg://clerk@db.example/clerk")


async def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    absent = Database.at(f"postgresql+asyncpg://clerk:secret@/clerk?host={tmp_path}")
    with pytest.raises(DatabaseFault, match="cannot be used") as refusal:
        await absent.check()
    assert "secret" not in str(refusal.value)


async def test_a_database_that_is_not_there_is_told(postgres: Postgres) -> None:
    absent = Database.at(postgres.url("absent"))
    with pytest.raises(DatabaseFault, match=r'cannot be used: .*"absent" does not exist'):
        await absent.check()


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("same_process", [True, False], ids=["in this process", "in another process"])
async def test_a_writer_that_waits_too_long_is_told(
    database_url: str, monkeypatch: pytest.MonkeyPatch, same_process: bool
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    first = Database.at(database_url)
    second = first if same_process else Database.at(database_url)
    async with first.writing():
        with pytest.raises(DatabaseFault, match="Try again in a moment"):
            async with second.writing():
                pass
    async with second.writing() as session:
        session.add(Setting(key="word", value="afterwards"))
    await first.dispose()
    await second.dispose()


@pytest.mark.only_on("postgres")
async def test_a_forum_is_held_until_the_end_and_no_other_forum_waits(database: Database) -> None:
    async def hold(number: int) -> None:
        async with database.writing() as session:
            await session.execute(text("SET LOCAL lock_timeout = '1ms'"))
            await hold_forum(session, number)

    async with database.writing() as session:
        await hold_forum(session, 1)
        await hold(2)
        with pytest.raises(DBAPIError, match="lock timeout"):
            await hold(1)
    await hold(1)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("nonsense", "cannot be read", id="not an address"),
        pytest.param("mysql://x/y", "must be SQLite or PostgreSQL", id="another kind"),
        pytest.param("sqlite:///clerk.db", r"Begin .* sqlite\+aiosqlite://", id="the driver that blocks"),
        pytest.param("postgresql://u:secret@h/d", r"Begin .* postgresql\+asyncpg://", id="no driver named"),
        pytest.param("sqlite+aiosqlite://", "must be a file", id="no file"),
        pytest.param("sqlite+aiosqlite:///:memory:", "must be a file", id="memory, where tasks undo each other's work"),
        pytest.param("sqlite+aiosqlite:////", "is a folder", id="a folder"),
        pytest.param("sqlite+aiosqlite:///absent/clerk.db", r"absent .*does not exist", id="no such folder"),
    ],
)
def test_an_address_that_cannot_work_is_refused_in_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(DatabaseFault, match=sentence) as refusal:
        Database.at(url)
    assert "secret" not in str(refusal.value)


async def _value(database: Database, key: str) -> str | None:
    async with database.reading() as session:
        row = await session.get(Setting, key)
        return row.value if row else None


def _item(forum_id: int = 1, raised_at: datetime = NOON) -> Item:
    return Item(forum_id=forum_id, shown="unnamed", title="Respite", details="", state="raised", raised_at=raised_at)
