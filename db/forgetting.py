"""Named queries on names whose time is over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Holder, Invitation, Session


async def overdue(db: AsyncSession, forum_id: int, before: datetime) -> Sequence[int]:
    """The invitations where a name still stands beside a session before that moment, or of one who has left."""
    query = (
        select(Invitation.id)
        .join(Holder, Holder.id == Invitation.holder_id)
        .join(Session, Session.id == Invitation.session_id)
        .where(Invitation.forum_id == forum_id)
        .where(Holder.name.is_not(None), or_(Holder.until.is_not(None), Session.starts_at < before))
        .order_by(Invitation.id)
    )
    return (await db.execute(query)).scalars().all()
