import asyncio
import signal
import sys
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db import outbox
from db.engine import Database
from db.models import Outbox
from tests.db.rows import NOON, forum, notice

pytestmark = pytest.mark.on_both

MINUTE = timedelta(minutes=1)
LATER = NOON + timedelta(hours=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def box(database: Database) -> Database:
    """A database with two forums and nothing to announce."""
    async with database.writing() as session:
        await forum(session, 1)
        await forum(session, 2)
    return database


async def test_eight_workers_deliver_everything_once_and_in_order(box: Database, database_url: str) -> None:
    async with box.writing() as session:
        session.add_all(notice(number, f"place {number % 60}", forum_id=1 + number % 2) for number in range(300))
    delivered: dict[tuple[int, str], list[int]] = defaultdict(list)

    async def work(name: str, through: Database) -> None:
        rows: list[Outbox] = []
        while rows or await _waiting(through):
            async with through.writing() as session:
                for row in rows:
                    assert await outbox.finish(session, row.id, name, NOON)
                rows = await outbox.claim(session, owner=name, now=NOON, lease=MINUTE, limit=5)
            for row in rows:
                delivered[row.forum_id, row.destination].append(row.id)

    async with AsyncExitStack() as stack, asyncio.timeout(120), asyncio.TaskGroup() as workers:
        for number in range(8):
            own = Database.at(database_url)
            stack.push_async_callback(own.dispose)
            workers.create_task(work(f"worker {number}", own))
    assert set(Counter(row for rows in delivered.values() for row in rows).values()) == {1}
    assert sum(map(len, delivered.values())) == 300
    assert all(rows == sorted(rows) for rows in delivered.values())


async def test_only_the_head_of_each_queue_is_given_out(box: Database) -> None:
    await _fill(box, notice(1, "log"), notice(2, "log"), notice(3, "cards"), notice(4, "log", forum_id=2))
    assert await _claim(box) == [1, 3, 4]
    assert await _claim(box) == []


async def test_no_more_are_given_out_than_asked_for_and_the_oldest_first(box: Database) -> None:
    await _fill(box, *(notice(number, f"place {number}") for number in range(5)))
    assert await _claim(box, limit=2) == [1, 2]
    assert await _claim(box, limit=2) == [3, 4]


async def test_the_next_follows_when_the_first_is_done(box: Database) -> None:
    await _fill(box, notice(1), notice(2))
    assert await _claim(box) == [1]
    assert await _finish(box, 1)
    assert await _claim(box) == [2]


async def test_a_notice_waits_for_its_moment_and_holds_back_those_behind_it(box: Database) -> None:
    await _fill(box, notice(1, not_before=LATER), notice(2))
    assert await _claim(box) == []
    assert await _claim(box, now=LATER) == [1]


async def test_a_claim_says_who_until_when_and_how_often(box: Database) -> None:
    await _fill(box, notice(1))
    await _claim(box, owner="first")
    async with box.writing() as session:
        (row,) = await outbox.claim(session, owner="second", now=NOON + MINUTE, lease=MINUTE, limit=9)
    assert (row.owner, row.lease_until, row.attempts) == ("second", NOON + 2 * MINUTE, 2)


async def test_what_was_put_back_is_tried_again_from_its_moment_on_and_not_overtaken(box: Database) -> None:
    await _fill(box, notice(1), notice(2))
    await _claim(box)
    async with box.writing() as session:
        assert await outbox.put_back(session, 1, "worker", LATER, "503 Service Unavailable")
    assert (await _row(box, 1)).error == "503 Service Unavailable"
    assert await _claim(box) == []
    assert await _claim(box, now=LATER) == [1]


async def test_a_worker_whose_lease_ran_out_finishes_nothing(box: Database) -> None:
    await _fill(box, notice(1))
    await _claim(box, owner="slow")
    assert await _claim(box, owner="quick", now=NOON + MINUTE) == [1]
    assert not await _finish(box, 1, owner="slow")
    async with box.writing() as session:
        assert not await outbox.put_back(session, 1, "slow", LATER, "too late")
        assert not await outbox.block(session, 1, "log", "gone", owner="slow")
    assert await _finish(box, 1, owner="quick")


async def test_nothing_is_finished_twice(box: Database) -> None:
    await _fill(box, notice(1))
    await _claim(box)
    assert await _finish(box, 1)
    assert not await _finish(box, 1)


async def test_what_a_killed_worker_had_claimed_is_delivered_by_the_next(box: Database, database_url: str) -> None:
    await _fill(box, notice(1), notice(2))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.db.claimer", database_url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"[1]\n"
    process.send_signal(signal.SIGKILL)
    await process.communicate()

    assert await _claim(box) == []
    assert await _claim(box, now=NOON + MINUTE) == [1]
    assert await _finish(box, 1)
    assert await _claim(box, now=NOON + MINUTE) == [2]


async def test_a_blocked_head_stops_its_queue_and_no_other(box: Database) -> None:
    await _fill(box, notice(1, "log"), notice(2, "log"), notice(3, "cards"), notice(4, "log", forum_id=2))
    async with box.writing() as session:
        assert await outbox.block(session, 1, "log", "The channel was deleted.")
    assert await _claim(box, now=LATER) == [3, 4]
    blocked = await _row(box, 1)
    assert (blocked.state, blocked.error) == ("blocked", "The channel was deleted.")


async def test_a_host_is_to_be_told_of_a_block_once(box: Database) -> None:
    await _fill(box, notice(1), notice(2))
    async with box.writing() as session:
        assert await outbox.block(session, 1, "log", "gone")
        assert not await outbox.block(session, 1, "log", "gone")
        assert not await outbox.block(session, 1, "nothing waits there", "gone")
    assert (await _row(box, 2)).state == "waiting"


@pytest.mark.parametrize(
    ("destination", "free"),
    [pytest.param("log", [1], id="one destination"), pytest.param(None, [1, 3], id="all of a forum")],
)
async def test_what_was_blocked_goes_on_at_once_and_in_order(
    box: Database, destination: str | None, free: list[int]
) -> None:
    await _fill(box, notice(1, "log"), notice(2, "log"), notice(3, "cards"), notice(4, "log", forum_id=2))
    async with box.writing() as session:
        for number, place in ((1, "log"), (1, "cards"), (2, "log")):
            await outbox.block(session, number, place, "gone")
    assert await _claim(box, now=LATER) == []
    async with box.writing() as session:
        assert await outbox.unblock(session, 1, destination, LATER) == len(free)
    assert await _claim(box, now=LATER) == free


async def test_what_is_dropped_makes_room_for_the_next(box: Database) -> None:
    await _fill(box, notice(1), notice(2), notice(3))
    await _claim(box)
    await _finish(box, 1)
    async with box.writing() as session:
        assert await outbox.drop(session, [1, 2]) == 1
    assert [(await _row(box, number)).state for number in (1, 2, 3)] == ["done", "dropped", "waiting"]
    assert await _claim(box) == [3]


async def test_where_a_notice_stands_is_known_once_it_was_delivered(box: Database) -> None:
    await _fill(box, notice(1))
    async with box.writing() as session:
        assert await outbox.posted(session, 1, "log-1") is None
    await _claim(box)
    async with box.writing() as session:
        await outbox.finish(session, 1, "worker", NOON, 10**18, 10**18 + 1)
        assert await outbox.posted(session, 1, "log-1") == (10**18, 10**18 + 1)
        assert await outbox.posted(session, 2, "log-1") is None


async def test_nothing_waits_in_an_empty_box(box: Database) -> None:
    async with box.reading() as session:
        assert await outbox.next_moment(session) is None
        assert await outbox.waiting_since(session) is None


async def test_the_next_moment_is_that_of_a_head(box: Database) -> None:
    await _fill(box, notice(1, not_before=LATER), notice(2), notice(3, "cards", not_before=LATER + MINUTE))
    assert await _moments(box) == (LATER, LATER)


async def test_a_lease_puts_the_next_moment_off(box: Database) -> None:
    await _fill(box, notice(1))
    await _claim(box)
    assert await _moments(box) == (NOON + MINUTE, NOON)


async def test_a_notice_that_failed_has_waited_since_it_was_made(box: Database) -> None:
    await _fill(box, notice(1))
    await _claim(box)
    async with box.writing() as session:
        await outbox.put_back(session, 1, "worker", LATER, "503")
    assert await _moments(box) == (LATER, NOON)


async def test_a_blocked_queue_makes_nobody_wait_for_it(box: Database) -> None:
    await _fill(box, notice(1), notice(2))
    async with box.writing() as session:
        await outbox.block(session, 1, "log", "gone")
    assert await _moments(box) == (None, None)


async def _fill(box: Database, *rows: Outbox) -> None:
    async with box.writing() as session:
        for number, row in enumerate(rows, start=1):
            row.id = number
            session.add(row)


async def _claim(box: Database, *, owner: str = "worker", now: datetime = NOON, limit: int = 9) -> list[int]:
    async with box.writing() as session:
        return [row.id for row in await outbox.claim(session, owner=owner, now=now, lease=MINUTE, limit=limit)]


async def _finish(box: Database, number: int, owner: str = "worker") -> bool:
    async with box.writing() as session:
        return await outbox.finish(session, number, owner, NOON)


async def _row(box: Database, number: int) -> Outbox:
    async with box.reading() as session:
        return await session.get_one(Outbox, number)


async def _waiting(box: Database) -> int:
    async with box.reading() as session:
        return await session.scalar(select(func.count()).where(Outbox.state == "waiting")) or 0


async def _moments(box: Database) -> tuple[datetime | None, datetime | None]:
    async with box.reading() as session:
        return await outbox.next_moment(session), await outbox.waiting_since(session)
