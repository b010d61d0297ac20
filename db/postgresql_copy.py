"""A PostgreSQL database as one archive, through PostgreSQL's own programs. `db.backup` is the way in."""

import asyncio
import os
import shutil
from pathlib import Path

from sqlalchemy import URL

from db.fault import DatabaseFault
from db.migrate import known_revisions


async def copy_out(source: URL, target: Path) -> None:
    """Write one unchanging view of `source` into `target`; the clerk may go on writing."""
    await _run("pg_dump", *_server(source), "--format=custom", f"--file={target}", password=source.password)


async def copy_in(source: Path, target: URL) -> None:
    """Replace our tables in `target`, in one transaction."""
    how = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    await _run("pg_restore", *_server(target), *how, str(source), password=target.password)


async def look_over(path: Path) -> None:
    """Raise `DatabaseFault` unless this is one of our archives, of a revision that this version knows."""
    try:
        await _run("pg_restore", f"--file={os.devnull}", str(path))  # reads it to its end
        stamp = await _run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(path))
    except Unsuccessful as error:
        raise DatabaseFault(f"The file {path} is not a whole backup made by Forum Clerk ({error}).") from error
    if "COPY public.alembic_version" not in stamp:
        raise DatabaseFault(f"The file {path} is not a backup made by Forum Clerk.")
    if known_revisions().isdisjoint(stamp.splitlines()):
        raise DatabaseFault(f"The backup {path} was made by a newer Forum Clerk. Install that version first.")


class Unsuccessful(DatabaseFault):
    """One of PostgreSQL's programs ended with an error."""


def _server(place: URL) -> list[str]:
    words = {
        "--host": place.query.get("host", place.host),
        "--port": place.port,
        "--username": place.username,
        "--dbname": place.database,
    }
    return [f"{name}={value}" for name, value in words.items() if value] + ["--no-password"]


async def _run(program: str, *arguments: str, password: str | None = None) -> str:
    if shutil.which(program) is None:
        raise DatabaseFault(
            f"{program} is not installed. It comes with PostgreSQL's client programs: install those of the server's "
            "version, or use your database host's own backups."
        )
    # The password goes through the environment, because everybody on the machine can read a command line.
    secret = {"PGPASSWORD": password} if password else {}
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        env={**os.environ, **secret},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    if process.returncode:
        raise Unsuccessful(f"{program} did not succeed: {complained.decode(errors='replace').strip()}")
    return said.decode(errors="replace")
