"""Workers side by side: what dies is started again, or ends the process; a signal ends all in order."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot import supervise
from bot.supervise import QUICK_DEATHS, Worker, WorkerLost, run


@dataclass
class Told:
    """What the workers did, in order, and the pauses that were made instead of waiting."""

    said: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@dataclass
class Steady:
    """Runs until it is stopped."""

    name: str
    told: Told
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    started: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        self.told.said.append(f"{self.name} starts")
        self.started.set()
        await self.stopped.wait()
        self.told.said.append(f"{self.name} ends")

    def stop(self) -> None:
        self.told.said.append(f"{self.name} is asked")
        self.stopped.set()

    def worker(self) -> Worker:
        return Worker(self.name, self.start, self.stop)


def dying(times: int, then: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Raises so often, and then does something else."""
    left = [times]

    async def start() -> None:
        if left[0]:
            left[0] -= 1
            raise OSError("the disk is full")
        await then()

    return start


async def signalled(*after: Steady) -> None:
    for one in after:
        await one.started.wait()
    os.kill(os.getpid(), signal.SIGTERM)


async def test_a_signal_stops_the_last_one_first_and_each_ends_before_the_next_is_asked() -> None:
    told = Told()
    client, timetable = Steady("client", told), Steady("timetable", told)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(client.worker(), timetable.worker()))
        group.create_task(signalled(client, timetable))
    assert told.said[2:] == ["timetable is asked", "timetable ends", "client is asked", "client ends"]


async def test_one_that_dies_is_started_again_after_a_longer_and_longer_pause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = Told()
    steady = Steady("timetable", told)
    mended = Worker("timetable", dying(QUICK_DEATHS - 1, steady.start), steady.stop)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(mended, pause=told.pause))
        group.create_task(signalled(steady))
    assert told.pauses == [1, 2, 4, 8]
    assert "timetable ended: the disk is full; it is started again in 8 seconds" in caplog.text


async def test_one_that_cannot_be_kept_alive_ends_the_process_and_the_others_are_stopped() -> None:
    told = Told()
    client = Steady("client", told)
    doomed = Worker("timetable", dying(1000, client.start), lambda: None)
    with pytest.raises(WorkerLost, match="timetable ended: the disk is full"):
        async with asyncio.timeout(20):
            await run(client.worker(), doomed, pause=told.pause, signals=False)
    assert told.said == ["client starts", "client is asked", "client ends"]
    assert len(told.pauses) == QUICK_DEATHS - 1


async def test_ending_without_being_asked_is_dying_too() -> None:
    async def nothing() -> None:
        return

    told = Told()
    with pytest.raises(WorkerLost, match="web ended without being asked to"):
        await run(Worker("web", nothing, lambda: None), pause=told.pause, signals=False)


async def test_one_without_which_nothing_may_go_on_is_not_started_again() -> None:
    told = Told()
    lock = Worker("lock", dying(1, Steady("lock", told).start), lambda: None, restart=False)
    with pytest.raises(WorkerLost, match="lock ended"):
        await run(lock, pause=told.pause, signals=False)
    assert told.pauses == []


async def test_long_lives_are_no_quick_deaths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "QUICK", 0)
    told = Told()
    steady = Steady("timetable", told)
    worker = Worker("timetable", dying(20, steady.start), steady.stop)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(worker, pause=told.pause))
        group.create_task(signalled(steady))
    assert told.pauses == [1] * 20


async def test_one_that_does_not_end_is_cut_short(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(supervise, "GRACE", 0)
    told = Told()
    deaf = Steady("deaf", told)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(Worker("deaf", deaf.start, lambda: None)))
        group.create_task(signalled(deaf))
    assert told.said == ["deaf starts"]
    assert "what is left is cut short" in caplog.text


async def test_one_that_cannot_even_be_asked_keeps_no_other_from_ending(caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    client, web = Steady("client", told), Steady("web", told)

    def broken() -> None:
        web.stopped.set()
        raise ZeroDivisionError

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(client.worker(), Worker("web", web.start, broken)))
        group.create_task(signalled(client, web))
    assert told.said[-2:] == ["client is asked", "client ends"]
    assert "web did not stop as asked" in caplog.text


async def test_a_signal_ends_the_pause_of_one_that_is_dead() -> None:
    told, paused = Told(), asyncio.Event()

    async def for_ever(_: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    async def when_paused() -> None:
        await paused.wait()
        os.kill(os.getpid(), signal.SIGTERM)

    worker = Worker("timetable", dying(1, Steady("timetable", told).start), lambda: None)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(run(worker, pause=for_ever))
        group.create_task(when_paused())
    assert told.said == []
