"""Reading the record as far as it went at a moment in the past."""

from datetime import datetime

from sqlalchemy import event, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from db.models import Entry
from db.prepared import BY_THE_ORM


async def length_before(db: AsyncSession, forum_id: int, moment: datetime) -> int:
    """How many entries the record had then; 0 before the first."""
    query = select(func.max(Entry.seq)).where(Entry.forum_id == forum_id, Entry.at < moment)
    return await db.scalar(query) or 0


def see_until(db: AsyncSession, seq: int) -> None:
    """From now on, whatever is asked in this session, no later entry is found; for a session that reads one forum."""
    db.info[BY_THE_ORM] = True
    known = with_loader_criteria(Entry, Entry.seq <= seq)

    @event.listens_for(db.sync_session, "do_orm_execute")
    def cut(asked: ORMExecuteState) -> None:
        if asked.is_select:
            asked.statement = asked.statement.options(known)
