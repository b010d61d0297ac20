"""Named queries of the couriers: what a card shows, which message it stands in, and what waits for whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Update, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import upsert
from db.models import Item, Outbox, Support
from db.prepared import change, prepared


@prepared
def _supporters(item_id: Any) -> Select[int]:
    joined = select(Item.id).where(Item.merged_into_id == item_id)
    said = or_(Support.item_id == item_id, Support.item_id.in_(joined))
    return select(func.count(Support.member_id.distinct())).where(said)


@prepared
def _erased(item_id: Any) -> Select[int]:
    return select(Item.supporters_erased).where(Item.id == item_id)


async def supporters(db: AsyncSession, item_id: int) -> int:
    """How many people said "me too" to the item or to one that was joined to it, each counted once; of those who have
    been erased the item knows only how many there were."""
    erased = (await _erased(db, item_id)).scalar_one_or_none() or 0
    return (await _supporters(db, item_id)).scalar_one() + erased


@prepared
def _message_of(forum_id: Any, actions: Any, subject: Any) -> Select[int | None, int | None]:
    query = select(Outbox.channel_id, Outbox.message_id).where(
        Outbox.forum_id == forum_id, Outbox.action.in_(actions), Outbox.subject == subject
    )
    posted = query.where(Outbox.state == "done", Outbox.message_id.is_not(None))
    return posted.order_by(Outbox.done_at.desc(), Outbox.id.desc()).limit(1)


async def message_of(db: AsyncSession, forum_id: int, actions: Collection[str], subject: int) -> tuple[int, int] | None:
    """The channel and the message in which the subject stands now: where it was posted, or posted again, last."""
    row = (await _message_of(db, forum_id, actions, subject)).one_or_none()
    return (row[0], row[1]) if row and row[0] is not None and row[1] is not None else None


_ENTRY = ("post_entry", "repost_entry", "edit_entry")


async def standing(
    db: AsyncSession,
    forum_id: int,
    channel_id: int,
    stretches: Iterable[tuple[int, int | None]],
    also: Collection[int],
) -> dict[int, int]:
    """By entry, the message in which it stands in this public log: of entries of which a message was posted within one
    of the stretches (from a message on, and before another), and of those in `also`."""
    ours = (Outbox.forum_id == forum_id, Outbox.action.in_(_ENTRY), Outbox.state == "done")
    within = (
        Outbox.message_id >= since if before is None else Outbox.message_id.between(since, before - 1)
        for since, before in stretches
    )
    looked_for = select(Outbox.subject).where(*ours, or_(*within))
    query = select(Outbox.subject, Outbox.channel_id, Outbox.message_id).where(
        *ours, or_(Outbox.subject.in_(looked_for), Outbox.subject.in_(also))
    )
    rows = await db.execute(query.order_by(Outbox.done_at, Outbox.id))
    found = {seq: (channel, message) for seq, channel, message in rows}
    return {seq: message for seq, (channel, message) in found.items() if channel == channel_id and message is not None}


@dataclass(frozen=True)
class Again:
    """When an entry was last found to be gone from the public log, and when it had first been posted there."""

    found: datetime
    first: datetime


@prepared
def _posted_again(forum_id: Any, seqs: Any) -> Select[int, datetime | None, datetime | None]:
    of_them = (Outbox.forum_id == forum_id, Outbox.action.in_(_ENTRY), Outbox.subject.in_(seqs))
    found = func.max(case((Outbox.action == "repost_entry", Outbox.created_at)))
    return select(Outbox.subject, found, func.min(Outbox.done_at)).where(*of_them).group_by(Outbox.subject)


async def posted_again(db: AsyncSession, forum_id: int, seqs: Collection[int]) -> dict[int, Again]:
    """Of these entries, those that were ever gone."""
    rows = (await _posted_again(db, forum_id, seqs)).all()
    return {seq: Again(gone, first or gone) for seq, gone, first in rows if gone is not None}


async def put(db: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write these notices, except those that were written already, whatever became of them."""
    await upsert.add_new(db, Outbox, rows, by=("forum_id", "key"))


@prepared
def _keys(forum_id: Any, keys: Any) -> Select[str]:
    return select(Outbox.key).where(Outbox.forum_id == forum_id, Outbox.key.in_(keys))


async def written(db: AsyncSession, forum_id: int, keys: Collection[str]) -> frozenset[str]:
    """Which of these notices were written already, whatever became of them."""
    return frozenset((await _keys(db, forum_id, keys)).scalars())


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


@change
def _free(now: Any) -> Update:
    return update(Outbox).where(Outbox.state == "blocked", Outbox.not_before <= now).values(state="waiting")


async def look_again(db: AsyncSession, now: datetime) -> None:
    """Let every blocked row move again whose time has come."""
    await _free(db, now)


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
