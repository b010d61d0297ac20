"""Named queries for the gate before "no reply recorded": what waits unmatched, and whose addresses are whose."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from db.models import Entry, Holder, Invitation, Official, Organisation, Piece, Standing
from db.prepared import prepared


@prepared
def _unbound() -> Select[int, str | None]:
    query = select(Piece.id, Piece.sender).where(Piece.state == "waiting", Piece.invitation_id.is_(None))
    return query.order_by(Piece.id)


async def unbound(db: AsyncSession) -> Sequence[tuple[int, str | None]]:
    """Number and sender of each waiting piece of post that belongs to no invitation, whichever forum it lies in."""
    return [(number, sender) for number, sender in await _unbound(db)]


@prepared
def _looked_at_by_nobody(invitation_id: Any) -> Select[Piece]:
    query = (
        select(Piece)
        .options(defer(Piece.raw))
        .where(Piece.invitation_id == invitation_id, Piece.verdict == "auto-reply", Piece.dealt_by_id.is_(None))
    )
    return query.order_by(Piece.id)


async def looked_at_by_nobody(db: AsyncSession, invitation_id: int) -> Sequence[Piece]:
    """The automatic replies to an invitation of which no host has said what they mean. Without the mails themselves."""
    return (await _looked_at_by_nobody(db, invitation_id)).scalars().all()


@prepared
def _mail(forum_id: Any) -> Select[int, str | None]:
    ours = (Official.forum_id == forum_id, Official.email.is_not(None))
    return select(Official.organisation_id, Official.email).where(*ours)


@prepared
def _sites(forum_id: Any) -> Select[int, str | None]:
    ours = (Organisation.forum_id == forum_id, Organisation.website.is_not(None))
    return select(Organisation.id, Organisation.website).where(*ours)


async def addresses(db: AsyncSession, forum_id: int) -> Sequence[tuple[int, str]]:
    """The body, and an address by which it is known in this forum: its officials' mail, its website."""
    rows = [*await _mail(db, forum_id), *await _sites(db, forum_id)]
    return [(body, address) for body, address in rows if address]


async def running(db: AsyncSession, forum_id: int, organisation_id: int | None) -> Sequence[int]:
    """The invitations of a body, or of all, that were sent: those whose clock a pause may stop."""
    query = select(Standing.invitation_id).where(Standing.forum_id == forum_id, Standing.sent_on.is_not(None))
    if organisation_id is not None:
        query = query.where(Standing.organisation_id == organisation_id)
    return (await db.execute(query.order_by(Standing.invitation_id))).scalars().all()


async def lines_by_people(db: AsyncSession, forum_id: int, since: datetime, *, without: Sequence[str]) -> Sequence[str]:
    """The lines that members of the forum put on the record since then, without some kinds."""
    query = select(Entry.body).where(
        Entry.forum_id == forum_id,
        Entry.at >= since,
        Entry.kind.not_in(without),
        Entry.body.contains('"by":"member:', autoescape=True),
    )
    return (await db.execute(query.order_by(Entry.seq))).scalars().all()


async def invitations_of(db: AsyncSession, forum_id: int, holder_id: int) -> Sequence[Invitation]:
    """Those that were sent to this person."""
    query = select(Invitation).where(Invitation.forum_id == forum_id, Invitation.holder_id == holder_id)
    return (await db.execute(query.order_by(Invitation.id))).scalars().all()


@prepared
def _objecting(forum_id: Any) -> Select[int, str | None]:
    return (
        select(Invitation.id, Holder.name)
        .join(Holder, Holder.id == Invitation.holder_id)
        .where(Invitation.forum_id == forum_id, Holder.objected_at.is_not(None), Holder.name.is_not(None))
    )


async def objecting(db: AsyncSession, forum_id: int) -> dict[int, str]:
    """By invitation, the name of whoever was asked and does not want to be named."""
    return {number: name for number, name in await _objecting(db, forum_id) if name}


async def sentences(db: AsyncSession, forum_id: int, invitations: Collection[int]) -> list[tuple[int, str]]:
    """Of these invitations, the lines that announced or recorded a sentence."""
    if not invitations:
        return []
    query = select(Entry.invitation_id, Entry.body).where(
        Entry.forum_id == forum_id,
        Entry.invitation_id.in_(invitations),
        Entry.kind.in_(("notice_given", "no_reply_recorded")),
    )
    return [(number, body) for number, body in await db.execute(query) if number is not None]
