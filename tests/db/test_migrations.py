import shutil
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, Table, bindparam, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from db.engine import Database
from db.fault import DatabaseFault
from db.guard import APPEND_ONLY
from db.migrate import REVISIONS, current, differences, downgrade, draft, known_revisions, upgrade
from db.models import Base, Draft, Enclosure, Entry, Forum
from db.types import UtcDateTime
from tests.db.rows import NOON, record

pytestmark = pytest.mark.on_both

NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "next", "{head}"

def upgrade():
    {does}

def downgrade():
    pass
"""
REBUILDS = """
    for table in ("forum", "ledger", "enclosure"):
        with op.batch_alter_table(table, recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as it:
            it.add_column(sa.Column("note", sa.Text()))
"""


@pytest.fixture
def revisions(tmp_path: Path) -> Path:
    """The project's revisions, in a folder where a test may add one."""
    return Path(shutil.copytree(REVISIONS, tmp_path / "revisions"))


async def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    assert await differences(database) == []


async def test_keys_and_checks_are_as_the_models_say(database: Database) -> None:
    """Alembic compares neither."""
    async with database.engine.connect() as connection:
        made = await connection.run_sync(_keys_and_checks)
    meant = {
        table.name: (
            [column.name for column in table.primary_key],
            {str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)},
        )
        for table in Base.metadata.sorted_tables
    }
    assert made == meant


async def test_the_number_of_a_deleted_draft_is_never_given_again(database: Database) -> None:
    """A button carries it, and may be pressed long after the draft has gone."""
    given = []
    async with database.writing() as session:
        await record(session)
    for _ in range(2):
        async with database.writing() as session:
            draft_of_theirs = Draft(forum_id=1, user_id=1, kind="session", words="{}", made_at=NOON)
            session.add(draft_of_theirs)
            await session.flush()
            given.append(draft_of_theirs.id)
            await session.delete(draft_of_theirs)
    assert given[1] > given[0]


async def test_a_second_upgrade_changes_nothing(database: Database) -> None:
    async with database.writing() as session:
        await record(session)
    before = await current(database)
    await upgrade(database)
    assert before is not None
    assert await current(database) == before
    assert await _lines(database) == 2


async def test_the_way_back_and_the_way_forth_can_be_gone(database: Database) -> None:
    await downgrade(database, "base")
    assert await current(database) is None
    await upgrade(database)
    assert await differences(database) == []
    await database.check()


async def test_items_from_before_they_had_a_kind_are_questions_in_the_order_they_had(database: Database) -> None:
    async with database.writing() as session:
        await record(session)
    await downgrade(database, "0002")
    rows = [
        "session (id, forum_id, title, starts_at, ends_at, state) VALUES (7, 1, 'Respite', :at, :at, 'planned')",
        *(
            "item (id, forum_id, shown, title, details, state, session_id, carried, raised_at) "
            f"VALUES ({number}, 1, 'unnamed', 'Buses', '', '{state}', {on}, 0, :at)"
            for number, state, on in ((3, "accepted", 7), (4, "accepted", 7), (5, "raised", "NULL"))
        ),
    ]
    async with database.writing() as session:
        for row in rows:
            await session.execute(text(f"INSERT INTO {row}").bindparams(bindparam("at", NOON, UtcDateTime)))
    await upgrade(database)
    async with database.writing() as session:
        found = await session.execute(text("SELECT kind, shown, place, minutes FROM item ORDER BY id"))
        assert found.fetchall() == [("question", "unnamed", place, None) for place in (3, 4, None)]
        await session.execute(text("UPDATE item SET shown = 'labelled', author_label = 'A parent' WHERE id = 3"))
        with pytest.raises(IntegrityError, match="ck_item_kind"):
            await session.execute(text("UPDATE item SET kind = 'rant'"))
    await downgrade(database, "0002")
    async with database.reading() as session:
        found = await session.execute(text("SELECT shown, author_label FROM item WHERE id = 3"))
        assert found.fetchall() == [("unnamed", None)]


async def test_a_rebuilt_table_keeps_its_rows_its_children_and_its_guards(database: Database, revisions: Path) -> None:
    async with database.writing() as session:
        await record(session)
    _add(revisions, REBUILDS)
    await upgrade(database, revisions=revisions)
    assert await current(database) == "next"
    assert await _lines(database) == 2
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Enclosure)) == 1
        assert (await session.execute(text("SELECT note FROM ledger"))).scalars().all() == [None, None]
    await database.check()
    with pytest.raises(IntegrityError, match=APPEND_ONLY):
        async with database.writing() as session:
            await session.execute(text("DELETE FROM ledger"))


async def test_a_step_that_fails_leaves_the_database_as_it_was(database: Database, revisions: Path) -> None:
    async with database.writing() as session:
        await record(session)
    before = await current(database)
    _add(revisions, REBUILDS + '    raise RuntimeError("half way")')
    with pytest.raises(RuntimeError, match="half way"):
        await upgrade(database, revisions=revisions)
    assert await current(database) == before
    assert await differences(database) == []
    assert await _lines(database) == 2
    await database.check()


@pytest.mark.only_on("sqlite")
async def test_a_step_that_would_orphan_rows_is_undone(database: Database, revisions: Path) -> None:
    async with database.writing() as session:
        await record(session)
    _add(revisions, 'op.execute("DELETE FROM forum")')
    with pytest.raises(DatabaseFault, match="break references in enclosure, ledger"):
        await upgrade(database, revisions=revisions)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Forum)) == 1


async def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseFault, match="newer than this one"):
        await upgrade(database)


async def test_a_new_revision_is_drafted_from_what_the_models_add(revisions: Path) -> None:
    added = Table("added", Base.metadata, Column("at", UtcDateTime))
    try:
        await draft("One more table", revisions)
    finally:
        Base.metadata.remove(added)
    (drafted,) = revisions.glob("versions/*_one_more_table.py")
    assert drafted.name == f"r{int(max(known_revisions())) + 1:04}_one_more_table.py"
    assert "sa.Column('at', sa.DateTime(timezone=True)" in drafted.read_text()


def _add(revisions: Path, does: str) -> None:
    head = max(known_revisions())
    (revisions / "versions" / "next.py").write_text(NEXT.format(head=head, does=does))


def _keys_and_checks(connection: Connection) -> dict[str, tuple[list[str], set[str]]]:
    looked_at = inspect(connection)
    return {
        name: (
            looked_at.get_pk_constraint(name)["constrained_columns"],
            {str(check["name"]) for check in looked_at.get_check_constraints(name)},
        )
        for name in looked_at.get_table_names()
        if name != "alembic_version"
    }


async def _lines(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Entry)) or 0
