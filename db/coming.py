"""Named queries on who comes to a session: numbers for everybody, rows for the person alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Coming, Outbox, Session
from db.prepared import prepared


@prepared
def _of(session_id: Any, member_id: Any) -> Select[Coming]:
    return select(Coming).where(Coming.session_id == session_id, Coming.member_id == member_id)


async def of(db: AsyncSession, session_id: int, member_id: int) -> Coming | None:
    return (await _of(db, session_id, member_id)).scalar_one_or_none()


@prepared
def _counts(session_id: Any) -> Select[str, int]:
    return select(Coming.answer, func.count()).where(Coming.session_id == session_id).group_by(Coming.answer)


async def counts(db: AsyncSession, session_id: int) -> dict[str, int]:
    """How many people gave each answer; those that nobody gave are not in it."""
    return {row[0]: row[1] for row in await _counts(db, session_id)}


async def next_turn(db: AsyncSession, session_id: int) -> int:
    """Call inside a forum's writing transaction only, so that no two people get the same."""
    return (await db.scalar(select(func.max(Coming.turn)).where(Coming.session_id == session_id)) or 0) + 1


async def waiting(db: AsyncSession, session_id: int, limit: int | None = None) -> Sequence[Coming]:
    """Those who wait for a place, in the order in which they asked."""
    query = select(Coming).where(Coming.session_id == session_id, Coming.answer == "waiting").order_by(Coming.turn)
    return (await db.execute(query.limit(limit))).scalars().all()


async def to_be_told(db: AsyncSession, session_id: int) -> Sequence[Coming]:
    """Those who asked to be reminded."""
    query = select(Coming).where(Coming.session_id == session_id, Coming.day_before | Coming.hour_before)
    return (await db.execute(query.order_by(Coming.id))).scalars().all()


@prepared
def _due(now: Any) -> Select[int, int]:
    return select(Coming.forum_id, Coming.id).where(Coming.remind_at <= now).order_by(Coming.remind_at, Coming.id)


async def due(db: AsyncSession, now: datetime) -> Sequence[tuple[int, int]]:
    """Forum and row of everybody whose reminder has come, oldest first."""
    return [(forum, row) for forum, row in await _due(db, now)]


async def of_member(db: AsyncSession, member_id: int) -> Sequence[tuple[Coming, Session]]:
    query = select(Coming, Session).join(Session, Session.id == Coming.session_id)
    rows = await db.execute(query.where(Coming.member_id == member_id).order_by(Session.starts_at, Coming.id))
    return [(row, session) for row, session in rows]


async def forget(db: AsyncSession, rows: Sequence[int]) -> None:
    """These answers, and in which direct messages anybody was told about them."""
    if not rows:
        return
    told = update(Outbox).where(Outbox.action == "coming_news", Outbox.subject.in_(rows))
    await db.execute(told.values(channel_id=None, message_id=None).execution_options(synchronize_session=False))
    await db.execute(delete(Coming).where(Coming.id.in_(rows)))


async def older(db: AsyncSession, forum_id: int, before: datetime) -> Sequence[int]:
    """The answers about this forum's sessions that ended before that moment."""
    query = (
        select(Coming.id)
        .join(Session, Session.id == Coming.session_id)
        .where(Session.forum_id == forum_id, Session.ends_at < before)
    )
    return (await db.execute(query)).scalars().all()
