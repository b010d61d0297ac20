"""How long the pages of a large forum take, and how large they are.

    python -m tests.benchmarks.large_pages 20000

In the processor's time, which other work on the machine adds little to: cold is the first time that a page is asked
for, warm the second. docs/benchmarks.md keeps what came of it.
"""

import argparse
import asyncio
import tempfile
from time import process_time

import aiohttp

from bot import supervise
from bot.web.app import start_site
from db.engine import Database
from db.migrate import upgrade
from tests.benchmarks.large import large

PAGES = (
    "",
    "/sessions",
    "/sessions/1",
    "/organisations",
    "/organisations/1",
    "/organisations/1/asked",
    "/invitations/1",
    "/agenda",
    "/pledges",
    "/corrections",
    "/log",
    "/log/1",
    "/method",
    "?as_at=2026-12-01",
)


async def measured(invitations: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        database = Database.at(f"sqlite+aiosqlite:///{place}/clerk.db")
        await upgrade(database)
        site = await start_site(await large(database, invitations), "127.0.0.1", 0)
        forum = f"http://127.0.0.1:{site.addresses[0][1]}/northshire"
        supervise.settle()
        try:
            async with aiohttp.ClientSession() as reader:
                for page in PAGES:
                    await _ask(reader, forum, page)
        finally:
            await site.cleanup()
            await database.dispose()


async def _ask(reader: aiohttp.ClientSession, forum: str, page: str) -> None:
    times = []
    for _ in range(2):
        begun = process_time()
        async with reader.get(forum + page) as answer:
            size = len(await answer.read())
        times.append(1000 * (process_time() - begun))
    print(
        f"{page or '/':<24} {answer.status} {size:>9,} bytes {times[0]:>9,.0f} ms cold {times[1]:>6,.0f} ms warm",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("invitations", type=int)
    asyncio.run(measured(parser.parse_args().invitations))


if __name__ == "__main__":
    main()
