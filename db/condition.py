"""Whether the database would keep the record safe; asked at every start."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection

from db.disk import network_kind_here
from db.fault import DatabaseFault
from db.guard import missing_guards


@dataclass(frozen=True)
class Condition:
    """What the database said of itself when it was checked; the last three only on SQLite."""

    kind: str
    version: str
    foreign_keys: bool | None = None
    journal_mode: str | None = None
    synchronous: int | None = None


def refuse_network(place: URL) -> None:
    """Raise `DatabaseFault` for an SQLite file that is not on this machine's own disk."""
    if place.get_backend_name() == "sqlite" and (kind := network_kind_here(Path(str(place.database)))):
        raise DatabaseFault(
            f"The database file {place.database} is on a network drive ({kind}), where SQLite can lose what is "
            "written. Keep it on this machine's own disk."
        )


def examine(connection: Connection) -> Condition:
    """Raise `DatabaseFault` where the guards, the references or the journal are not as they must be."""
    if missing := missing_guards(connection):
        raise DatabaseFault(
            f"The database does not protect the record: {', '.join(missing)} missing or changed. "
            "Start the clerk once so that it brings the database up to date, or restore a backup."
        )
    version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    if connection.dialect.name != "sqlite":
        return Condition(connection.dialect.name, version)
    foreign_keys, journal_mode, synchronous = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("foreign_keys", "journal_mode", "synchronous")
    )
    if not foreign_keys:
        raise DatabaseFault("SQLite does not check references between tables here; this build of it cannot be used.")
    if journal_mode != "wal" or synchronous < 2:
        raise DatabaseFault(f"SQLite does not keep a safe journal here ({journal_mode}, synchronous {synchronous}).")
    return Condition("sqlite", version, bool(foreign_keys), journal_mode, synchronous)
