"""Named queries on the record: reading a chain, appending to it, and the texts that stand beside it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enclosure, Entry


@dataclass(frozen=True)
class Head:
    """The length of a chain, its last hash and when that was recorded; None before the first entry."""

    seq: int
    hash: str | None
    at: datetime | None = None


async def head(db: AsyncSession, forum_id: int, *, before: datetime | None = None) -> Head:
    """The last entry, or the last one that was recorded before a moment."""
    query = select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == forum_id)
    if before is not None:
        query = query.where(Entry.at < before)
    found = (await db.execute(query.order_by(Entry.seq.desc()).limit(1))).first()
    return Head(*found) if found else Head(0, None)


async def append(db: AsyncSession, lines: Sequence[dict[str, Any]]) -> None:
    """Add lines to the chain; the primary key and the triggers refuse anything but the next ones."""
    if lines:
        await db.execute(insert(Entry), lines)


def _of(forum_id: int) -> Select[str]:
    return select(Entry.body).where(Entry.forum_id == forum_id).order_by(Entry.seq)


async def _bodies(db: AsyncSession, query: Select[str]) -> list[dict[str, Any]]:
    return [json.loads(body) for body in (await db.execute(query)).scalars()]


async def of_invitation(db: AsyncSession, forum_id: int, invitation_id: int, session_id: int) -> list[dict[str, Any]]:
    """The lines about one invitation and about its session, in order."""
    about = or_(
        Entry.invitation_id == invitation_id, (Entry.session_id == session_id) & (Entry.invitation_id.is_(None))
    )
    return await _bodies(db, _of(forum_id).where(about))


async def of_pledge(db: AsyncSession, forum_id: int, pledge_id: int) -> list[dict[str, Any]]:
    return await _bodies(db, _of(forum_id).where(Entry.pledge_id == pledge_id))


async def of_pledges(db: AsyncSession, forum_id: int, pledges: Collection[int]) -> list[dict[str, Any]]:
    return await _bodies(db, _of(forum_id).where(Entry.pledge_id.in_(pledges)))


async def of_session(db: AsyncSession, forum_id: int, session_id: int) -> list[dict[str, Any]]:
    """The lines about one session, without its invitations."""
    return await of_sessions(db, forum_id, [session_id])


async def of_sessions(db: AsyncSession, forum_id: int, sessions: Collection[int]) -> list[dict[str, Any]]:
    query = _of(forum_id).where(Entry.session_id.in_(sessions), Entry.invitation_id.is_(None))
    return await _bodies(db, query)


async def of_kinds(
    db: AsyncSession, forum_id: int, kinds: Collection[str], *, after: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    """The lines of these kinds with numbers above `after`, in order: all of them, or the next few of many."""
    return await _bodies(db, _of(forum_id).where(Entry.kind.in_(kinds), Entry.seq > after).limit(limit))


async def numbered(db: AsyncSession, forum_id: int, seqs: Collection[int]) -> list[dict[str, Any]]:
    return await _bodies(db, _of(forum_id).where(Entry.seq.in_(seqs)))


async def marks(db: AsyncSession, forum_id: int, seqs: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """By number, the hash of each of these entries and when it was recorded."""
    query = select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == forum_id, Entry.seq.in_(seqs))
    return {seq: (hashed, at) for seq, hashed, at in await db.execute(query)}


async def after(db: AsyncSession, forum_id: int, seq: int, limit: int) -> list[dict[str, Any]]:
    """The next `limit` lines: how an export or a check walks a chain in bounded memory."""
    return await _bodies(db, _of(forum_id).where(Entry.seq > seq).limit(limit))


async def newest(
    db: AsyncSession,
    forum_id: int,
    *,
    without: Collection[str],
    invitations: Collection[int] | None,
    sessions: Collection[int] | None,
    since: datetime | None,
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """The newest lines first, without some kinds; about these invitations or sessions where any are named."""
    query = select(Entry.body).where(Entry.forum_id == forum_id, Entry.kind.not_in(without))
    if invitations is not None or sessions is not None:
        query = query.where(or_(Entry.invitation_id.in_(invitations or ()), Entry.session_id.in_(sessions or ())))
    if since is not None:
        query = query.where(Entry.at >= since)
    return await _bodies(db, query.order_by(Entry.seq.desc()).offset(offset).limit(limit))


async def enclose(db: AsyncSession, forum_id: int, digest: str, salt: str, text: str) -> None:
    db.add(Enclosure(forum_id=forum_id, digest=digest, salt=salt, text=text, erased_at=None))


async def enclosed(
    db: AsyncSession, forum_id: int, digests: Collection[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Salt and text of each digest; both None where they have been erased."""
    query = select(Enclosure.digest, Enclosure.salt, Enclosure.text)
    rows = await db.execute(query.where(Enclosure.forum_id == forum_id, Enclosure.digest.in_(digests)))
    return {digest: (salt, text) for digest, salt, text in rows}


async def erase(db: AsyncSession, forum_id: int, digest: str, at: datetime) -> None:
    """Leave a tombstone where a text was: the chain holds its digest and still verifies."""
    await db.execute(
        update(Enclosure)
        .where(Enclosure.forum_id == forum_id, Enclosure.digest == digest)
        .values(salt=None, text=None, erased_at=at)
    )
