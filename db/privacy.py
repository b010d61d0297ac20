"""Named queries on one person: what is held about them, and what is taken away when they ask for it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Draft, Entry, Item, Letter, Outbox, Piece, Support


@dataclass(frozen=True)
class Done:
    """An entry of the record that somebody made as a host."""

    seq: int
    kind: str
    at: datetime


async def items_of(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[Item]:
    query = select(Item).where(Item.forum_id == forum_id, Item.author_id == member_id)
    return (await db.execute(query.order_by(Item.id))).scalars().all()


async def supported_by(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[Item]:
    """What they said "me too" to."""
    query = select(Item).join(Support, Support.item_id == Item.id)
    return (
        (await db.execute(query.where(Item.forum_id == forum_id, Support.member_id == member_id).order_by(Item.id)))
        .scalars()
        .all()
    )


async def entries_by(db: AsyncSession, forum_id: int, member_id: int) -> list[Done]:
    """The ledger has no column for who did something: the text finds the lines, and each is then read."""
    by = f"member:{member_id}"
    query = select(Entry.seq, Entry.kind, Entry.at, Entry.body).where(
        Entry.forum_id == forum_id, Entry.body.contains(f'"{by}"', autoescape=True)
    )
    rows = await db.execute(query.order_by(Entry.seq))
    return [Done(seq, kind, at) for seq, kind, at, body in rows if json.loads(body)["by"] == by]


async def pieces_dealt_by(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[int]:
    query = select(Piece.id).where(Piece.forum_id == forum_id, Piece.dealt_by_id == member_id)
    return (await db.execute(query.order_by(Piece.id))).scalars().all()


async def drafts_of(db: AsyncSession, forum_id: int, user_id: int) -> Sequence[Draft]:
    query = select(Draft).where(Draft.forum_id == forum_id, Draft.user_id == user_id)
    return (await db.execute(query.order_by(Draft.id))).scalars().all()


async def forget_drafts(db: AsyncSession, forum_id: int, user_id: int) -> None:
    await db.execute(delete(Draft).where(Draft.forum_id == forum_id, Draft.user_id == user_id))


async def forget_where_told(db: AsyncSession, forum_id: int, item_ids: Collection[int]) -> None:
    """In which direct messages the author of these items was told what became of them, or asked for their words."""
    lanes = [f"carer:{number}" for number in item_ids]
    told = update(Outbox).where(Outbox.forum_id == forum_id, Outbox.destination.in_(lanes))
    await db.execute(told.values(channel_id=None, message_id=None).execution_options(synchronize_session=False))


async def forget_where_written_to(db: AsyncSession, forum_id: int, host_channel_id: int | None) -> None:
    """In which direct messages whoever set the forum up was told what the hosts' channel did not take."""
    told = update(Outbox).where(
        Outbox.forum_id == forum_id,
        Outbox.destination.in_(("owner", "hosts")),
        Outbox.channel_id != (host_channel_id or 0),
    )
    await db.execute(told.values(channel_id=None, message_id=None).execution_options(synchronize_session=False))


async def letters_to_come(db: AsyncSession, forum_id: int) -> Sequence[Letter]:
    """Written, and still with the clerk."""
    query = select(Letter).where(Letter.forum_id == forum_id, Letter.state == "waiting")
    return (await db.execute(query.order_by(Letter.id))).scalars().all()
