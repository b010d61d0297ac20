"""The outbox: what is announced, in the order in which it became true, by whichever worker is free.

A queue is one destination of one forum. Only its head may be claimed: a head that must wait, is leased to
somebody or is blocked holds back everything behind it, so nothing overtakes and nothing is dropped. Rows
get their order from their ids, so whoever adds one holds the forum (`db.engine.hold_forum`).

A claim is a lease, committed before anything is sent: no transaction is open while Discord or a mail
server is spoken to. Whoever finishes says its name, so a worker that comes back after its lease ran out
cannot finish what somebody else has claimed since.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Integer, Update, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from db.models import Outbox
from db.prepared import change
from db.types import UtcDateTime

UNFINISHED = ("waiting", "blocked")


async def claim(session: AsyncSession, *, owner: str, now: datetime, lease: timedelta, limit: int) -> list[Outbox]:
    """Take up to `limit` heads, oldest first, until `now + lease`. `owner` names this worker and no other."""
    asked = {"worker": owner, "moment": now, "end": now + lease, "most": limit}
    return sorted(await session.scalars(_claims(), asked), key=lambda row: row.id)


@cache
def _claims() -> ReturningUpdate[Outbox]:
    """Prepared, as each poke asks it."""
    now = bindparam("moment", type_=UtcDateTime())
    due = (
        select(Outbox.id)
        .where(
            Outbox.state == "waiting",
            Outbox.not_before <= now,
            or_(Outbox.lease_until.is_(None), Outbox.lease_until <= now),
            _is_head(),
        )
        .order_by(Outbox.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=Outbox)  # PostgreSQL; on SQLite writers take turns anyway
        .cte("due")  # read once: a plain sub-select may be run again, and would then take more than `limit`
    )
    return (
        update(Outbox)
        .where(Outbox.id.in_(select(due.c.id)))
        .values(owner=bindparam("worker"), lease_until=bindparam("end"), attempts=Outbox.attempts + 1)
        .returning(Outbox)
        .execution_options(synchronize_session=False, populate_existing=True, dml_strategy="orm")
    )


async def finish(
    session: AsyncSession,
    row_id: int,
    owner: str,
    now: datetime,
    channel_id: int | None = None,
    message_id: int | None = None,
) -> bool:
    """It is delivered, as this message where there is one. False: the claim was lost, another worker has it."""
    return await _done(session, row_id, owner, now, channel_id, message_id) == 1


async def put_back(session: AsyncSession, row_id: int, owner: str, not_before: datetime, error: str | None) -> bool:
    """It was not delivered; try again from `not_before` on. False as in `finish`."""
    return await _put_back(session, row_id, owner, not_before, error) == 1


async def block(
    session: AsyncSession, forum_id: int, destination: str, error: str, *, owner: str | None = None
) -> bool:
    """The destination is gone: its queue stands still until `unblock`. With `owner`, only if it holds the head.

    True the first time, when a host is to be told; False when it was blocked before or nothing waits.
    """
    head = (
        select(func.min(Outbox.id))
        .where(Outbox.forum_id == forum_id, Outbox.destination == destination, Outbox.state.in_(UNFINISHED))
        .scalar_subquery()
    )
    stop = update(Outbox).where(Outbox.id == head, Outbox.state == "waiting")
    if owner is not None:
        stop = stop.where(Outbox.owner == owner)
    return await _changed(session, stop.values(state="blocked", error=error, owner=None, lease_until=None)) == 1


async def unblock(session: AsyncSession, forum_id: int, destination: str | None, now: datetime) -> int:
    """Let one destination's queue, or with None all of the forum's, move again at once. How many were blocked."""
    free = update(Outbox).where(Outbox.forum_id == forum_id, Outbox.state == "blocked")
    if destination is not None:
        free = free.where(Outbox.destination == destination)
    return await _changed(session, free.values(state="waiting", not_before=now))


async def drop(session: AsyncSession, ids: Collection[int]) -> int:
    """These need not be announced any more, by a decision that is written down elsewhere. How many there were."""
    return await _changed(
        session,
        update(Outbox)
        .where(Outbox.id.in_(ids), Outbox.state.in_(UNFINISHED))
        .values(state="dropped", owner=None, lease_until=None),
    )


async def posted(session: AsyncSession, forum_id: int, key: str) -> tuple[int, int] | None:
    """The channel and the message in which the notice `key` stands; None when it is not in Discord (yet)."""
    row = (
        await session.execute(
            select(Outbox.channel_id, Outbox.message_id).where(Outbox.forum_id == forum_id, Outbox.key == key)
        )
    ).one_or_none()
    if row is None or row.channel_id is None or row.message_id is None:
        return None
    return row.channel_id, row.message_id


async def waiting_since(session: AsyncSession) -> datetime | None:
    """Since when the notice that waits longest could have gone; None when none waits, or all are blocked.

    What has not been tried and is meant for later waits from then on, so the moment may be in the future.
    """
    could_go = case(
        ((Outbox.attempts == 0) & (Outbox.not_before > Outbox.created_at), Outbox.not_before), else_=Outbox.created_at
    )
    return await _first(session, could_go)


async def next_moment(session: AsyncSession) -> datetime | None:
    """When something can next be claimed, which may be past; None when nothing waits that is not blocked."""
    free = case((Outbox.lease_until > Outbox.not_before, Outbox.lease_until), else_=Outbox.not_before)
    return await _first(session, free)


async def _first(session: AsyncSession, moment: ColumnElement[datetime]) -> datetime | None:
    first: datetime | None = await session.scalar(select(func.min(moment)).where(Outbox.state == "waiting", _is_head()))
    return first


def _is_head() -> ColumnElement[bool]:
    before = aliased(Outbox)
    return ~(
        select(before.id)
        .where(
            before.forum_id == Outbox.forum_id,
            before.destination == Outbox.destination,
            before.state.in_(UNFINISHED),
            before.id < Outbox.id,
        )
        .exists()
    )


@change
def _done(row_id: Any, owner: Any, now: Any, channel_id: Any, message_id: Any) -> Update:
    here = {"channel_id": channel_id, "message_id": message_id}
    return _release(row_id, owner).values(state="done", done_at=now, error=None, **here)


@change
def _put_back(row_id: Any, owner: Any, not_before: Any, error: Any) -> Update:
    return _release(row_id, owner).values(not_before=not_before, error=error)


def _release(row_id: Any, owner: Any) -> Update:
    return (
        update(Outbox)
        .where(Outbox.id == row_id, Outbox.owner == owner, Outbox.state == "waiting")
        .values(owner=None, lease_until=None)
    )


async def _changed(session: AsyncSession, statement: Update) -> int:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount
