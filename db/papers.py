"""Named queries on the papers: forums, members, the directory, sessions, invitations."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Forum, Holder, Invitation, Item, Letter, Member, Official, Organisation, Session
from db.prepared import prepared


@prepared
def _forum_of_guild(guild_id: Any) -> Select[Forum]:
    return select(Forum).where(Forum.guild_id == guild_id)


async def forum_of_guild(db: AsyncSession, guild_id: int) -> Forum | None:
    return (await _forum_of_guild(db, guild_id)).scalar_one_or_none()


@prepared
def _named(slug: Any) -> Select[Forum]:
    return select(Forum).where(Forum.slug == slug)


async def forum_named(db: AsyncSession, slug: str) -> Forum | None:
    return (await _named(db, slug)).scalar_one_or_none()


async def forums(db: AsyncSession) -> Sequence[Forum]:
    return (await db.execute(select(Forum).order_by(Forum.id))).scalars().all()


@prepared
def _forum_ids() -> Select[int]:
    return select(Forum.id).order_by(Forum.id)


async def forum_ids(db: AsyncSession) -> Sequence[int]:
    return (await _forum_ids(db)).scalars().all()


@prepared
def _member(forum_id: Any, user_id: Any) -> Select[Member]:
    return select(Member).where(Member.forum_id == forum_id, Member.user_id == user_id)


async def member(db: AsyncSession, forum_id: int, user_id: int) -> Member | None:
    return (await _member(db, forum_id, user_id)).scalar_one_or_none()


async def enrol(db: AsyncSession, forum_id: int, user_id: int) -> Member:
    """The member with this Discord id, entered if new. Call inside a writing transaction only."""
    found = await member(db, forum_id, user_id)
    if found is None:
        found = Member(forum_id=forum_id, user_id=user_id, erased_at=None)
        db.add(found)
        await db.flush()
    return found


@prepared
def _organisations(forum_id: Any) -> Select[Organisation]:
    query = select(Organisation).where(Organisation.forum_id == forum_id)
    return query.order_by(Organisation.name, Organisation.id)


async def organisations(db: AsyncSession, forum_id: int) -> Sequence[Organisation]:
    return (await _organisations(db, forum_id)).scalars().all()


async def officials(db: AsyncSession, forum_id: int, *, retired: bool = False) -> Sequence[Official]:
    query = select(Official).where(Official.forum_id == forum_id)
    if not retired:
        query = query.where(Official.retired_at.is_(None))
    return (await db.execute(query.order_by(Official.role, Official.id))).scalars().all()


@prepared
def _holders(official_ids: Any) -> Select[Holder]:
    return select(Holder).where(Holder.official_id.in_(official_ids), Holder.until.is_(None)).order_by(Holder.id)


async def holders(db: AsyncSession, official_ids: Collection[int]) -> dict[int, Holder]:
    """The present holder of each role that has one."""
    rows = (await _holders(db, official_ids)).scalars() if official_ids else ()
    return {holder.official_id: holder for holder in rows}


@prepared
def _sessions(forum_id: Any) -> Select[Session]:
    query = select(Session).where(Session.forum_id == forum_id)
    return query.order_by(Session.starts_at.desc(), Session.id.desc())


async def sessions(db: AsyncSession, forum_id: int) -> Sequence[Session]:
    """Every session of the forum, the latest first."""
    return (await _sessions(db, forum_id)).scalars().all()


async def sessions_page(db: AsyncSession, forum_id: int, offset: int, limit: int) -> Sequence[Session]:
    """So many of them, the latest first."""
    query = select(Session).where(Session.forum_id == forum_id)
    query = query.order_by(Session.starts_at.desc(), Session.id.desc()).offset(offset).limit(limit)
    return (await db.execute(query)).scalars().all()


async def session_count(db: AsyncSession, forum_id: int) -> int:
    return await db.scalar(select(func.count()).select_from(Session).where(Session.forum_id == forum_id)) or 0


async def next_session(db: AsyncSession, forum_id: int, states: Collection[str], now: datetime) -> Session | None:
    """The first that is not over by now, of those in these states."""
    query = select(Session).where(Session.forum_id == forum_id, Session.state.in_(states), Session.ends_at > now)
    return (await db.execute(query.order_by(Session.starts_at, Session.id).limit(1))).scalar_one_or_none()


async def items(db: AsyncSession, forum_id: int, states: Collection[str] | None = None) -> Sequence[Item]:
    query = select(Item).where(Item.forum_id == forum_id)
    if states is not None:
        query = query.where(Item.state.in_(states))
    return (await db.execute(query.order_by(Item.id))).scalars().all()


async def items_numbered(db: AsyncSession, forum_id: int, ids: Collection[int]) -> Sequence[Item]:
    return (await _items_numbered(db, forum_id, ids)).scalars().all()


@prepared
def _items_numbered(forum_id: Any, ids: Any) -> Select[Item]:
    return select(Item).where(Item.forum_id == forum_id, Item.id.in_(ids)).order_by(Item.id)


@prepared
def _agenda(forum_id: Any, session_id: Any) -> Select[Item]:
    query = select(Item).where(Item.forum_id == forum_id, Item.session_id == session_id, Item.state == "accepted")
    return query.order_by(Item.place, Item.id)


async def agenda(db: AsyncSession, forum_id: int, session_id: int) -> Sequence[Item]:
    """What stands on the agenda of a session, in the order that the hosts chose."""
    return (await _agenda(db, forum_id, session_id)).scalars().all()


async def last_place(db: AsyncSession, session_id: int) -> int:
    """0 where its agenda is empty."""
    return await db.scalar(select(func.max(Item.place)).where(Item.session_id == session_id)) or 0


@prepared
def _invitations(forum_id: Any) -> Select[Invitation]:
    return select(Invitation).where(Invitation.forum_id == forum_id).order_by(Invitation.id)


@prepared
def _invitations_to(forum_id: Any, session_id: Any) -> Select[Invitation]:
    query = select(Invitation).where(Invitation.forum_id == forum_id, Invitation.session_id == session_id)
    return query.order_by(Invitation.id)


async def invitations(db: AsyncSession, forum_id: int, *, session_id: int | None = None) -> Sequence[Invitation]:
    one = session_id is not None
    rows = await _invitations_to(db, forum_id, session_id) if one else await _invitations(db, forum_id)
    return rows.scalars().all()


async def invitations_numbered(db: AsyncSession, forum_id: int, ids: Collection[int]) -> Sequence[Invitation]:
    query = select(Invitation).where(Invitation.forum_id == forum_id, Invitation.id.in_(ids))
    return (await db.execute(query.order_by(Invitation.id))).scalars().all()


@prepared
def _letters(invitation_id: Any) -> Select[Letter]:
    return select(Letter).where(Letter.invitation_id == invitation_id).order_by(Letter.id)


async def letters(db: AsyncSession, invitation_id: int) -> Sequence[Letter]:
    return (await _letters(db, invitation_id)).scalars().all()
