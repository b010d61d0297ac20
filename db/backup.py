"""A consistent copy while the clerk runs, and putting it back.

Copying an SQLite file by hand loses what is still in its write-ahead log; these go through the database.
A copy is made under another name and moved when it is whole, so a file with the right name is a good one.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, exists, inspect, literal_column, select, table

from db import postgresql_copy, sqlite_copy
from db.engine import Database
from db.fault import DatabaseFault
from db.migrate import upgrade


async def backup(database: Database, path: Path) -> None:
    """Write everything to the new file `path`, readable by its owner alone: it holds what carers wrote."""
    with _whole_or_nothing(path) as unfinished:
        if database.url.get_backend_name() == "sqlite":
            await asyncio.to_thread(sqlite_copy.copy_out, Path(str(database.url.database)), unfinished)
        else:
            await postgresql_copy.copy_out(database.url, unfinished)


async def restore(path: Path, url: str, *, force: bool = False) -> None:
    """Make the database at `url` what it was when `path` was written. Stop the clerk first.

    A database that holds anything is refused unless `force`. It stays as it is when the file is damaged.
    An older backup is brought up to date.
    """
    _refuse_absent(path)
    database = Database.at(url)
    sqlite = database.url.get_backend_name() == "sqlite"
    try:
        if sqlite:
            await asyncio.to_thread(sqlite_copy.look_over, path)
        else:
            await postgresql_copy.look_over(path)
        if not force:
            await _refuse_filled(database)
        await database.dispose()
        if sqlite:
            await asyncio.to_thread(sqlite_copy.copy_in, path, Path(str(database.url.database)))
        else:
            await postgresql_copy.copy_in(path, database.url)
        await upgrade(database)
    finally:
        await database.dispose()


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[Path]:
    if path.exists():
        raise DatabaseFault(f"The file {path} is already there. Choose another name, or move it away first.")
    if not path.absolute().parent.is_dir():
        raise DatabaseFault(f"The folder {path.absolute().parent} does not exist. Make it first.")
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(0o600, exist_ok=False)
        yield unfinished
        with unfinished.open("rb") as whole:
            os.fsync(whole.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        raise DatabaseFault(f"There is no file {path}.")


async def _refuse_filled(database: Database) -> None:
    async with database.engine.connect() as connection:
        if held := await connection.run_sync(_first_filled_table):
            raise DatabaseFault(
                f"The database already holds something (in {held}), and restoring would replace all of it. "
                "Restore into an empty database, or say that you want to replace this one."
            )


def _first_filled_table(connection: Connection) -> str | None:
    for name in sorted(inspect(connection).get_table_names()):
        anything = select(exists(select(literal_column("1")).select_from(table(name))))
        if name != "alembic_version" and connection.scalar(anything):
            return name
    return None
