"""Named queries on a body that the carers do not work with: who of it was asked, and which letters it was sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Invitation, Letter, Official


async def invitations(db: AsyncSession, forum_id: int, organisation_id: int) -> Sequence[int]:
    query = select(Invitation.id).where(Invitation.forum_id == forum_id, Invitation.organisation_id == organisation_id)
    return (await db.execute(query.order_by(Invitation.id))).scalars().all()


async def last_invitations(db: AsyncSession, forum_id: int, organisation_id: int) -> Sequence[int]:
    """The latest invitation of each role of the body that is not retired: its page is where they can answer."""
    query = (
        select(func.max(Invitation.id))
        .join(Official, Official.id == Invitation.official_id)
        .where(Invitation.forum_id == forum_id, Invitation.organisation_id == organisation_id)
        .where(Official.retired_at.is_(None))
        .group_by(Invitation.official_id)
    )
    return sorted((await db.execute(query)).scalars().all())


async def told(db: AsyncSession, forum_id: int, organisation_id: int, since: datetime) -> Sequence[datetime | None]:
    """When each letter left by which the body was told since that vote was called; None for one that has not left."""
    query = (
        select(Letter.sent_at)
        .join(Invitation, Invitation.id == Letter.invitation_id)
        .where(Letter.forum_id == forum_id, Invitation.organisation_id == organisation_id)
        .where(Letter.purpose == "declined", Letter.written_at >= since)
    )
    return (await db.execute(query)).scalars().all()
