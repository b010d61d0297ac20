"""Once a day: what does not depend on the hour.

A duty reads what is due in one forum, and gives it as tasks. All duties share one reading, and a day on which nothing
is due writes down no more than that the house was looked at.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence

from bot import appointments, calendars, disputes, forgetting, heads, log_check, minutes, question_time, rounds
from bot.apart import Task, attempt
from bot.clerk import Clerk
from bot.view import View
from bot.ways import Ways
from db import papers

log = logging.getLogger(__name__)

KEPT_HOUSE = "house.kept_on"
"""The day on which that was done last, and the names of what failed then."""

Duty = Callable[[View, Ways], Awaitable[Sequence[Task]]]


async def keep_house(clerk: Clerk) -> None:
    """What fails keeps nothing else waiting, and is tried again by the next sweep."""
    today = clerk.clock.now().date().isoformat()
    day, *failed = (await clerk.settings_get(KEPT_HOUSE) or "never").split()
    left = [duty for duty in DAILY if day != today or duty.__name__ in failed]
    if not left:
        return
    failed = await see_to(clerk, left)
    await clerk.settings_set(KEPT_HOUSE, " ".join([today, *failed]))


async def see_to(clerk: Clerk, duties: Sequence[Duty]) -> list[str]:
    """Do what these duties find due in each forum; the names of those of which something failed."""
    async with clerk.database.reading() as db:
        forums = await papers.forum_ids(db)
    failed: dict[str, None] = {}
    for forum_id in forums:
        for duty, task in await _due(clerk, forum_id, duties, failed):
            if not await attempt(clerk, forum_id, task):
                failed[duty] = None
    return list(failed)


async def _due(clerk: Clerk, forum_id: int, duties: Sequence[Duty], failed: dict[str, None]) -> list[tuple[str, Task]]:
    """What fails in one reading leaves the other duties a new one: PostgreSQL reads nothing more in it."""
    waiting, found = list(duties), []
    while waiting:
        try:
            async with clerk.record.reading(forum_id) as view:
                while waiting:
                    duty = waiting.pop(0)
                    found += [(duty.__name__, task) for task in await duty(view, clerk.ways)]
        except Exception:
            failed[duty.__name__] = None
            log.exception("%s failed; the next sweep tries again", duty.__name__)
    return found


DAILY: tuple[Duty, ...] = (
    calendars.keep_calendars,
    disputes.remind_hosts,
    minutes.nudge_hosts,
    question_time.keep_questions,
    rounds.go_round,
    forgetting.forget,
    appointments.offer_next,
    heads.publish,
    log_check.ask,
)
"""In this order."""
