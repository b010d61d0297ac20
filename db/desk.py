"""Named queries for the hosts' desk: where the invitations of a forum stand."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Invitation, Letter, Standing
from db.prepared import prepared


@prepared
def _standings(forum_id: Any, session_id: Any, official_id: Any) -> Select[Standing]:
    query = select(Standing).where(Standing.forum_id == forum_id)
    if session_id is not None:
        query = query.where(Standing.session_id == session_id)
    if official_id is not None:
        query = query.where(Standing.official_id == official_id)
    return query.order_by(Standing.invitation_id.desc())


async def standings(
    db: AsyncSession, forum_id: int, *, session_id: int | None = None, official_id: int | None = None
) -> Sequence[Standing]:
    """Where each invitation stands, the newest invitation first."""
    return (await _standings(db, forum_id, session_id, official_id)).scalars().all()


async def invitation_of(db: AsyncSession, session_id: int, official_id: int) -> Invitation | None:
    """The one invitation of an official to a session."""
    query = select(Invitation).where(Invitation.session_id == session_id, Invitation.official_id == official_id)
    return (await db.execute(query)).scalar_one_or_none()


async def letters_of(db: AsyncSession, invitation_ids: Collection[int]) -> dict[int, list[Letter]]:
    """The letters of each of these invitations, in the order in which they were written."""
    found: dict[int, list[Letter]] = {}
    query = select(Letter).where(Letter.invitation_id.in_(invitation_ids)).order_by(Letter.id)
    for letter in (await db.execute(query)).scalars():
        found.setdefault(letter.invitation, []).append(letter)
    return found
