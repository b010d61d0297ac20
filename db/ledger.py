"""Named queries on the record: reading a chain, appending to it, and the texts that stand beside it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Result, Select, Table, func, insert, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enclosure, Entry, Forum
from db.prepared import prepared, without_orm


@dataclass(frozen=True)
class Head:
    """The length of a chain, its last hash and when that was recorded; None before the first entry."""

    seq: int
    hash: str | None
    at: datetime | None = None


_APPEND = insert(cast(Table, Entry.__table__))
"""A plain table's: the ORM has its own ways with many rows, and they cost."""


@prepared
def _head(forum_id: Any) -> Select[int, str, datetime]:
    query = select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == forum_id)
    return query.order_by(Entry.seq.desc()).limit(1)


@prepared
def _head_before(forum_id: Any, moment: Any) -> Select[int, str, datetime]:
    query = select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == forum_id, Entry.at < moment)
    return query.order_by(Entry.seq.desc()).limit(1)


async def head(db: AsyncSession, forum_id: int, *, before: datetime | None = None) -> Head:
    """The last entry, or the last one that was recorded before a moment."""
    rows = await _head(db, forum_id) if before is None else await _head_before(db, forum_id, before)
    found = rows.first()
    return Head(*found) if found else Head(0, None)


@prepared
def _forum_and_head(forum_id: Any) -> Select[Forum, int | None, str | None, datetime | None]:
    last = select(func.max(Entry.seq)).where(Entry.forum_id == forum_id).scalar_subquery()
    query = select(Forum, Entry.seq, Entry.hash, Entry.at).where(Forum.id == forum_id)
    return query.outerjoin(Entry, (Entry.forum_id == Forum.id) & (Entry.seq == last))


async def forum_and_head(db: AsyncSession, forum_id: int) -> tuple[Forum, Head] | None:
    """A forum's papers, and where its chain ends; None for a forum that is not there."""
    found = (await _forum_and_head(db, forum_id)).first()
    return (found[0], Head(found[1] or 0, found[2], found[3])) if found else None


async def append(db: AsyncSession, lines: Sequence[dict[str, Any]]) -> None:
    """Add lines to the chain; the primary key and the triggers refuse anything but the next ones."""
    if lines:
        await db.run_sync(without_orm, _APPEND, lines)


@prepared
def _after(forum_id: Any, seq: Any, limit: Any, kinds: Any) -> Select[str]:
    """For a walk along the chain."""
    query = select(Entry.body).where(Entry.forum_id == forum_id, Entry.seq > seq)
    return (query if kinds is None else query.where(Entry.kind.in_(kinds))).order_by(Entry.seq).limit(limit)


def _found(forum_id: Any, *wanted: ColumnElement[bool]) -> Select[str]:
    """For a few lines of it. Asked for them by `seq`, SQLite walks along the whole chain, which is in order already. Of
    a sum it knows no order, and takes the index."""
    return select(Entry.body).where(Entry.forum_id == forum_id, *wanted).order_by(Entry.seq + 0)


def _read(rows: Result[str]) -> list[dict[str, Any]]:
    return [json.loads(body) for body in rows.scalars()]


@prepared
def _of_invitation(forum_id: Any, invitation_id: Any, session_id: Any) -> Select[str]:
    seqs = select(Entry.seq).where(Entry.forum_id == forum_id)
    of_session = seqs.where(Entry.session_id == session_id, Entry.invitation_id.is_(None))
    # Either has its index, which SQLite takes for neither where they are joined by OR.
    return _found(forum_id, Entry.seq.in_(union_all(seqs.where(Entry.invitation_id == invitation_id), of_session)))


async def of_invitation(db: AsyncSession, forum_id: int, invitation_id: int, session_id: int) -> list[dict[str, Any]]:
    """The lines about one invitation and about its session, in order."""
    return _read(await _of_invitation(db, forum_id, invitation_id, session_id))


