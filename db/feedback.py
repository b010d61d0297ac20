"""Named queries on what people said of a session, and on votes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import upsert
from db.models import Entry, Motion, Outbox, Rating, Vote
from db.prepared import prepared


@dataclass(frozen=True, kw_only=True)
class Giver:
    """Whose form it is: a carer's, by member, or an official's, by the invitation by which they came."""

    member_id: int | None = None
    invitation_id: int | None = None

    @property
    def key(self) -> str:
        return "member_id" if self.invitation_id is None else "invitation_id"


async def put(db: AsyncSession, forum_id: int, session_id: int, giver: Giver, chosen: Mapping[str, str]) -> None:
    """One answer to a question: a later one takes the place of the one before."""
    whose = {"forum_id": forum_id, "session_id": session_id, giver.key: getattr(giver, giver.key)}
    for question, rung in chosen.items():
        row = {**whose, "question": question, "rung": rung}
        await upsert.put(db, Rating, row, by=("session_id", giver.key, "question"))


async def given(db: AsyncSession, session_id: int, giver: Giver) -> dict[str, str]:
    query = select(Rating.question, Rating.rung).where(Rating.session_id == session_id)
    rows = await db.execute(query.filter_by(**{giver.key: getattr(giver, giver.key)}))
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class Forms:
    """The forms of one side: how many, and how many chose each rung of each question."""

    completed: int
    chosen: Mapping[str, Mapping[str, int]]


async def forms(db: AsyncSession, session_id: int, invitations: Collection[int] | None) -> Forms:
    """Of the officials who came by these invitations; of the carers where None is given."""
    of = Rating.member_id.is_not(None) if invitations is None else Rating.invitation_id.in_(invitations)
    who = Rating.member_id if invitations is None else Rating.invitation_id
    about = (Rating.session_id == session_id, of)
    completed = await db.scalar(select(func.count(who.distinct())).where(*about))
    chosen: dict[str, dict[str, int]] = defaultdict(dict)
    counts = select(Rating.question, Rating.rung, func.count()).where(*about).group_by(Rating.question, Rating.rung)
    for question, rung, many in await db.execute(counts):
        chosen[question][rung] = many
    return Forms(completed or 0, chosen)


async def forget(db: AsyncSession, session_id: int) -> None:
    await db.execute(delete(Rating).where(Rating.session_id == session_id))


@prepared
def _not_counted(forum_id: Any) -> Select[int]:
    counted = select(Entry.session_id).where(Entry.forum_id == forum_id, Entry.kind == "feedback_counted")
    query = select(Outbox.subject).where(Outbox.forum_id == forum_id, Outbox.action == "feedback_card")
    return query.where(Outbox.subject.not_in(counted)).distinct().order_by(Outbox.subject)


async def not_counted(db: AsyncSession, forum_id: int) -> Sequence[int]:
    """Sessions about which people were asked, and whose forms have not been counted."""
    return (await _not_counted(db, forum_id)).scalars().all()


async def of_member(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[Rating]:
    query = select(Rating).where(Rating.forum_id == forum_id, Rating.member_id == member_id)
    return (await db.execute(query.order_by(Rating.session_id, Rating.id))).scalars().all()


async def forget_member(db: AsyncSession, member_id: int) -> None:
    """What they said and how they voted, where that is not counted yet."""
    await db.execute(delete(Rating).where(Rating.member_id == member_id))
    await db.execute(delete(Vote).where(Vote.member_id == member_id))


async def vote(db: AsyncSession, motion_id: int, member_id: int, in_favour: bool) -> None:
    row = {"motion_id": motion_id, "member_id": member_id, "in_favour": in_favour}
    await upsert.put(db, Vote, row, by=("motion_id", "member_id"))


async def votes(db: AsyncSession, motion_id: int) -> tuple[int, int]:
    """In favour, and against."""
    query = select(Vote.in_favour, func.count()).where(Vote.motion_id == motion_id).group_by(Vote.in_favour)
    found = {row[0]: row[1] for row in await db.execute(query)}
    return found.get(True, 0), found.get(False, 0)


async def votes_of(db: AsyncSession, forum_id: int, member_id: int) -> Sequence[tuple[Motion, bool]]:
    query = select(Motion, Vote.in_favour).join(Vote, Vote.motion_id == Motion.id)
    query = query.where(Motion.forum_id == forum_id, Vote.member_id == member_id).order_by(Motion.id)
    return [(motion, in_favour) for motion, in_favour in await db.execute(query)]


async def forget_votes(db: AsyncSession, motion_id: int) -> None:
    await db.execute(delete(Vote).where(Vote.motion_id == motion_id))


@prepared
def _in_state(forum_id: Any, states: Any) -> Select[Motion]:
    return select(Motion).where(Motion.forum_id == forum_id, Motion.state.in_(states)).order_by(Motion.id)


async def motions(
    db: AsyncSession, forum_id: int, *states: str, organisation_id: int | None = None, proposer_id: int | None = None
) -> Sequence[Motion]:
    if states and organisation_id is None and proposer_id is None:
        return (await _in_state(db, forum_id, states)).scalars().all()
    query = select(Motion).where(Motion.forum_id == forum_id)
    query = query.where(Motion.state.in_(states)) if states else query
    query = query.where(Motion.organisation_id == organisation_id) if organisation_id is not None else query
    query = query.where(Motion.proposer_id == proposer_id) if proposer_id is not None else query
    return (await db.execute(query.order_by(Motion.id))).scalars().all()


@prepared
def _told(forum_id: Any, organisation_id: Any) -> Select[bool]:
    about = (Motion.forum_id == forum_id, Motion.organisation_id == organisation_id)
    return select(exists().where(*about, Motion.state == "told"))


async def is_told(db: AsyncSession, forum_id: int, organisation_id: int) -> bool:
    """Whether a vote not to work with this body was carried, and is not public yet."""
    return bool((await _told(db, forum_id, organisation_id)).scalar_one())
