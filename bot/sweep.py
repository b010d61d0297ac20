"""What time brings about: reminders, the notice and, when the whole gate holds, "no reply recorded".

Everything due is read from the standings, so a week's outage, a restart or two sweeps in a row leave the same record.
Each invitation is its own transaction: one that cannot be dealt with keeps no other waiting.
"""

import logging
from datetime import date
from typing import Unpack

from bot import letters
from bot.calendars import AHEAD, public_holidays
from bot.clerk import Clerk
from bot.forgetting import forget_names
from bot.rules import facts as f
from bot.rules import silence
from bot.rules.errors import Refused
from bot.rules.letter import STEP_LETTERS
from bot.rules.notices import Action, Destination, Notice
from bot.rules.terms import Mark
from bot.rules.words import Purpose, Step, Via
from bot.rules.workingdays import is_working_day, next_office_hour
from bot.transaction import Transaction
from bot.view import History, entries
from bot.ways import Ways
from db import due, ledger, models, papers

log = logging.getLogger(__name__)

KEPT_HOUSE = "house.kept_on"


async def sweep(clerk: Clerk) -> int:
    """Do everything that is due, oldest first; how many invitations were dealt with."""
    await keep_house(clerk)
    async with clerk.database.reading() as db:
        waiting = await due.due(db, clerk.clock.now())
    for forum_id, invitation_id in waiting:
        try:
            async with clerk.record.transaction(forum_id) as tx:
                await take_step(tx, clerk.ways, invitation_id)
        except Refused as refusal:
            log.info("invitation %s waits: %s", invitation_id, refusal)
        except Exception:
            log.exception("invitation %s could not be dealt with; the next sweep tries again", invitation_id)
    return len(waiting)


async def take_step(tx: Transaction, ways: Ways, invitation_id: int) -> None:
    """The next step of one invitation, if its day has come; nothing outside office hours."""
    now = await tx.standing(invitation_id)
    if now.next_step is None or now.next_on is None or now.next_on > tx.terms.day(tx.now):
        return
    if not is_working_day(tx.terms.day(tx.now), tx.terms.closed) or tx.now < next_office_hour(
        tx.now, tx.terms.policy, tx.terms.closed
    ):
        return
    if now.next_step is Step.NO_REPLY:
        await publish(tx, ways, invitation_id)
    elif not await _is_written(tx, invitation_id, STEP_LETTERS[now.next_step], now.round):
        await letters.write(tx, ways, invitation_id, STEP_LETTERS[now.next_step])


async def _is_written(tx: Transaction, invitation_id: int, purpose: Purpose, round: int) -> bool:
    """By another sweep, since this one looked what is due."""
    written = await papers.letters(tx.db, invitation_id)
    return any((one.purpose, one.round) == (purpose, round) and one.state != "not_needed" for one in written)


async def publish(tx: Transaction, ways: Ways, invitation_id: int) -> None:
    """Record that no reply is recorded, or ask the hosts for the one thing that is theirs to say: is the post read?"""
    history = await tx.history(invitation_id)
    evidence = await evidence_for(tx, ways, invitation_id, history)
    lacking = silence.missing(history, evidence, tx.terms, tx.now)
    if lacking == ("F7",):
        key = f"invitation:{invitation_id}:post:{tx.terms.day(tx.now).isoformat()}"
        tx.notify(Notice(Destination.HOSTS, Action.ASK_ABOUT_POST, invitation_id, key))
    else:
        tx.record(silence.due(history, evidence, tx.terms, **tx.mark(Via.TIMETABLE)))


async def evidence_for(tx: Transaction, ways: Ways, invitation_id: int, history: History) -> silence.Evidence:
    """What the gate needs to know beyond the invitation's own entries."""
    notice = next((e.fact for e in reversed(history) if isinstance(e.fact, f.NoticeGiven)), None)
    texts = await tx.texts([notice.sentence]) if notice else {}
    invitation = await tx.db.get_one(models.Invitation, invitation_id)
    return silence.Evidence(
        heard_until=tx.forum.heard_until,
        invitations_in_the_dark=await _in_the_dark(tx, invitation.official_id),
        noticed_sentence=texts.get(notice.sentence) if notice else None,
        sentence_today=await letters.sentence_for(tx, ways, invitation_id, notice.as_at) if notice else "",
        whom_today=str(await tx.whom_of(invitation_id)),
    )


async def _in_the_dark(tx: Transaction, official_id: int) -> int:
    lines = await ledger.of_kinds(tx.db, tx.forum.id, (f.AddressConfirmed.kind,))
    confirmed = [entry.fact.at for entry in entries(lines) if getattr(entry.fact, "official", None) == official_id]
    return await due.in_the_dark(tx.db, official_id, max(confirmed, default=None))


async def keep_house(clerk: Clerk) -> None:
    """Once a day: what does not depend on the hour."""
    today = clerk.clock.now().date().isoformat()
    if await clerk.settings_get(KEPT_HOUSE) != today:
        await keep_calendars(clerk)
        await forget_names(clerk)
        await clerk.settings_set(KEPT_HOUSE, today)


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


def calendar(nation: str, year: int, **mark: Unpack[Mark]) -> f.CalendarAdopted:
    """The holidays of this year and the next two."""
    first, last = date(year, 1, 1), date(year + AHEAD, 12, 31)
    return f.CalendarAdopted(first=first, last=last, closed=public_holidays(nation, year, year + AHEAD), **mark)
