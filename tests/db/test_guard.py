import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from db.engine import Database
from db.guard import APPEND_ONLY, ERASE_ONLY, missing_guards
from db.models import Enclosure, Entry
from tests.db.rows import NOON, record

pytestmark = pytest.mark.on_both

COLUMNS = "(forum_id, seq, kind, at, body, hash)"
OTHER = "'Forged', '2026-03-03 12:00:00+00:00', '{}', 'x'"

BOTH = [
    pytest.param("UPDATE ledger SET body = 'forged'", APPEND_ONLY, id="a line cannot be rewritten"),
    pytest.param("UPDATE ledger SET body = body", APPEND_ONLY, id="not even with the same words"),
    pytest.param("UPDATE ledger SET seq = seq + 7", APPEND_ONLY, id="lines cannot be renumbered"),
    pytest.param("DELETE FROM ledger", APPEND_ONLY, id="the ledger cannot be emptied"),
    pytest.param("DELETE FROM ledger WHERE seq = 2", APPEND_ONLY, id="the last line cannot be taken away"),
    pytest.param(
        f"INSERT INTO ledger {COLUMNS} VALUES (1, 2, {OTHER})"
        " ON CONFLICT (forum_id, seq) DO UPDATE SET body = 'forged'",
        APPEND_ONLY,
        id="an upsert cannot rewrite a line",
    ),
    pytest.param("UPDATE enclosure SET text = 'other'", ERASE_ONLY, id="an enclosure cannot be rewritten"),
    pytest.param("UPDATE enclosure SET digest = 'other'", ERASE_ONLY, id="its digest cannot be changed"),
    pytest.param("UPDATE enclosure SET text = NULL", ERASE_ONLY, id="it cannot be half erased"),
    pytest.param("UPDATE enclosure SET text = NULL, salt = NULL", ERASE_ONLY, id="nor erased without a date"),
    pytest.param("DELETE FROM enclosure", ERASE_ONLY, id="an enclosure leaves a tombstone"),
    pytest.param(
        f"INSERT INTO enclosure VALUES (1, '{'d' * 64}', 's', 't', NULL)"
        " ON CONFLICT (forum_id, digest) DO UPDATE SET text = 'other'",
        ERASE_ONLY,
        id="an upsert cannot rewrite an enclosure",
    ),
]
SQLITE = [
    pytest.param(
        f"INSERT OR REPLACE INTO ledger {COLUMNS} VALUES (1, 2, {OTHER})", APPEND_ONLY, id="a line cannot be replaced"
    ),
    pytest.param(
        f"INSERT OR REPLACE INTO ledger (rowid, {COLUMNS[1:]} VALUES (1, 1, 9, {OTHER})",
        APPEND_ONLY,
        id="nor through its hidden row number",
    ),
    pytest.param(
        f"INSERT OR REPLACE INTO enclosure VALUES (1, '{'d' * 64}', 's', 'other', NULL)",
        ERASE_ONLY,
        id="an enclosure cannot be replaced",
    ),
    pytest.param("UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2", APPEND_ONLY, id="nor one line by another"),
]
POSTGRES = [
    pytest.param("TRUNCATE ledger", APPEND_ONLY, id="the ledger cannot be truncated"),
    pytest.param("TRUNCATE forum CASCADE", "only", id="nor by way of the forum"),
    pytest.param("TRUNCATE enclosure", ERASE_ONLY, id="enclosures cannot be truncated"),
]


@pytest.mark.parametrize(("statement", "words"), BOTH)
async def test_the_database_refuses(database: Database, statement: str, words: str) -> None:
    await _refused(database, statement, words)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(("statement", "words"), SQLITE)
async def test_sqlite_refuses(database: Database, statement: str, words: str) -> None:
    await _refused(database, statement, words)


@pytest.mark.only_on("postgres")
@pytest.mark.parametrize(("statement", "words"), POSTGRES)
async def test_postgresql_refuses(database: Database, statement: str, words: str) -> None:
    await _refused(database, statement, words)


@pytest.mark.only_on("postgres")
async def test_the_guards_stay_awake_where_ordinary_triggers_sleep(database: Database) -> None:
    async with database.writing() as session:
        await record(session)
    with pytest.raises(IntegrityError, match=APPEND_ONLY):
        async with database.writing() as session:
            await session.execute(text("SET LOCAL session_replication_role = replica"))
            await session.execute(text("DELETE FROM ledger"))


async def test_a_line_can_be_added(database: Database) -> None:
    async with database.writing() as session:
        await record(session)
        session.add(Entry(forum_id=1, seq=3, kind="SessionHeld", at=NOON, body="{}", hash="3"))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Entry)) == 3


async def test_an_enclosure_can_be_erased_and_stays_so(database: Database) -> None:
    async with database.writing() as session:
        await record(session)
    async with database.writing() as session:
        enclosure = (await session.scalars(select(Enclosure))).one()
        enclosure.text, enclosure.salt, enclosure.erased_at = None, None, NOON
    with pytest.raises(IntegrityError, match=ERASE_ONLY):
        async with database.writing() as session:
            await session.execute(text("UPDATE enclosure SET text = 'back again', salt = 's'"))
    async with database.reading() as session:
        kept = (await session.scalars(select(Enclosure))).one()
    assert (kept.digest, kept.text, kept.salt, kept.erased_at) == ("d" * 64, None, None, NOON)


@pytest.mark.only_on("sqlite")
async def test_a_guard_that_was_hollowed_out_is_missed(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("DROP TRIGGER guard_ledger_delete"))
        await connection.execute(text("CREATE TRIGGER guard_ledger_delete BEFORE DELETE ON ledger BEGIN SELECT 1; END"))
        assert await connection.run_sync(missing_guards) == ["guard_ledger_delete"]


@pytest.mark.only_on("postgres")
@pytest.mark.parametrize(
    ("statement", "missed"),
    [
        pytest.param("ALTER TABLE ledger DISABLE TRIGGER guard_ledger_delete", 1, id="a guard that was switched off"),
        pytest.param("ALTER TABLE ledger DISABLE TRIGGER ALL", 3, id="all of a table's guards switched off"),
        pytest.param(
            "CREATE OR REPLACE FUNCTION guard_refuses() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            6,
            id="the function they all call, hollowed out",
        ),
    ],
)
async def test_what_does_not_guard_is_missed(database: Database, statement: str, missed: int) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))
        assert len(await connection.run_sync(missing_guards)) == missed


async def _refused(database: Database, statement: str, words: str) -> None:
    async with database.writing() as session:
        await record(session)
    before = await _everything(database)
    with pytest.raises(IntegrityError, match=words):
        async with database.writing() as session:
            await session.execute(text(statement))
    assert await _everything(database) == before


async def _everything(database: Database) -> list[tuple[object, ...]]:
    async with database.reading() as session:
        return [
            tuple(row)
            for table in (Entry.__table__, Enclosure.__table__)
            for row in await session.execute(select(table).order_by(*table.primary_key))
        ]
