"""How much memory an export takes, and how that grows with the forum.

    python -m tests.benchmarks.export_memory 1000 10000            the whole export, pages and all
    python -m tests.benchmarks.export_memory --data 10000 100000   the files of the public data alone

What is printed is the most that Python held at once during the export, beyond what it held before (tracemalloc), and
how many times that of the smallest forum it is. docs/benchmarks.md keeps what came of it.
"""

import argparse
import asyncio
import tempfile
import tracemalloc
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

from bot.clerk import Clerk
from bot.export import export_forum
from bot.export.edition import Edition
from bot.export.files import FILES
from db.engine import Database
from db.migrate import upgrade
from tests.benchmarks.large import large

FORUM = 1


async def data_alone(clerk: Clerk, folder: Path) -> None:
    """Every file of the public data, a piece at a time."""
    async with clerk.record.reading(FORUM) as view:
        edition = await Edition.of(view, clerk.ways, folder=True)
        for file in FILES:
            with (folder / file.name).open("w", encoding="utf-8", newline="") as written:
                async for text in file.made(edition):
                    written.write(text)


async def whole(clerk: Clerk, folder: Path) -> None:
    await export_forum(clerk, FORUM, folder)


async def peak(work: Callable[[], Awaitable[object]]) -> int:
    """The most bytes held at once while it works, beyond those from before."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        await work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


async def measured(database: Database, invitations: int, *, data: bool) -> int:
    """The database is empty before, and closed after."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            clerk = await large(database, invitations)
            begun = monotonic()
            held = await peak(lambda: (data_alone if data else whole)(clerk, folder))
            seconds = monotonic() - begun
        finally:
            await database.dispose()
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    written = f"{size / 2**20:8.1f} MB written in {seconds:,.0f} s"
    print(f"{invitations:>9,} invitations: {held / 2**20:6.1f} MB held, {written}", flush=True)
    return held


async def measured_anew(invitations: int, *, data: bool) -> int:
    with tempfile.TemporaryDirectory() as place:
        database = Database.at(f"sqlite+aiosqlite:///{place}/clerk.db")
        await upgrade(database)
        return await measured(database, invitations, data=data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", action="store_true", help="without the pages")
    parser.add_argument("invitations", type=int, nargs="+")
    given = parser.parse_args()
    held = [asyncio.run(measured_anew(number, data=given.data)) for number in given.invitations]
    grown = given.invitations[-1] / given.invitations[0]
    print(f"{held[-1] / held[0]:.2f} times the memory for {grown:,.0f} times the forum")


if __name__ == "__main__":
    main()
