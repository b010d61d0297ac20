"""How much memory the verifier takes, and how that grows with the record.

    python -m tests.benchmarks.verify_memory 1000 10000 [--pauses 20]

What is printed is the most that Python held at once while the public data was verified, beyond what it held before
(tracemalloc), and how much of the processor's time the same takes while nothing is measured. docs/benchmarks.md keeps
what came of it.
"""

import argparse
import asyncio
import tempfile
import tracemalloc
from datetime import timedelta
from pathlib import Path
from time import process_time

from bot.clerk import Clerk
from bot.export import data
from bot.export.edition import Edition
from bot.rules import pause
from bot.rules.verify import verify
from bot.rules.words import PauseKind, Via
from db.engine import Database
from db.migrate import upgrade
from tests.benchmarks.large import large

FORUM = 1


async def written(clerk: Clerk, folder: Path) -> None:
    """The record and its figures, as an export holds them, without the other files."""
    folder.mkdir()
    async with clerk.record.reading(FORUM) as view:
        edition = await Edition.of(view, clerk.ways, folder=True)
        with (folder / "record.jsonl").open("w", encoding="utf-8", newline="") as record:
            async for text in data.record(view, edition.origin.length):
                record.write(text)
        (folder / "figures.json").write_text(data.pretty(await edition.figures()))
        (folder / "head.json").write_text(data.head(view, edition.origin, {}))


async def paused(clerk: Clerk, pauses: int) -> None:
    """At the end of the record, so that every invitation is there to be stopped; all of them are over."""
    async with clerk.record.transaction(FORUM) as tx:
        for number in range(pauses):
            day = tx.terms.day(tx.now) + timedelta(days=number)
            tx.record(pause.pause(PauseKind.CLOSURE, day, day, None, tx.terms, **tx.mark(Via.COMMAND)))


async def made(invitations: int, pauses: int, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        database = Database.at(f"sqlite+aiosqlite:///{place}/clerk.db")
        await upgrade(database)
        try:
            clerk = await large(database, invitations)
            await paused(clerk, pauses)
            await written(clerk, folder)
        finally:
            await database.dispose()


def held(folder: Path) -> int:
    """The most bytes held at once while it is verified."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        verify(folder)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def measured(invitations: int, pauses: int) -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "forum"
        asyncio.run(made(invitations, pauses, folder))
        begun = process_time()
        entries = verify(folder).entries
        seconds, most = process_time() - begun, held(folder)
    print(
        f"{invitations:>9,} invitations, {entries:,} entries: {most / 2**20:6.1f} MB held; {seconds:,.1f} s", flush=True
    )
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("invitations", type=int, nargs="+")
    parser.add_argument("--pauses", type=int, default=0, metavar="N", help="declared at the end, one after another")
    given = parser.parse_args()
    most = [measured(number, given.pauses) for number in given.invitations]
    grown = given.invitations[-1] / given.invitations[0]
    print(f"{most[-1] / most[0]:.2f} times the memory for {grown:,.0f} times the record")


if __name__ == "__main__":
    main()
