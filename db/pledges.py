"""Named queries on pledges, the letters about them, and what carers see of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Letter, Piece, Pledge, PledgeVote
from db.post import STOP
from db.prepared import prepared

STEPS = ("pledge_before", "pledge_after")


@dataclass(frozen=True)
class Votes:
    """How many carers say that they can see it, and how many that they cannot yet."""

    see: int = 0
    do_not: int = 0


async def of_forum(
    db: AsyncSession,
    forum_id: int,
    *,
    organisation_id: int | None = None,
    official_id: int | None = None,
    state: str | None = None,
) -> Sequence[Pledge]:
    """The newest first."""
    return (await _of_forum(db, forum_id, organisation_id, official_id, state)).scalars().all()


@prepared
def _of_forum(forum_id: Any, organisation_id: Any, official_id: Any, state: Any) -> Select[Pledge]:
    query = select(Pledge).where(Pledge.forum_id == forum_id)
    for column, wanted in (
        (Pledge.organisation_id, organisation_id),
        (Pledge.official_id, official_id),
        (Pledge.state, state),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return query.order_by(Pledge.id.desc())


async def of_item(db: AsyncSession, forum_id: int, item_id: int) -> Sequence[Pledge]:
    """What was promised about an agenda item, in the order of the record."""
    query = select(Pledge).where(Pledge.forum_id == forum_id, Pledge.item_id == item_id)
    return (await db.execute(query.order_by(Pledge.id))).scalars().all()


async def promised_items(db: AsyncSession, forum_id: int, items: Collection[int]) -> Sequence[int]:
    """Those of these items about which something was promised."""
    query = select(Pledge.item_id).where(Pledge.forum_id == forum_id, Pledge.item_id.in_(items)).distinct()
    return [item for item in (await db.execute(query.order_by(Pledge.item_id))).scalars() if item is not None]


async def of_codes(db: AsyncSession, codes: Collection[str]) -> Sequence[Pledge]:
    return (await db.execute(select(Pledge).where(Pledge.code.in_(codes)).order_by(Pledge.id))).scalars().all()


@prepared
def _due(now: Any) -> Select[int, int]:
    query = select(Pledge.forum_id, Pledge.id).where(Pledge.next_moment <= now)
    return query.order_by(Pledge.next_moment, Pledge.id)


async def due(db: AsyncSession, now: datetime) -> Sequence[tuple[int, int]]:
    """Forum and pledge of everything whose moment has come, the oldest first."""
    return [(forum, pledge) for forum, pledge in await _due(db, now)]


async def letters(db: AsyncSession, pledge_id: int) -> Sequence[Letter]:
    return (await db.execute(select(Letter).where(Letter.pledge_id == pledge_id).order_by(Letter.id))).scalars().all()


async def waits_about(db: AsyncSession, pledge: Pledge) -> bool:
    """Does a message about this pledge wait, or a wish of the official to be written to no more about any?"""
    theirs = select(Pledge.id).where(Pledge.official_id == pledge.official_id)
    about = or_(Piece.pledge_id == pledge.id, and_(Piece.pledge_id.in_(theirs), Piece.verdict == STOP))
    return bool(await db.scalar(select(exists().where(about, Piece.state == "waiting"))))


async def vote(db: AsyncSession, pledge_id: int, member_id: int, sees: bool) -> bool:
    """Count somebody once; False where they had said so before. Call inside a forum's writing transaction only."""
    found = await db.get(PledgeVote, (pledge_id, member_id))
    if found is not None and found.sees == sees:
        return False
    if found is None:
        db.add(PledgeVote(pledge_id=pledge_id, member_id=member_id, sees=sees))
    else:
        found.sees = sees
    await db.flush()
    return True


async def votes(db: AsyncSession, rows: Collection[Pledge]) -> dict[int, Votes]:
    """By pledge; of those who were erased since only the number is known."""
    query = select(PledgeVote.pledge_id, PledgeVote.sees, func.count().label("people"))
    query = query.where(PledgeVote.pledge_id.in_([row.id for row in rows]))
    found = {
        (row.pledge_id, row.sees): row.people
        for row in await db.execute(query.group_by(PledgeVote.pledge_id, PledgeVote.sees))
    }
    return {
        row.id: Votes(found.get((row.id, True), 0) + row.seen_erased, found.get((row.id, False), 0) + row.unseen_erased)
        for row in rows
    }


async def votes_of(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[PledgeVote]:
    query = select(PledgeVote).join(Pledge, Pledge.id == PledgeVote.pledge_id)
    query = query.where(Pledge.forum_id == forum_id, PledgeVote.member_id == member_id)
    return (await db.execute(query.order_by(PledgeVote.pledge_id))).scalars().all()


async def erase_votes_of(db: AsyncSession, member_id: int) -> None:
    """Each vote of this person becomes a number: it stays counted, and nothing says whose it was."""
    for sees, column in ((True, Pledge.seen_erased), (False, Pledge.unseen_erased)):
        theirs = select(PledgeVote.pledge_id).where(PledgeVote.member_id == member_id, PledgeVote.sees.is_(sees))
        await db.execute(
            update(Pledge)
            .where(Pledge.id.in_(theirs))
            .values({column: column + 1})
            .execution_options(synchronize_session="fetch")
        )
    for row in (await db.execute(select(PledgeVote).where(PledgeVote.member_id == member_id))).scalars():
        await db.delete(row)
    await db.flush()
