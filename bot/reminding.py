"""What somebody who comes to a session is told in private: the reminders that they chose, a place, a change.

Nobody is written to who did not ask, nor in the quiet hours of the forum's terms, unless they chose just that hour or
would hear of a change too late.
"""

import secrets
from datetime import datetime
from enum import StrEnum

from bot.rules import coming as rules
from bot.rules.coming import Coming, Reminder
from bot.rules.notices import Action, Destination, Notice
from bot.rules.session import SessionState
from bot.transaction import Transaction
from bot.view import View
from db import coming, models

HERE = (Coming.GOING, Coming.WAITING, Coming.MAYBE)
"""Who may want to be reminded."""


class News(StrEnum):
    """What somebody is told. Kept with the notice: never rename one."""

    REMINDER = "reminder"
    PLACE = "place"
    MOVED = "moved"
    CANCELLED = "cancelled"


def wanted(row: models.Coming) -> frozenset[Reminder]:
    chosen = ((Reminder.DAY, row.day_before), (Reminder.HOUR, row.hour_before))
    return frozenset(reminder for reminder, yes in chosen if yes)


async def tell_of(tx: Transaction, session: models.Session, news: News, before: datetime) -> None:
    """Who asked to be reminded hears of a change too, in time for the hour that they have in mind; the reminders follow
    the new one."""
    for row in await coming.to_be_told(tx.db, session.id):
        tell(tx, row, news, rules.tell_at(tx.now, before, tx.terms.policy))
        moved = news is News.MOVED
        row.remind_at = rules.next_reminder(session.starts_at, wanted(row), tx.terms.policy, tx.now) if moved else None


async def remind_due(tx: Transaction, row_id: int) -> None:
    """One person's reminder, whose moment has come. What an outage made late comes late, once, and not at night."""
    row = await tx.db.get(models.Coming, row_id)
    if row is None or row.remind_at is None or row.remind_at > tx.now:
        return
    session, chosen = await tx.db.get_one(models.Session, row.session_id), wanted(row)
    following = rules.next_reminder(session.starts_at, chosen, tx.terms.policy, tx.now)
    at = speak_at(tx, session, row, News.REMINDER)
    if at is not None and at > tx.now:
        row.remind_at = min(filter(None, (at, following)))
        return
    if at is not None:
        tell(tx, row, News.REMINDER, tx.now)
    row.remind_at = following


def speak_at(view: View, session: models.Session, row: models.Coming, news: News) -> datetime | None:
    """When this person may be told that; None where it is of no use to them any more."""
    over = session.state in (SessionState.CANCELLED, SessionState.HELD)
    if news is News.CANCELLED:
        return rules.tell_at(view.now, session.starts_at, view.terms.policy) if over else None
    if over or row.answer not in HERE or session.starts_at <= view.now:
        return None
    if news is News.REMINDER:
        return rules.remind_at(view.now, session.starts_at, view.terms.policy, hour_before=row.hour_before)
    return rules.tell_at(view.now, session.starts_at, view.terms.policy)


def tell(tx: Transaction, row: models.Coming, news: News, at: datetime) -> None:
    key = f"coming:{row.id}:{news}:{secrets.token_hex(8)}"
    tx.notify(Notice(Destination.COMER, Action.COMING_NEWS, row.id, key), not_before=at, detail=news.value)
