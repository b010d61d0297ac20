"""Named queries on the times of sessions: which have come, and what has been done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Outbox, Session

LOOK_BACK = timedelta(days=2)
"""Nothing is begun or ended in Discord for a session that was over longer ago, as after a long outage."""


@dataclass(frozen=True)
class Time:
    """A session that begins or ends; `key` names the notice that says so once."""

    forum: int
    session: int
    key: str


async def times_come(db: AsyncSession, now: datetime) -> Sequence[Time]:
    """The beginnings and ends that have come and that nobody was told of."""
    query = select(Session).where(
        Session.state.in_(("planned", "open")), Session.starts_at <= now, Session.ends_at > now - LOOK_BACK
    )
    times = {
        f"session:{row.id}:event:{what}:{int(moment.timestamp())}": row
        for row in (await db.execute(query.order_by(Session.starts_at, Session.id))).scalars()
        for what, moment in (("begins", row.starts_at), ("ends", row.ends_at))
        if moment <= now
    }
    known = {
        (forum, key)
        for forum, key in await db.execute(select(Outbox.forum_id, Outbox.key).where(Outbox.key.in_(times)))
    }
    return [Time(row.forum_id, row.id, key) for key, row in times.items() if (row.forum_id, key) not in known]


async def not_continued(db: AsyncSession, forum_id: int, now: datetime) -> Sequence[int]:
    """The latest session of every series whose next one could have been called for a day."""
    query = select(Session.id).where(
        Session.forum_id == forum_id, Session.repeat.is_not(None), Session.ends_at < now - timedelta(days=1)
    )
    return (await db.execute(query.order_by(Session.id))).scalars().all()
