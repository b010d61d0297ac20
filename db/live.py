"""Named queries on a session while it runs, and on what was taken down in it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Entry, Hand, Member, MinutesPart, Note, Present, Session, Sitting
from db.prepared import prepared


async def open_sessions(db: AsyncSession, forum_id: int) -> Sequence[Session]:
    query = select(Session).where(Session.forum_id == forum_id, Session.state == "open")
    return (await db.execute(query.order_by(Session.starts_at, Session.id))).scalars().all()


@prepared
def _runs(session_id: Any) -> Select[int]:
    query = select(Sitting.session_id).join(Session, Session.id == Sitting.session_id)
    return query.where(Session.id == session_id, Session.state == "open")


async def runs(db: AsyncSession, session_id: int) -> bool:
    """Is it open, with its cards in the channels?"""
    return (await _runs(db, session_id)).first() is not None


async def hands(db: AsyncSession, session_id: int) -> Sequence[Hand]:
    """In the order in which they went up."""
    return (await db.execute(select(Hand).where(Hand.session_id == session_id).order_by(Hand.id))).scalars().all()


async def hand_of(db: AsyncSession, session_id: int, member_id: int) -> Hand | None:
    query = select(Hand).where(Hand.session_id == session_id, Hand.member_id == member_id)
    return (await db.execute(query)).scalar_one_or_none()


async def lower_called(db: AsyncSession, session_id: int) -> None:
    """Whoever was called has spoken."""
    await db.execute(delete(Hand).where(Hand.session_id == session_id, Hand.called_at.is_not(None)))


async def lower_all(db: AsyncSession, session_id: int) -> None:
    await db.execute(delete(Hand).where(Hand.session_id == session_id))


async def people_here(db: AsyncSession, session_id: int) -> int:
    """How many carers said that they are here; of those who were erased only the number is known."""
    there = await db.scalar(select(func.count()).select_from(Present).where(Present.session_id == session_id)) or 0
    return there + (await db.scalar(select(Sitting.nameless).where(Sitting.session_id == session_id)) or 0)


async def badges_named(db: AsyncSession, session_id: int) -> Sequence[str]:
    """The badges of those present who want theirs to stand in the minutes."""
    query = select(Member.badge).join(Present, Present.member_id == Member.id)
    query = query.where(Present.session_id == session_id, Present.named, Member.badge.is_not(None))
    return [badge for badge in (await db.execute(query.order_by(Member.badge))).scalars() if badge]


async def notes(db: AsyncSession, session_id: int) -> Sequence[Note]:
    """In the order in which they were taken down."""
    return (await db.execute(select(Note).where(Note.session_id == session_id).order_by(Note.id))).scalars().all()


async def parts(db: AsyncSession, session_id: int) -> dict[str, str]:
    """The words of each part of the minutes that somebody has changed or published."""
    rows = await db.execute(select(MinutesPart.part, MinutesPart.words).where(MinutesPart.session_id == session_id))
    return {row.part: row.words for row in rows}


async def where_present(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[Session]:
    query = select(Session).join(Present, Present.session_id == Session.id)
    query = query.where(Session.forum_id == forum_id, Present.member_id == member_id)
    return (await db.execute(query.order_by(Session.id))).scalars().all()


async def where_hand_is_up(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[int]:
    query = select(Hand.session_id).where(Hand.forum_id == forum_id, Hand.member_id == member_id)
    return (await db.execute(query.order_by(Hand.session_id))).scalars().all()


async def named_parts(db: AsyncSession, member_id: int) -> Sequence[MinutesPart]:
    """The parts of minutes, as hosts left them, of the sessions at which somebody wanted their badge to be named."""
    there = select(Present.session_id).where(Present.member_id == member_id, Present.named)
    return (await db.execute(select(MinutesPart).where(MinutesPart.session_id.in_(there)))).scalars().all()


async def erase_of(db: AsyncSession, member_id: int) -> None:
    """Their hands go down; where they were, they stay as a number."""
    await db.execute(delete(Hand).where(Hand.member_id == member_id))
    there = select(Present.session_id).where(Present.member_id == member_id)
    counted = update(Sitting).where(Sitting.session_id.in_(there)).values(nameless=Sitting.nameless + 1)
    await db.execute(counted.execution_options(synchronize_session="fetch"))
    await db.execute(delete(Present).where(Present.member_id == member_id))


def noted_until(forum_id: Any, before: Any, at_last: Any) -> Select[int]:
    """The sessions that ended before that moment and whose minutes are published, or, without any, that ended before
    `at_last`."""
    published = and_(Session.ends_at < before, Session.id.in_(_with_minutes(forum_id)))
    return select(Session.id).where(Session.forum_id == forum_id, or_(published, Session.ends_at < at_last))


async def forget_notes(db: AsyncSession, forum_id: int, before: datetime, at_last: datetime) -> int:
    """What was taken down in those sessions; how many notes. The words of published minutes stay."""
    over = noted_until(forum_id, before, at_last)
    gone = await db.execute(delete(Note).where(Note.session_id.in_(over)).returning(Note.id))
    unpublished = MinutesPart.session_id.not_in(_with_minutes(forum_id))
    await db.execute(delete(MinutesPart).where(MinutesPart.session_id.in_(over), unpublished))
    return len(gone.scalars().all())


def _with_minutes(forum_id: Any) -> Select[int | None]:
    return select(Entry.session_id).where(Entry.forum_id == forum_id, Entry.kind == "minutes_published")


async def forget_people(db: AsyncSession, forum_id: int, before: datetime) -> int:
    """Who was there, and whose hand was up, at sessions that ended before that moment; how many rows."""
    over = select(Session.id).where(Session.forum_id == forum_id, Session.ends_at < before)
    gone: Collection[int] = []
    for model in (Present, Hand):
        rows = await db.execute(delete(model).where(model.session_id.in_(over)).returning(model.session_id))
        gone = [*gone, *rows.scalars().all()]
    return len(gone)
