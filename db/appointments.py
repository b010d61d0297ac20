"""Named queries on the times of sessions: which have come, and what has been done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Outbox, Session
from db.prepared import prepared

LOOK_BACK = timedelta(days=2)
"""Nothing is begun or ended in Discord for a session that was over longer ago, as after a long outage."""


@dataclass(frozen=True)
class Time:
    """A session that begins or ends; `key` names the notice that says so once."""

    forum: int
    session: int
    key: str


@prepared
def _begun(now: Any, since: Any) -> Select[Session]:
    query = select(Session).where(
        Session.state.in_(("planned", "open")), Session.starts_at <= now, Session.ends_at > since
    )
    return query.order_by(Session.starts_at, Session.id)


async def times_come(db: AsyncSession, now: datetime) -> Sequence[Time]:
    """The beginnings and ends that have come and that nobody was told of."""
    times = {
        f"session:{row.id}:event:{what}:{int(moment.timestamp())}": row
        for row in (await _begun(db, now, now - LOOK_BACK)).scalars()
        for what, moment in (("begins", row.starts_at), ("ends", row.ends_at))
        if moment <= now
    }
    if not times:
        return []
    known = {
        (forum, key)
        for forum, key in await db.execute(select(Outbox.forum_id, Outbox.key).where(Outbox.key.in_(times)))
    }
    return [Time(row.forum_id, row.id, key) for key, row in times.items() if (row.forum_id, key) not in known]


@prepared
def _not_continued(forum_id: Any, before: Any) -> Select[int]:
    query = select(Session.id).where(
        Session.forum_id == forum_id, Session.repeat.is_not(None), Session.ends_at < before
    )
    return query.order_by(Session.id)


async def not_continued(db: AsyncSession, forum_id: int, now: datetime) -> Sequence[int]:
    """The latest session of every series whose next one could have been called for a day."""
    return (await _not_continued(db, forum_id, now - timedelta(days=1))).scalars().all()
