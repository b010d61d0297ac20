"""An SQLite database as one file: written out, looked over, put back. `db.backup` is the way in."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.engine import BUSY_SECONDS
from db.fault import DatabaseFault
from db.migrate import known_revisions


def copy_out(source: Path, target: Path) -> None:
    """Write one unchanging view of `source` into `target`, which is absent or empty; the clerk may go on writing."""
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    try:
        look_over(target)
    except DatabaseFault as error:
        raise DatabaseFault(
            f"The database {source} is damaged, so no backup was made. Keep your earlier ones, and restore the newest."
        ) from error


def copy_in(source: Path, target: Path) -> None:
    """Replace all of `target`, in one transaction there that takes its locks and its write-ahead log along."""
    with (
        closing(sqlite3.connect(source)) as backup,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as database,
    ):
        backup.backup(database)


def look_over(path: Path) -> None:
    """Raise `DatabaseFault` unless this is one of our files, whole, of a revision that this version knows."""
    try:
        # Not mode=ro, though nothing is written: SQLite 3.40 then leaves the CHECK constraints out of its checking.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("SELECT forum_id, seq, hash FROM ledger LIMIT 1")
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            # A page cut short is read as if it went on with zeros, which may pass for a sound one.
            (pages,), (size,) = (
                connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
            )
            sound = sound and path.stat().st_size >= pages * size
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseFault(f"The file {path} is not a whole backup made by Forum Clerk ({error}).") from error
    if not sound or broken:
        raise DatabaseFault(f"The backup {path} is damaged. Nothing was changed; use another one.")
    if revision is None or revision[0] not in known_revisions():
        raise DatabaseFault(f"The backup {path} was made by a newer Forum Clerk. Install that version first.")
