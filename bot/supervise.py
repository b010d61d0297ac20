"""Client, timetable and web page side by side: one that dies is started again, or ends the process, never silently.

    await run(
        Worker("Discord", lambda: client.start(token), client.close, restart=False),  # it comes back by itself
        Worker("web", site.run, site.stop),
        Worker("timetable", timetable.run, timetable.stop),
    )

On SIGTERM and SIGINT the workers are asked to stop one after the other, the last one first: the timetable ends the turn
it is in while Discord is still there to take it.
"""

import asyncio
import contextlib
import gc
import inspect
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds for all workers together to end what they are doing."""
QUICK = 60.0
"""Seconds: a worker that lived for less died quickly."""
QUICK_DEATHS = 5
"""So many in a row end the process: whatever starts it again may find the world mended."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class WorkerLost(Exception):
    """A worker cannot be kept alive, so the process has to end. Its words say which one, and why."""


@dataclass(frozen=True)
class Worker:
    """`start` runs until `stop` is called; returning before that is dying too. One with `restart` False is not started
    again: without it nothing may go on."""

    name: str
    start: Callable[[], Awaitable[None]]
    stop: Callable[[], Awaitable[None] | None]
    restart: bool = True


async def rest(stopping: asyncio.Event, seconds: float) -> None:
    """So long, or until a worker is asked to stop."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()


Pause = Callable[[float], Awaitable[None]]


def settle() -> None:
    """Once everything is loaded: what is there stays for good, so no later collection looks at it again. Each that did
    held up all that the clerk does for a tenth of a second."""
    gc.collect()
    gc.freeze()


async def run(*workers: Worker, pause: Pause = asyncio.sleep, signals: bool = True) -> None:
    """Until a signal asks to stop. Raises `WorkerLost` when a worker cannot be kept alive."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught = (signal.SIGTERM, signal.SIGINT) if signals else ()
    for one in caught:
        loop.add_signal_handler(one, stopping.set)
    try:
        await _kept_alive(workers, stopping, pause)
    finally:
        for one in caught:
            loop.remove_signal_handler(one)


async def _kept_alive(workers: tuple[Worker, ...], stopping: asyncio.Event, pause: Pause) -> None:
    tasks = {worker: asyncio.create_task(_keep(worker, stopping, pause), name=worker.name) for worker in workers}
    asked = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({asked, *tasks.values()}, return_when=asyncio.FIRST_COMPLETED)
        # Before anybody is asked to stop: from here on an end is no death.
        stopping.set()
        await _close(workers, tasks)
    finally:
        left = [task for task in (asked, *tasks.values()) if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
    lost = [error for task in tasks.values() if not task.cancelled() and (error := task.exception())]
    if lost:
        raise lost[0]


async def _close(workers: tuple[Worker, ...], tasks: dict[Worker, "asyncio.Task[None]"]) -> None:
    try:
        async with asyncio.timeout(GRACE):
            for worker in reversed(workers):
                log.info("stopping %s", worker.name)
                try:
                    if inspect.isawaitable(answer := worker.stop()):
                        await answer
                except Exception:
                    log.exception("%s did not stop as asked", worker.name)
                await asyncio.wait({tasks[worker]})
    except TimeoutError:
        log.warning("not everything was ended within %g seconds; what is left is cut short", GRACE)


async def _keep(worker: Worker, stopping: asyncio.Event, pause: Pause) -> None:
    clock, deaths = asyncio.get_running_loop(), 0
    while not stopping.is_set():
        born, error = clock.time(), None
        try:
            await worker.start()
        except Exception as died:
            error = died
        if stopping.is_set():
            if error:
                log.warning("%s ended with %r", worker.name, error)
            return
        deaths = deaths + 1 if clock.time() - born < QUICK else 1
        what = f"{worker.name} ended" + (f": {error}" if error else " without being asked to")
        if not worker.restart or deaths >= QUICK_DEATHS:
            raise WorkerLost(what) from error
        wait = min(FIRST_PAUSE * 2 ** (deaths - 1), LONGEST_PAUSE)
        log.error("%s; it is started again in %g seconds", what, wait, exc_info=error)
        await _unless(stopping, pause(wait))


async def _unless(stopping: asyncio.Event, pausing: Awaitable[None]) -> None:
    """Wait for the pause, or less when the process is to stop."""
    waits = {asyncio.ensure_future(pausing), asyncio.ensure_future(stopping.wait())}
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
