"""What time brings about: reminders, the notice and, when the whole gate holds, "no reply recorded".

Everything due is read from the standings, so a week's outage, a restart or two sweeps in a row leave the same record.
Each invitation is its own transaction: one that cannot be dealt with keeps no other waiting.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Unpack

from bot import (
    agenda_time,
    appointments,
    disputes,
    gate,
    heads,
    letters,
    log_check,
    minutes,
    pledge_letters,
    question_time,
)
from bot.apart import apart
from bot.calendars import AHEAD, public_holidays
from bot.clerk import Clerk
from bot.forgetting import forget
from bot.partnership import stands_still
from bot.rounds import go_round
from bot.rules import facts as f
from bot.rules.letter import STEP_LETTERS
from bot.rules.terms import Mark
from bot.rules.words import Purpose, Step, Via
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.ways import Ways
from db import due, papers, pledges

log = logging.getLogger(__name__)

KEPT_HOUSE = "house.kept_on"
"""The day on which that was done last, and the names of what failed then."""


async def sweep(clerk: Clerk) -> int:
    """Do everything that is due, oldest first; how many invitations and pledges were dealt with."""
    await keep_house(clerk)
    await agenda_time.see_to_agendas(clerk)
    await appointments.keep(clerk)
    async with clerk.database.reading() as db:
        waiting = await due.due(db, clerk.clock.now())
        promised = await pledges.due(db, clerk.clock.now())
    for forum_id, number in waiting:
        await apart(clerk, forum_id, f"invitation {number}", partial(take_step, ways=clerk.ways, invitation_id=number))
    written: list[bool | None] = []
    for forum_id, number in promised:
        step = partial(pledge_letters.take_step, ways=clerk.ways, pledge_id=number)
        written.append(await apart(clerk, forum_id, f"pledge {number}", step))
    return len(waiting) + sum(map(bool, written))


async def take_step(tx: Transaction, ways: Ways, invitation_id: int) -> None:
    """The next step of one invitation, if its day has come; nothing outside office hours, nothing in a pause."""
    now = await tx.standing(invitation_id)
    if now.next_step is None or now.next_on is None or now.next_on > tx.terms.day(tx.now):
        return
    if await stands_still(tx, now.organisation):
        return
    terms = tx.terms.of(now.organisation)
    if tx.now < next_office_hour(tx.now, terms.policy, terms.closed):
        return
    if now.next_step is Step.NO_REPLY:
        await gate.publish(tx, ways, invitation_id)
    elif not (
        await letters.held_up(tx, invitation_id)
        or await _is_written(tx, invitation_id, STEP_LETTERS[now.next_step], now.round)
    ):
        await letters.write(tx, ways, invitation_id, STEP_LETTERS[now.next_step])


async def _is_written(tx: Transaction, invitation_id: int, purpose: Purpose, round: int) -> bool:
    """By another sweep, since this one looked what is due."""
    written = await papers.letters(tx.db, invitation_id)
    return any((one.purpose, one.round) == (purpose, round) and one.state != "not_needed" for one in written)


async def keep_house(clerk: Clerk) -> None:
    """Once a day: what does not depend on the hour. What fails keeps nothing else waiting, and is tried again."""
    today = clerk.clock.now().date().isoformat()
    day, *failed = (await clerk.settings_get(KEPT_HOUSE) or "never").split()
    left = [duty for duty in DAILY if day != today or duty.__name__ in failed]
    if not left:
        return
    failed = []
    for duty in left:
        try:
            await duty(clerk)
        except Exception:
            failed.append(duty.__name__)
            log.exception("%s failed; the next sweep tries again", duty.__name__)
    await clerk.settings_set(KEPT_HOUSE, " ".join([today, *failed]))


async def keep_calendars(clerk: Clerk) -> None:
    """Write the next years' public holidays into each record while there is still a year to go."""
    async with clerk.database.reading() as db:
        forums = [(forum.id, forum.nation) for forum in await papers.forums(db)]
    for forum_id, nation in forums:
        async with clerk.record.reading(forum_id) as view:
            enough = any(day.year > view.now.year for day in view.terms.closed)
        if not enough:
            async with clerk.record.transaction(forum_id) as tx:
                tx.record(calendar(nation, tx.now.year, **tx.mark(Via.TIMETABLE)))


async def remind_hosts(clerk: Clerk) -> None:
    """Of disputes that they have to decide, and of minutes that they have not published."""
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db)]
    for forum_id in forums:
        async with clerk.record.transaction(forum_id) as tx:
            await disputes.remind(tx)
            await minutes.remind(tx)


def calendar(nation: str, year: int, **mark: Unpack[Mark]) -> f.CalendarAdopted:
    """The holidays of this year and the next two."""
    first, last = date(year, 1, 1), date(year + AHEAD, 12, 31)
    return f.CalendarAdopted(first=first, last=last, closed=public_holidays(nation, year, year + AHEAD), **mark)


DAILY: tuple[Callable[[Clerk], Awaitable[object]], ...] = (
    keep_calendars,
    remind_hosts,
    question_time.keep_questions,
    go_round,
    forget,
    appointments.offer_next,
    heads.publish,
    log_check.ask,
)
"""In this order."""
