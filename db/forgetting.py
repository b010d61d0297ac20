"""Named queries on names and papers whose time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import live, post
from db.models import Coming, Draft, Hand, Holder, Invitation, Note, Present, Session
from db.prepared import prepared


@dataclass(frozen=True)
class Since:
    """Of each kind of papers, from when on they are kept."""

    post: datetime
    drafts: datetime
    coming: datetime
    notes: datetime
    names: datetime


@prepared
def _overdue(forum_id: Any, before: Any) -> Select[int]:
    query = (
        select(Invitation.id)
        .join(Holder, Holder.id == Invitation.holder_id)
        .join(Session, Session.id == Invitation.session_id)
        .where(Invitation.forum_id == forum_id)
        .where(Holder.name.is_not(None), or_(Holder.until.is_not(None), Session.starts_at < before))
    )
    return query.order_by(Invitation.id)


async def overdue(db: AsyncSession, forum_id: int, before: datetime) -> Sequence[int]:
    """The invitations where a name still stands beside a session before that moment, or of one who has left."""
    return (await _overdue(db, forum_id, before)).scalars().all()


@prepared
def _papers_overdue(forum_id: Any, mails: Any, drafts: Any, coming: Any, notes: Any, names: Any) -> Select[bool]:
    over = select(Session.id).where(Session.forum_id == forum_id, Session.ends_at < coming)
    older = (
        exists().where(*post.over(forum_id, mails)),
        exists().where(Draft.forum_id == forum_id, Draft.made_at < drafts),
        *(exists().where(model.session_id.in_(over)) for model in (Coming, Present, Hand)),
        exists().where(Note.session_id.in_(live.noted_until(forum_id, notes, names))),
    )
    return select(or_(*older))


async def papers_overdue(db: AsyncSession, forum_id: int, since: Since) -> bool:
    """Whether there are any older ones."""
    times = (since.post, since.drafts, since.coming, since.notes, since.names)
    return (await _papers_overdue(db, forum_id, *times)).scalar_one()
