"""Named queries on "me too": who wants an item raised, each person once."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Item, Outbox, Session, Support
from db.prepared import prepared


async def is_supported_by(db: AsyncSession, item_id: int, member_id: int) -> bool:
    return await db.get(Support, (item_id, member_id)) is not None


async def add(db: AsyncSession, item_id: int, member_id: int) -> bool:
    """False where the person is counted already. Call inside a forum's writing transaction only."""
    if await is_supported_by(db, item_id, member_id):
        return False
    db.add(Support(item_id=item_id, member_id=member_id))
    await db.flush()
    return True


async def take_back(db: AsyncSession, item_id: int, member_id: int) -> bool:
    """False where the person was not counted."""
    found = await db.get(Support, (item_id, member_id))
    if found is None:
        return False
    await db.delete(found)
    await db.flush()
    return True


async def counts(db: AsyncSession, item_ids: Collection[int]) -> dict[int, int]:
    """How many people want each item raised besides who raised it; 0 for those that nobody has joined."""
    query = select(Support.item_id, func.count().label("people")).where(Support.item_id.in_(item_ids))
    found = {row.item_id: row.people for row in await db.execute(query.group_by(Support.item_id))}
    nameless = select(Item.id, Item.supporters_erased).where(Item.id.in_(item_ids), Item.supporters_erased > 0)
    erased = {row.id: row.supporters_erased for row in await db.execute(nameless)}
    return {item: found.get(item, 0) + erased.get(item, 0) for item in item_ids}


async def move(db: AsyncSession, source: int, target: int) -> None:
    """Give the people of one item to another, once each."""
    there = aliased(Support)
    already = exists().where(there.item_id == target, there.member_id == Support.member_id)
    people = select(literal(target), Support.member_id).where(Support.item_id == source, ~already)
    await db.execute(insert(Support).from_select(["item_id", "member_id"], people))
    await db.execute(delete(Support).where(Support.item_id == source))


async def settled(db: AsyncSession, forum_id: int, before: datetime, *, item_id: int | None = None) -> Sequence[int]:
    """The items of which it is known who wants them, or this one, that were declined or withdrawn, or whose session was
    held and ended before then."""
    if item_id is None:
        return (await _settled(db, forum_id, before)).scalars().all()
    return (await db.execute(_closed(forum_id, before).where(Item.id == item_id))).scalars().all()


@prepared
def _settled(forum_id: Any, before: Any) -> Select[int]:
    return _closed(forum_id, before).where(exists().where(Support.item_id == Item.id))


def _closed(forum_id: Any, before: Any) -> Select[int]:
    over = select(Session.id).where(Session.forum_id == forum_id, Session.state == "held", Session.ends_at < before)
    closed = or_(Item.state.in_(("declined", "withdrawn")), and_(Item.state == "accepted", Item.session_id.in_(over)))
    return select(Item.id).where(Item.forum_id == forum_id, closed)


async def only_counted(db: AsyncSession, item_ids: Collection[int]) -> int:
    """Of these items it is known from now on only how many wanted them; how many people's "me too" that was."""
    gone = await db.execute(delete(Support).where(Support.item_id.in_(item_ids)).returning(Support.item_id))
    people = Counter(gone.scalars())
    for item_id, many in people.items():
        counted = update(Item).where(Item.id == item_id).values(supporters_erased=Item.supporters_erased + many)
        await db.execute(counted.execution_options(synchronize_session="fetch"))
    return people.total()


async def erase_of(db: AsyncSession, member_id: int) -> None:
    """Each "me too" of this person becomes a number: it stays counted, and nothing says whose it was."""
    theirs = select(Support.item_id).where(Support.member_id == member_id)
    await db.execute(
        update(Item)
        .where(Item.id.in_(theirs))
        .values(supporters_erased=Item.supporters_erased + 1)
        .execution_options(synchronize_session="fetch")
    )
    await db.execute(delete(Support).where(Support.member_id == member_id))


@prepared
def _waiting(forum_id: Any, action: Any, subject: Any) -> Select[int]:
    return (
        select(Outbox.id)
        .where(Outbox.forum_id == forum_id, Outbox.action == action, Outbox.subject == subject)
        .where(Outbox.state.in_(("waiting", "blocked")), Outbox.owner.is_(None))
        .order_by(Outbox.id.desc())
        .limit(1)
        .with_for_update()
    )


async def card_is_waiting(db: AsyncSession, forum_id: int, action: str, subject: int) -> bool:
    """Will this card be brought up to date anyway, after the present transaction?

    A row that a courier holds does not count: it may have been read before. On PostgreSQL the row found is kept from
    couriers until the transaction ends (they skip what is locked), so that none takes it in between and shows less.
    """
    return (await _waiting(db, forum_id, action, subject)).first() is not None
