"""What happens by itself: turns, pokes and the next moment; without waiting for any clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot import house, timetable as module
from bot.apart import Task
from bot.clock import WallClock
from bot.outbox import Delivered, Errand, Later, Outcome
from bot.rules.notices import Action, Destination, Notice
from bot.sweep import sweep
from bot.timetable import HORIZON, SOONEST, TICK, Timetable
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db.engine import Database
from tests.desk import START, Desk

HOUR = timedelta(hours=1)
EVERYWHERE = [one.value for one in Destination]


@dataclass
class Cart:
    carried: list[str] = field(default_factory=list)
    answer: Callable[[Errand], Outcome] = lambda _: Delivered()

    async def carry(self, errand: Errand) -> Outcome:
        self.carried.append(errand.key)
        return self.answer(errand)


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await Desk.opened(database)


def made(desk: Desk, cart: Cart, **more: Any) -> Timetable:
    return Timetable(desk.clerk, dict.fromkeys(EVERYWHERE, cart), **more)


async def test_a_turn_collects_then_sweeps_then_delivers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def answer(_: Errand) -> Outcome:
        order.append("deliver")
        return Delivered()

    async def collect() -> None:
        order.append("collect")

    async def sweep(_: object) -> None:
        order.append("sweep")

    monkeypatch.setattr(module, "sweep", sweep)
    assert await made(desk, Cart(answer=answer), collect=collect).turn() == 1
    assert order == ["collect", "sweep", "deliver"]


async def test_a_step_that_fails_keeps_no_other_from_its_turn(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async def collect() -> None:
        raise ZeroDivisionError

    timetable = made(desk, cart := Cart(), collect=collect)
    assert timetable.last_turn is None
    assert await timetable.turn() == 1
    assert cart.carried == ["entry:1"]
    assert "the post could not be dealt with" in caplog.text
    assert timetable.last_turn == desk.clock.now()


@pytest.mark.on_both
async def test_a_daily_duty_that_fails_keeps_nothing_waiting_and_is_done_once_it_can_be(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def failing(_: Transaction) -> None:
        done.append("failing")
        if done.count("failing") < 2:
            raise ZeroDivisionError

    async def unreadable(view: View, _: Ways) -> list[Task]:
        done.append("unreadable")
        if done.count("unreadable") < 2:
            await view.db.execute(text("SELECT 1 FROM nowhere"))
        return []

    async def undoable(_: View, __: Ways) -> list[Task]:
        return [Task("what fails", failing)]

    async def fine(view: View, _: Ways) -> list[Task]:
        done.append(f"fine in {await view.db.scalar(text('SELECT name FROM forum'))}")
        return []

    monkeypatch.setattr(house, "DAILY", (unreadable, undoable, fine))
    for _ in range(3):
        await sweep(desk.clerk)
    first = ["unreadable", "fine in Northshire Carers’ Forum", "failing"]
    assert done == [*first, "unreadable", "failing"], "what failed once more, and then nothing on that day"
    assert "unreadable failed" in caplog.text
    assert "what fails could not be dealt with" in caplog.text


async def test_two_turns_in_a_row_do_nothing_twice(desk: Desk) -> None:
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    timetable = made(desk, cart := Cart())
    await timetable.turn()
    await desk.post()
    for _ in range(3):
        desk.clock.move_by(timedelta(days=3))
        await timetable.turn()
        before = list(cart.carried), await desk.history(invitation)
        assert await timetable.turn() == 0
        assert (cart.carried, await desk.history(invitation)) == before
        await desk.post()


async def test_after_a_weeks_outage_one_turn_does_what_was_due(desk: Desk) -> None:
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await desk.post()
    desk.clock.move_by(timedelta(days=9))
    timetable = made(desk, cart := Cart())
    await timetable.turn()
    assert "letter:2" in cart.carried
    assert await desk.post() == ["first_reminder"]
    assert [fact.kind for fact in await desk.history(invitation)][-1] == "reminded"


async def test_the_next_moment_is_the_earlier_of_what_is_due_and_what_waits(desk: Desk) -> None:
    timetable = made(desk, Cart())
    await timetable.turn()
    assert await timetable.next_moment() is None
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    await timetable.turn()
    await desk.post()
    due = (await desk.standing(invitation)).next_on
    assert due is not None
    await timetable.turn()
    assert await timetable.next_moment() == datetime(due.year, due.month, due.day, 7, 30, tzinfo=UTC)
    soon = desk.clock.now() + timedelta(minutes=5)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        tx.notify(Notice(Destination.LOG, Action.DIGEST, 1, "digest"), not_before=soon)
    assert await timetable.next_moment() == soon


@asynccontextmanager
async def running(timetable: Timetable) -> AsyncIterator[Callable[[], Any]]:
    """`await turned()` waits until the turn after the last one seen is over."""
    turns: asyncio.Queue[int] = asyncio.Queue()
    turn = timetable.turn

    async def counted() -> int:
        delivered = await turn()
        turns.put_nowait(delivered)
        return delivered

    timetable.turn = counted  # type: ignore[method-assign]
    task = asyncio.create_task(timetable.run())
    try:
        yield turns.get
    finally:
        timetable.stop()
        async with asyncio.timeout(20):
            await task


async def test_it_begins_with_a_turn_and_has_one_after_each_commit(desk: Desk) -> None:
    timetable = made(desk, cart := Cart())
    async with asyncio.timeout(20), running(timetable) as turned:
        assert await turned() == 1
        await desk.session()
        # What the first turn committed itself pokes too: the turn after it may come too early, and find nothing.
        arrived = 0
        while not arrived:
            arrived = await turned()
        assert arrived == 3
    assert cart.carried[0] == "entry:1"
    assert desk.clerk.record.committed.__name__ == "nobody"


async def test_what_is_due_is_not_waited_for_until_the_next_minute(desk: Desk) -> None:
    """The horizon is set by the clerk's clock, and kept by the machine's."""
    cart = Cart(
        answer=lambda errand: Delivered() if errand.attempts > 1 else Later("soon", desk.clock.now() + 2 * HOUR)
    )
    timetable = made(desk, cart)
    jobs = Jobs()
    await timetable.turn()
    await timetable._look_ahead(jobs)
    (job,) = jobs.added
    assert job["id"] == HORIZON
    assert job["replace_existing"] is True
    assert abs(job["run_date"] - WallClock().now() - 2 * HOUR) < timedelta(seconds=30)


class Jobs:
    """Stands where the scheduler does, to see what it is asked."""

    def __init__(self) -> None:
        self.added: list[dict[str, Any]] = []

    def add_job(self, _: object, trigger: str, **options: Any) -> None:
        self.added.append({"trigger": trigger} | options)


async def test_what_is_overdue_and_cannot_be_done_is_not_tried_without_a_pause(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    timetable, jobs = made(desk, Cart()), Jobs()

    async def past() -> datetime:
        return desk.clock.now() - timedelta(days=3)

    monkeypatch.setattr(timetable, "next_moment", past)
    before = WallClock().now()
    await timetable._look_ahead(jobs)
    assert jobs.added[0]["run_date"] >= before + SOONEST


async def test_the_scheduler_keeps_nothing_misses_nothing_and_knows_no_summer_time(desk: Desk) -> None:
    scheduler = made(desk, Cart())._scheduler()
    scheduler.start(paused=True)
    (tick,) = scheduler.get_jobs()
    assert (tick.id, tick.misfire_grace_time, tick.coalesce, tick.max_instances) == (TICK, None, True, 1)
    assert scheduler.timezone is UTC
    assert asyncio.iscoroutinefunction(tick.func)
    scheduler.shutdown(wait=False)


async def test_stopping_lets_the_turn_that_is_under_way_end(desk: Desk) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def collect() -> None:
        begun.set()
        await go_on.wait()

    timetable = made(desk, cart := Cart(), collect=collect)
    task = asyncio.create_task(timetable.run())
    await begun.wait()
    timetable.stop()
    assert not task.done()
    go_on.set()
    async with asyncio.timeout(20):
        await task
    assert cart.carried == ["entry:1"]


async def test_stopping_leaves_a_long_backlog_for_the_next_start(desk: Desk) -> None:
    async with desk.clerk.record.transaction(desk.forum) as tx:
        for number in range(50):
            tx.notify(Notice(Destination.LOG, Action.DIGEST, number, f"digest:{number}"))
    signs: list[datetime | None] = []

    def answer(errand: Errand) -> Outcome:
        signs.append(timetable.last_turn)
        desk.clock.move_by(timedelta(seconds=1))
        if len(signs) == 3:
            timetable.stop()
        return Delivered()

    timetable = made(desk, cart := Cart(answer=answer))
    async with asyncio.timeout(20):
        await timetable.run()
    assert len(cart.carried) == 3
    assert signs == [None, START + timedelta(seconds=1), START + timedelta(seconds=2)]
    assert await timetable.turn() == 48


async def test_a_turn_that_fails_altogether_ends_the_run_for_the_supervisor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "deliver", broken)
    with pytest.raises(ZeroDivisionError):
        await made(desk, Cart()).run()
