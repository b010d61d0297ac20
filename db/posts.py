"""Named queries of the couriers: what a card shows, which message it stands in, and what waits for whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import upsert
from db.models import Item, Outbox, Support


async def supporters(db: AsyncSession, item_id: int) -> int:
    """How many people said "me too" to the item or to one that was joined to it, each counted once; of those who have
    been erased the item knows only how many there were."""
    joined = select(Item.id).where(Item.merged_into_id == item_id)
    said = select(Support.member_id).where(or_(Support.item_id == item_id, Support.item_id.in_(joined))).distinct()
    erased = await db.scalar(select(Item.supporters_erased).where(Item.id == item_id))
    return len((await db.execute(said)).scalars().all()) + (erased or 0)


async def message_of(db: AsyncSession, forum_id: int, actions: Collection[str], subject: int) -> tuple[int, int] | None:
    """The channel and the message in which the subject stands now: where it was posted, or posted again, last."""
    query = (
        select(Outbox.channel_id, Outbox.message_id)
        .where(
            Outbox.forum_id == forum_id,
            Outbox.action.in_(actions),
            Outbox.subject == subject,
            Outbox.state == "done",
            Outbox.message_id.is_not(None),
        )
        .order_by(Outbox.done_at.desc(), Outbox.id.desc())
        .limit(1)
    )
    row = (await db.execute(query)).one_or_none()
    return (row[0], row[1]) if row and row[0] is not None and row[1] is not None else None


async def standing(db: AsyncSession, forum_id: int, channel_id: int, since: int) -> dict[int, int]:
    """By entry, the message in which it stands in the public log, where that is `since` or a later one."""
    actions = ("post_entry", "repost_entry", "edit_entry")
    query = select(Outbox.subject, Outbox.channel_id, Outbox.message_id).where(
        Outbox.forum_id == forum_id, Outbox.action.in_(actions), Outbox.state == "done", Outbox.message_id >= since
    )
    rows = await db.execute(query.order_by(Outbox.done_at, Outbox.id))
    found = {seq: (channel, message) for seq, channel, message in rows}
    return {seq: message for seq, (channel, message) in found.items() if channel == channel_id and message is not None}


async def posted_again(db: AsyncSession, forum_id: int, seq: int) -> datetime | None:
    """When an entry was last found to be gone from the public log; None where it never was."""
    query = select(func.max(Outbox.created_at)).where(Outbox.forum_id == forum_id, Outbox.subject == seq)
    found: datetime | None = await db.scalar(query.where(Outbox.action == "repost_entry"))
    return found


async def put(db: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write these notices, except those that were written already, whatever became of them."""
    await upsert.add_new(db, Outbox, rows, by=("forum_id", "key"))


async def written(db: AsyncSession, forum_id: int, keys: Collection[str]) -> frozenset[str]:
    """Which of these notices were written already, whatever became of them."""
    query = select(Outbox.key).where(Outbox.forum_id == forum_id, Outbox.key.in_(keys))
    return frozenset((await db.execute(query)).scalars())


async def oldest_in_trouble(db: AsyncSession, forum_id: int, kind: str) -> int | None:
    """The oldest row of this kind of destination that was tried and is not finished."""
    return await db.scalar(
        select(func.min(Outbox.id)).where(
            Outbox.forum_id == forum_id,
            or_(Outbox.destination == kind, Outbox.destination.startswith(f"{kind}:", autoescape=True)),
            Outbox.state.in_(("waiting", "blocked")),
            Outbox.attempts > 0,
        )
    )


async def remember(db: AsyncSession, row_id: int, detail: str) -> None:
    """What the courier wants to know when it comes back to this row."""
    await db.execute(update(Outbox).where(Outbox.id == row_id).values(detail=detail))


async def forget_detail(db: AsyncSession, row_id: int) -> None:
    """It has been told, and is not to be kept here."""
    await db.execute(update(Outbox).where(Outbox.id == row_id).values(detail=None))


async def look_again_at(db: AsyncSession, row_id: int, moment: datetime) -> None:
    """When a blocked row is to be tried by itself."""
    await db.execute(update(Outbox).where(Outbox.id == row_id).values(not_before=moment))


async def look_again(db: AsyncSession, now: datetime) -> None:
    """Let every blocked row move again whose time has come."""
    blocked = update(Outbox).where(Outbox.state == "blocked", Outbox.not_before <= now)
    await db.execute(blocked.values(state="waiting").execution_options(synchronize_session=False))


@dataclass(frozen=True)
class Stuck:
    """A queue that stands still: why, and since when its first notice waits."""

    destination: str
    error: str
    since: datetime


async def stuck(db: AsyncSession, forum_id: int) -> Sequence[Stuck]:
    """For the hosts and for `forum-clerk check`: what cannot be delivered, oldest first."""
    query = select(Outbox).where(Outbox.forum_id == forum_id, Outbox.state == "blocked").order_by(Outbox.id)
    return [Stuck(row.destination, row.error or "", row.created_at) for row in (await db.execute(query)).scalars()]
