"""How many times a second a page of the record is served, beside aiohttp serving the same bytes as a plain file.

    python -m tests.benchmarks.pages_per_second

Both servers run in this process, and are asked in turn by another one over eight connections. The page is warm: it was
asked for before. What is printed is the middle one of the rounds; docs/benchmarks.md keeps what came of it.
"""

import argparse
import asyncio
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.web.app import start_site
from db.engine import Database
from db.migrate import upgrade
from tests.benchmarks.large import large

PAGE = "/northshire/organisations/1"
CONNECTIONS = 8
LIMIT = 0.5
"""Of the plain file: below that the page is too slow."""


def load(url: str, seconds: float) -> float:
    """Requests a second, over so many connections that stay open."""
    counts, parts = [0] * CONNECTIONS, urlsplit(url)
    begun = monotonic()

    def ask(place: int) -> None:
        connection = HTTPConnection(parts.hostname or "", parts.port)
        while monotonic() - begun < seconds:
            connection.request("GET", parts.path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            counts[place] += 1

    threads = [Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (monotonic() - begun)


async def measured(rounds: int = 5, seconds: float = 2, invitations: int = 1000) -> tuple[float, float]:
    """Requests a second of the plain file and of the page."""
    with tempfile.TemporaryDirectory() as place:
        database = Database.at(f"sqlite+aiosqlite:///{place}/clerk.db")
        await upgrade(database)
        site = await start_site(await large(database, invitations), "127.0.0.1", 0)
        page = f"http://127.0.0.1:{site.addresses[0][1]}{PAGE}"
        async with aiohttp.ClientSession() as reader, reader.get(page) as answer:
            file = Path(place) / "page.html"
            file.write_bytes(await answer.read())
        plain = await _plain(file)
        try:
            found = []
            for _ in range(rounds):
                found.append([await _load(url, seconds) for url in (f"http://127.0.0.1:{_port(plain)}/", page)])
            print(f"a page of {file.stat().st_size:,} bytes")
        finally:
            await site.cleanup()
            await plain.cleanup()
            await database.dispose()
    return median(one for one, _ in found), median(one for _, one in found)


async def _plain(file: Path) -> web.AppRunner:
    async def whole(request: web.Request) -> web.FileResponse:
        return web.FileResponse(file)

    app = web.Application()
    app.router.add_get("/", whole)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def _port(runner: web.AppRunner) -> int:
    return int(runner.addresses[0][1])


async def _load(url: str, seconds: float) -> float:
    command = (sys.executable, "-m", "tests.benchmarks.pages_per_second", "--load", url, str(seconds))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return float(said)


def main() -> int:
    """1 where the page is served less than half as often as the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", nargs=2, metavar=("URL", "SECONDS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.load:
        print(load(given.load[0], float(given.load[1])))
        return 0
    plain, page = asyncio.run(measured())
    print(f"a plain file {plain:,.0f} times a second, the page {page:,.0f} times: {page / plain:.2f} of it")
    return 0 if page >= LIMIT * plain else 1


if __name__ == "__main__":
    sys.exit(main())
