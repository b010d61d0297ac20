"""Named queries on drafts: what was read back to somebody and waits for their yes."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Draft


async def forget_older(db: AsyncSession, forum_id: int, moment: datetime) -> int:
    """Nobody said yes or no to these for so long that they will not; how many."""
    gone = await db.execute(delete(Draft).where(Draft.forum_id == forum_id, Draft.made_at < moment).returning(Draft.id))
    return len(gone.scalars().all())
