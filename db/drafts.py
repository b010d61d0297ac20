"""Named queries on drafts: what was read back to somebody and waits for their yes."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Draft

KEPT = timedelta(days=7)
"""How long a question waits for its yes."""


async def forget_older(db: AsyncSession, forum_id: int, moment: datetime) -> None:
    """Nobody said yes or no to these for so long that they will not."""
    await db.execute(delete(Draft).where(Draft.forum_id == forum_id, Draft.made_at < moment))
