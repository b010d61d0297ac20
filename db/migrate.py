"""Bringing a database to the tables this version expects.

There is no alembic.ini: the address comes from the caller, the revisions travel inside the package. To
write a new revision after changing `db/models/`: `python -m db.migrate "say what changes"`.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, func, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import FORUM_LOCKS, Database, make_engine
from db.fault import DatabaseFault
from db.guard import create_guards, missing_guards
from db.models import Base

REVISIONS = Path(__file__).parent / "migrations"
_EVERY_FORUM = 0
"""Forums are numbered from 1, so this lock is nobody else's."""


async def upgrade(database: Database | str, revision: str = "head", *, revisions: Path = REVISIONS) -> None:
    """All steps in one transaction, the guards made anew in it: a failure leaves the database as it was."""
    await _move(database, command.upgrade, revision, revisions)


async def downgrade(database: Database | str, revision: str, *, revisions: Path = REVISIONS) -> None:
    """For tests and developers: going back drops what the older tables have no room for."""
    await _move(database, command.downgrade, revision, revisions)


async def current(database: Database | str) -> str | None:
    """The revision the database stands at; None before the first."""
    async with _connected(database) as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


async def differences(database: Database | str) -> list[object]:
    """What the models say and the database does not, in Alembic's terms; empty when they agree."""
    async with _connected(database) as connection:
        return await connection.run_sync(
            lambda sync: list(
                compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), Base.metadata)
            )
        )


def known_revisions() -> frozenset[str]:
    """Every revision this version can upgrade from."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


async def draft(message: str, revisions: Path = REVISIONS) -> None:
    """Write a new revision into `revisions` from what the models say beyond it. Read it before you keep it."""
    with tempfile.TemporaryDirectory() as folder:
        async with _connected(f"sqlite+aiosqlite:///{folder}/empty.db") as connection:

            def write(sync: Connection) -> None:
                config = _config(sync, revisions)
                command.upgrade(config, "head")
                number = max(int(one.revision) for one in ScriptDirectory.from_config(config).walk_revisions()) + 1
                command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")

            await connection.run_sync(write)


def _config(connection: Connection | None = None, revisions: Path = REVISIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(revisions).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


async def _move(database: Database | str, step: Callable[[Config, str], None], revision: str, revisions: Path) -> None:
    def move(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(FORUM_LOCKS, _EVERY_FORUM)))
        try:
            step(_config(connection, revisions), revision)
        except CommandError as error:
            raise DatabaseFault(
                f"This database was made by another version of Forum Clerk, newer than this one ({error}). "
                "Install the newest version, or restore an older backup."
            ) from error
        _leave_it_sound(connection)

    async with _connected(database) as connection, connection.begin():
        await connection.run_sync(move)


def _leave_it_sound(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    ):
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise DatabaseFault(
            f"Bringing the database up to date would break references in {tables}. Nothing was changed."
        )
    if inspect(connection).has_table("ledger"):
        create_guards(connection)
        if missing := missing_guards(connection):
            raise DatabaseFault(f"The database did not keep its protection: {', '.join(missing)}. Nothing was changed.")


@asynccontextmanager
async def _connected(database: Database | str) -> AsyncIterator[AsyncConnection]:
    # With foreign keys on, rebuilding a parent table on SQLite deletes its children's rows, and the switch is
    # ignored inside a transaction: so migrations have an engine of their own, which has them off from the start.
    url: str | URL = database.url if isinstance(database, Database) else database
    engine = make_engine(url, foreign_keys=False)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(draft(" ".join(sys.argv[1:])))
