"""Named queries on what time brings about: they cost what is due, not what exists."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Coming, Letter, Pledge, Session, Standing
from db.prepared import prepared


@prepared
def _due(now: Any) -> Select[int, int]:
    written = exists().where(
        and_(
            Letter.invitation_id == Standing.invitation_id,
            Letter.purpose == Standing.next_step,
            Letter.round == Standing.round,
            Letter.state != "not_needed",
        )
    )
    query = select(Standing.forum_id, Standing.invitation_id).where(Standing.next_moment <= now, ~written)
    return query.order_by(Standing.next_moment, Standing.invitation_id)


async def due(db: AsyncSession, now: datetime) -> Sequence[tuple[int, int]]:
    """Forum and invitation of everything whose moment has come and whose letter is not written yet, oldest first."""
    return [(forum, invitation) for forum, invitation in await _due(db, now)]


@prepared
def _next_moments(now: Any) -> Select[*tuple[datetime | None, ...]]:
    columns = (
        *(Standing.next_moment, Pledge.next_moment, Session.agenda_due, Coming.remind_at),
        *(Session.starts_at, Session.ends_at),
    )
    earliest = [select(func.min(column)).where(column > now).scalar_subquery() for column in columns]
    return select(*earliest)


async def next_moment(db: AsyncSession, now: datetime) -> datetime | None:
    """The next moment after `now` at which something becomes due, of whatever kind."""
    return min(filter(None, (await _next_moments(db, now)).one()), default=None)


@prepared
def _agendas(now: Any) -> Select[int, int]:
    query = select(Session.forum_id, Session.id).where(Session.agenda_due <= now)
    return query.order_by(Session.agenda_due, Session.id)


async def agendas(db: AsyncSession, now: datetime) -> Sequence[tuple[int, int]]:
    """Forum and session of every agenda that is to be seen to, oldest first."""
    return [(forum, session) for forum, session in await _agendas(db, now)]


@prepared
def _of_official(official_id: Any) -> Select[Standing]:
    return select(Standing).where(Standing.official_id == official_id)


async def in_the_dark(db: AsyncSession, official_id: int, since: datetime | None) -> int:
    """How many invitations this role was sent without any human sign of life, since `since`; 0 after any sign."""
    standings = (await _of_official(db, official_id)).scalars().all()
    if any(row.alive for row in standings):
        return 0
    return sum(row.sent_on is not None and (since is None or row.sent_on >= since.date()) for row in standings)
