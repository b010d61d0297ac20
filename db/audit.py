"""Named queries for `forum-clerk check --record`: the rows as they are, not as they are read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Entry, Standing


async def one_moment(db: AsyncSession) -> None:
    """First of all in a transaction: see the database as it is now, whatever is written meanwhile.

    SQLite's readers always do.
    """
    if db.get_bind().dialect.name == "postgresql":
        await db.connection(execution_options={"isolation_level": "REPEATABLE READ"})


async def entries_after(db: AsyncSession, forum_id: int, seq: int, limit: int) -> Sequence[Entry]:
    """The next `limit` lines of the ledger with all their columns."""
    query = select(Entry).where(Entry.forum_id == forum_id, Entry.seq > seq).order_by(Entry.seq).limit(limit)
    return (await db.execute(query)).scalars().all()


async def standings_after(db: AsyncSession, forum_id: int, invitation: int, limit: int) -> Sequence[Standing]:
    """The next `limit` standings, by the number of their invitation."""
    query = select(Standing).where(Standing.forum_id == forum_id, Standing.invitation_id > invitation)
    return (await db.execute(query.order_by(Standing.invitation_id).limit(limit))).scalars().all()
