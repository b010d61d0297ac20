"""Calling, moving and cancelling a session: what is recorded, what stands in the papers, and who is written to."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import agenda, letters, reminding, sitting
from bot.reminding import News
from bot.rules import session as rules
from bot.rules.calling import Announcement
from bot.rules.errors import Refused
from bot.rules.letter import told_of_a_cancellation, told_of_a_move
from bot.rules.notices import Action, Destination, Notice
from bot.rules.repeating import Series
from bot.rules.session import SessionState
from bot.rules.standing import Standing
from bot.rules.tongue import capital
from bot.rules.wording import REASONS
from bot.rules.words import Purpose, Reason, Via
from bot.showing import show
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models, papers

CONTINUED = "The next one has already been called. /session list shows it."


@dataclass(frozen=True)
class Wish:
    """A session as a host wants it called. `series` has the slot that it takes, where `starts` may be another time for
    this once; `follows` is the session of the series that it goes on from."""

    words: Announcement
    starts: datetime
    minutes: int
    series: Series | None = None
    places: int | None = None
    follows: int | None = None

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Told:
    """How many letters were written, and to whom none could be, because there is no address."""

    letters: int = 0
    unreachable: tuple[str, ...] = ()


async def call(tx: Transaction, wish: Wish) -> models.Session:
    """Raises `Refused` where the time has passed meanwhile, or the series has gone on: nothing has two successors."""
    if wish.follows is not None:
        old: models.Session = await tx.own(models.Session, wish.follows, "session")
        if old.repeat is None:
            raise Refused(CONTINUED)
        old.repeat = None
    row = models.Session(
        forum_id=tx.forum.id,
        title=wish.words.title,
        place=wish.words.place,
        link=wish.words.link,
        access=wish.words.access,
        repeat=str(wish.series) if wish.series else None,
        starts_at=wish.starts,
        ends_at=wish.ends,
        state=SessionState.PLANNED.value,
        places=wish.places,
    )
    tx.db.add(row)
    await tx.db.flush()
    title = await tx.enclose(row.title)
    tx.record(rules.plan(row.id, title, wish.starts, wish.ends, **tx.mark(Via.COMMAND)))
    return row


async def call_next(tx: Transaction, session_id: int) -> models.Session:
    """The next session of the series, at its time."""
    row: models.Session = await tx.own(models.Session, session_id, "session")
    if (wish := next_in_series(tx, row)) is None:
        raise Refused(CONTINUED)
    return await call(tx, wish)


def next_in_series(view: View, row: models.Session) -> Wish | None:
    """The session that would follow; None for one that does not repeat, or whose successor has been called."""
    if row.repeat is None:
        return None
    series = Series.read(row.repeat).after(view.now, view.zone)
    minutes = int((row.ends_at - row.starts_at) / timedelta(minutes=1))
    return Wish(words_of(row), series.starts(view.zone), minutes, series, row.places, row.id)


async def leave_out(tx: Transaction, session_id: int, day: date) -> bool:
    """That one date of the series, and no other; where it is left out already, put it back. Is it left out now?"""
    row: models.Session = await tx.own(models.Session, session_id, "session")
    series = series_of(row).leaving_out(day)
    out, row.repeat = day in series.left_out, str(series)
    said = "out" if out else "in"
    key = f"session:{session_id}:left-{said}:{day.isoformat()}:{secrets.token_hex(4)}"
    notice = Notice(Destination.CHAT, Action.SERIES_NEWS, session_id, key)
    tx.notify(notice, detail=f"{said} {day.isoformat()}")
    await show(tx, Action.SESSION_CARD, session_id)
    return out


def series_of(row: models.Session) -> Series:
    """Raises `Refused` for a session that does not repeat, or whose successor has been called."""
    if row.repeat is None:
        raise Refused("That session does not repeat, or the next one is called already: then /session cancel it.")
    return Series.read(row.repeat)


def words_of(row: models.Session) -> Announcement:
    return Announcement(row.title, row.place, row.link, row.access)


async def move(tx: Transaction, ways: Ways, session_id: int, starts: datetime) -> Told:
    """Move it and write to everybody who was asked; a letter that has not left yet is written anew."""
    moved = tx.record(rules.move(await tx.session(session_id), starts, **tx.mark(Via.COMMAND)))
    row = await tx.db.get_one(models.Session, session_id)
    before = row.starts_at
    # The letters below speak of the papers' time; leaving the transaction folds the same from the record.
    row.starts_at, row.ends_at = moved.starts, moved.ends
    await reminding.tell_of(tx, row, News.MOVED, before)
    purposes = [(one.id, _after_a_move(await tx.standing(one.id))) for one in await _invitations(tx, session_id)]
    return await _write(tx, ways, purposes)


async def cancel(tx: Transaction, ways: Ways, session_id: int, reason: Reason) -> Told:
    """Cancel it, write to everybody who was asked, and carry over what stood on its agenda."""
    tx.record(rules.cancel(await tx.session(session_id), reason, **tx.mark(Via.COMMAND)))
    await sitting.end(tx, session_id)
    asked = [(one.id, await tx.standing(one.id)) for one in await _invitations(tx, session_id)]
    told = [(number, Purpose.CANCELLATION) for number, now in asked if told_of_a_cancellation(now)]
    row = await tx.db.get_one(models.Session, session_id)
    await reminding.tell_of(tx, row, News.CANCELLED, row.starts_at)
    for item in await items_of(tx, session_id):
        await agenda.defer(tx, item.id, reason)
    return await _write(tx, ways, told, reason=REASONS[reason])


async def items_of(view: View, session_id: int) -> Sequence[models.Item]:
    """What stands on the agenda of a session, in order."""
    return await papers.agenda(view.db, view.forum.id, session_id)


async def asked(view: View, session_id: int) -> int:
    """How many officials have been sent a letter and will be told of a change."""
    standings = [await view.standing(one.id) for one in await _invitations(view, session_id)]
    return sum(told_of_a_move(now) for now in standings)


async def at_the_same_time(view: View, starts: datetime, ends: datetime, *, but: int | None = None) -> list[str]:
    """The titles of other sessions of this forum that run into that time."""
    rows = await papers.sessions(view.db, view.forum.id)
    live = [row for row in rows if row.id != but and row.state in (SessionState.PLANNED, SessionState.OPEN)]
    return [row.title for row in live if row.starts_at < ends and row.ends_at > starts]


def _after_a_move(now: Standing) -> Purpose | None:
    if told_of_a_move(now):
        return Purpose.CHANGE
    return Purpose.INVITATION if not now.withdrawn and now.sends == 0 and now.answer is None else None


async def _invitations(view: View, session_id: int) -> Sequence[models.Invitation]:
    return await papers.invitations(view.db, view.forum.id, session_id=session_id)


async def _write(
    tx: Transaction, ways: Ways, purposes: Sequence[tuple[int, Purpose | None]], *, reason: str | None = None
) -> Told:
    count, unreachable = 0, []
    for invitation_id, purpose in purposes:
        if purpose is None:
            continue
        invitation = await tx.db.get_one(models.Invitation, invitation_id)
        official = await tx.db.get_one(models.Official, invitation.official_id)
        if ways.mail and not official.email:
            unreachable.append(capital(str(await tx.whom_of(invitation_id))))
            continue
        await letters.write(tx, ways, invitation_id, purpose, reason=reason)
        count += 1
    return Told(count, tuple(unreachable))