@prepared
def _of_pledges(forum_id: Any, pledges: Any) -> Select[str]:
    return _found(forum_id, Entry.pledge_id.in_(pledges))


async def of_pledge(db: AsyncSession, forum_id: int, pledge_id: int) -> list[dict[str, Any]]:
    return await of_pledges(db, forum_id, [pledge_id])


async def of_pledges(db: AsyncSession, forum_id: int, pledges: Collection[int]) -> list[dict[str, Any]]:
    return _read(await _of_pledges(db, forum_id, pledges)) if pledges else []


@prepared
def _of_sessions(forum_id: Any, sessions: Any) -> Select[str]:
    return _found(forum_id, Entry.session_id.in_(sessions), Entry.invitation_id.is_(None))


async def of_session(db: AsyncSession, forum_id: int, session_id: int) -> list[dict[str, Any]]:
    """The lines about one session, without its invitations."""
    return await of_sessions(db, forum_id, [session_id])


async def of_sessions(db: AsyncSession, forum_id: int, sessions: Collection[int]) -> list[dict[str, Any]]:
    return _read(await _of_sessions(db, forum_id, sessions)) if sessions else []


@prepared
def _of_kinds(forum_id: Any, kinds: Any) -> Select[str]:
    return _found(forum_id, Entry.kind.in_(kinds))


async def of_kinds(
    db: AsyncSession, forum_id: int, kinds: Collection[str], *, after: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    """The lines of these kinds with numbers above `after`, in order: all of them, or the next few of many."""
    if not after and limit is None:
        return _read(await _of_kinds(db, forum_id, kinds))
    return _read(await _after(db, forum_id, after, limit, kinds))


@prepared
def _numbered(forum_id: Any, seqs: Any) -> Select[str]:
    return _found(forum_id, Entry.seq.in_(seqs))


async def numbered(db: AsyncSession, forum_id: int, seqs: Collection[int]) -> list[dict[str, Any]]:
    return _read(await _numbered(db, forum_id, seqs)) if seqs else []


@prepared
def _marks(forum_id: Any, seqs: Any) -> Select[int, str, datetime]:
    return select(Entry.seq, Entry.hash, Entry.at).where(Entry.forum_id == forum_id, Entry.seq.in_(seqs))


async def marks(db: AsyncSession, forum_id: int, seqs: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """By number, the hash of each of these entries and when it was recorded."""
    return {seq: (hashed, at) for seq, hashed, at in await _marks(db, forum_id, seqs)}


async def after(db: AsyncSession, forum_id: int, seq: int, limit: int) -> list[dict[str, Any]]:
    """The next `limit` lines: how an export or a check walks a chain in bounded memory."""
    return _read(await _after(db, forum_id, seq, limit, None))


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
    return _read(await db.execute(query.order_by(Entry.seq.desc()).offset(offset).limit(limit)))


async def enclose(db: AsyncSession, forum_id: int, digest: str, salt: str, text: str) -> None:
    db.add(Enclosure(forum_id=forum_id, digest=digest, salt=salt, text=text, erased_at=None))


@prepared
def _enclosed(forum_id: Any, digests: Any) -> Select[str, str | None, str | None]:
    query = select(Enclosure.digest, Enclosure.salt, Enclosure.text)
    return query.where(Enclosure.forum_id == forum_id, Enclosure.digest.in_(digests))


async def enclosed(
    db: AsyncSession, forum_id: int, digests: Collection[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Salt and text of each digest; both None where they have been erased."""
    rows = await _enclosed(db, forum_id, digests) if digests else ()
    return {digest: (salt, text) for digest, salt, text in rows}


async def erase(db: AsyncSession, forum_id: int, digest: str, at: datetime) -> None:
    """Leave a tombstone where a text was: the chain holds its digest and still verifies."""
    await db.execute(
        update(Enclosure)
        .where(Enclosure.forum_id == forum_id, Enclosure.digest == digest)
        .values(salt=None, text=None, erased_at=at)
    )
