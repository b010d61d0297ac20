"""The database's address as people write it, made sure of before anything is opened."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.fault import DatabaseFault

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def understood(url: str | URL) -> URL:
    """The address, if it can work; otherwise `DatabaseFault` says how to write it, without repeating a password."""
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise DatabaseFault(
            "The database address cannot be read. Write it like sqlite+aiosqlite:///forum-clerk.db."
        ) from error
    kind = place.get_backend_name()
    if kind not in DRIVERS:
        raise DatabaseFault(f"The database must be SQLite or PostgreSQL, not {kind}.")
    if place.drivername != DRIVERS[kind]:
        raise DatabaseFault(f"Begin the database address with {DRIVERS[kind]}:// instead of {place.drivername}://.")
    if kind == "sqlite":
        _refuse_no_place(place.database)
    return place


def _refuse_no_place(file: str | None) -> None:
    if not file or file.startswith((":memory:", "file:")):
        raise DatabaseFault("The database must be a file, like sqlite+aiosqlite:///forum-clerk.db.")
    if Path(file).is_dir():
        raise DatabaseFault(f"{file} is a folder; name a file in it for the database.")
    folder = Path(file).absolute().parent
    if not folder.is_dir():
        raise DatabaseFault(f"The folder {folder} for the database does not exist. Make it first.")
