"""One clerk for one database, and nobody is shut out by one that died."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot import lock as module
from bot.lock import AlreadyRunning, LockLost, only_one
from bot.supervise import WorkerLost, run
from db.engine import Database
from db.leader import ServerLock

pytestmark = pytest.mark.on_both

TAKE = """
import asyncio, sys
from bot.lock import AlreadyRunning, only_one
from db.engine import Database

async def main() -> None:
    database = Database.at(sys.argv[1])
    try:
        async with only_one(database):
            print("taken", flush=True)
            await asyncio.to_thread(sys.stdin.read)
    except AlreadyRunning as error:
        print(error, flush=True)
    await database.dispose()

asyncio.run(main())
"""


def other(url: str) -> "subprocess.Popen[str]":
    """Another process that takes the lock and holds it until its input ends."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", TAKE, url]
    return subprocess.Popen(command, cwd=root, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


async def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return (await asyncio.to_thread(process.stdout.readline)).strip()


async def test_a_second_process_is_refused_in_one_sentence(database: Database, database_url: str) -> None:
    async with only_one(database):
        with other(database_url) as second:
            assert await said(second) == "A clerk is already running on this database. Stop that one first."


async def test_one_that_was_killed_shuts_nobody_out(database: Database, database_url: str) -> None:
    with other(database_url) as first:
        assert await said(first) == "taken"
        with pytest.raises(AlreadyRunning):
            async with only_one(database):
                pass
        first.kill()
        first.wait()
        async with asyncio.timeout(20):
            while True:  # a killed process's connection is noticed by its server, not by us
                try:
                    async with only_one(database):
                        break
                except AlreadyRunning:
                    continue


async def test_it_is_free_again_after_the_block(database: Database) -> None:
    for _ in range(2):
        async with only_one(database) as lock:
            assert await lock.held_by.held()


async def test_the_lock_is_not_in_the_way_of_the_forums_own(database: Database) -> None:
    from tests.desk import Desk

    async with only_one(database):
        desk = await Desk.opened(database)
        assert await desk.body()


@pytest.mark.only_on("sqlite")
async def test_the_file_of_the_lock_stays_beside_the_database(database: Database) -> None:
    file = Path(f"{database.url.database}.lock")
    async with only_one(database):
        assert file.exists()
    assert file.exists()


@pytest.mark.only_on("postgres")
async def test_a_lock_that_the_server_dropped_ends_the_process(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.01)
    async with only_one(database) as lock:
        assert isinstance(lock.held_by, ServerLock)
        assert lock.held_by._connection is not None
        await lock.held_by._connection.close()
        with pytest.raises(WorkerLost) as lost:
            async with asyncio.timeout(20):
                await run(lock.watchman(), signals=False)
    assert isinstance(lost.value.__cause__, LockLost)


async def test_the_watch_ends_when_it_is_asked_to(database: Database) -> None:
    async with only_one(database) as lock, asyncio.timeout(20):
        watch = asyncio.create_task(lock.watch())
        await asyncio.sleep(0)
        lock.stop()
        await watch
