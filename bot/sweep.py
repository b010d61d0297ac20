"""What time brings about: reminders, the notice and, when the whole gate holds, "no reply recorded".

Everything due is read from the standings, so a week's outage, a restart or two sweeps in a row leave the same record.
Each invitation is its own transaction: one that cannot be dealt with keeps no other waiting.
"""

from functools import partial

from bot import agenda_time, appointments, gate, letters, pledge_letters
from bot.apart import apart
from bot.clerk import Clerk
from bot.house import keep_house
from bot.partnership import stands_still
from bot.rules.letter import STEP_LETTERS
from bot.rules.words import Purpose, Step
from bot.rules.workingdays import next_office_hour
from bot.transaction import Transaction
from bot.ways import Ways
from db import due, papers, pledges


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
