"""Named queries of the public record: what its pages list, and counts of what the forum itself did."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Result,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enclosure, Entry, Holder, Invitation, Official, Organisation, Pledge, Session, Standing
from db.prepared import parts, prepared, whole

SHORT = '"short_notice":true'
"""How a line says it: `body` is canonical JSON, in which each thing is written in one way only."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which entries a list holds: some kinds or all but some, of one body, role or session, and from a moment on."""

    forum_id: int
    kinds: Collection[str] | None = None
    without: Collection[str] = ()
    organisation_id: int | None = None
    official_id: int | None = None
    session_id: int | None = None
    invitations: Collection[int] | None = None
    since: datetime | None = None

    def where(self) -> ColumnElement[bool]:
        said = [Entry.forum_id == self.forum_id, Entry.kind.not_in(self.without)]
        promised = select(Pledge.id).where(Pledge.forum_id == self.forum_id)
        invited = select(Invitation.id).where(Invitation.forum_id == self.forum_id)
        if self.kinds is not None:
            said.append(Entry.kind.in_(self.kinds))
        if self.organisation_id is not None:
            of_it = Entry.invitation_id.in_(invited.where(Invitation.organisation_id == self.organisation_id))
            pledged = Entry.pledge_id.in_(promised.where(Pledge.organisation_id == self.organisation_id))
            said.append(or_(of_it, pledged, _uninvited('"organisation":', self.organisation_id, ',"prev"')))
        if self.official_id is not None:
            of_it = Entry.invitation_id.in_(invited.where(Invitation.official_id == self.official_id))
            pledged = Entry.pledge_id.in_(promised.where(Pledge.official_id == self.official_id))
            said.append(or_(of_it, pledged, _uninvited('"official":', self.official_id, ',"organisation"')))
        if self.session_id is not None:
            of_it = Entry.invitation_id.in_(invited.where(Invitation.session_id == self.session_id))
            pledged = Entry.pledge_id.in_(promised.where(Pledge.session_id == self.session_id))
            said.append(or_(Entry.session_id == self.session_id, of_it, pledged))
        if self.invitations is not None:
            said.append(Entry.invitation_id.in_(self.invitations))
        if self.since is not None:
            said.append(Entry.at >= self.since)
        return and_(*said)


def _uninvited(before: str, number: Any, after: str) -> ColumnElement[bool]:
    """Somebody came without an invitation: the line says of whom in its words alone."""
    part = literal(before).concat(cast(type_coerce(number, Integer), String)).concat(after)
    return and_(Entry.kind == "came_uninvited", Entry.body.contains(part))


async def how_many(db: AsyncSession, chosen: Chosen, *, after: datetime | None = None) -> int:
    """How many entries there are, or only those at or after a moment."""
    return (await _how_many(db, after, *parts(chosen))).scalar_one()


@prepared
def _how_many(after: Any, *places: Any) -> Select[int]:
    query = select(func.count()).select_from(Entry).where(whole(Chosen, places).where())
    return query if after is None else query.where(Entry.at >= after)


async def moments(db: AsyncSession, chosen: Chosen, offset: int, limit: int) -> Sequence[datetime]:
    """When the entries at these places of the list were made, the newest first."""
    return (await _moments(db, offset, limit, *parts(chosen))).scalars().all()


@prepared
def _moments(offset: Any, limit: Any, *places: Any) -> Select[datetime]:
    query = select(Entry.at).where(whole(Chosen, places).where())
    return query.order_by(Entry.seq.desc()).offset(offset).limit(limit)


async def between(db: AsyncSession, chosen: Chosen, first: datetime, end: datetime) -> list[dict[str, Any]]:
    """The entries from `first` to before `end`, the newest first."""
    return _read(await _between(db, first, end, *parts(chosen)))


@prepared
def _between(first: Any, end: Any, *places: Any) -> Select[str]:
    query = select(Entry.body).where(whole(Chosen, places).where(), Entry.at >= first, Entry.at < end)
    return query.order_by(Entry.seq.desc())


async def newest(
    db: AsyncSession, chosen: Chosen, *, offset: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    return _read(await _newest(db, offset, limit, *parts(chosen)))


@prepared
def _newest(offset: Any, limit: Any, *places: Any) -> Select[str]:
    query = select(Entry.body).where(whole(Chosen, places).where())
    return query.order_by(Entry.seq.desc()).offset(offset).limit(limit)


async def numbered(db: AsyncSession, forum_id: int, first: int, last: int) -> list[dict[str, Any]]:
    """The entries with these numbers, both included, in order."""
    return _read(await _numbered_between(db, forum_id, first, last))


@prepared
def _numbered_between(forum_id: Any, first: Any, last: Any) -> Select[str]:
    query = select(Entry.body).where(Entry.forum_id == forum_id, Entry.seq.between(first, last))
    return query.order_by(Entry.seq)


async def of_invitations(db: AsyncSession, forum_id: int, invitations: Collection[int]) -> list[dict[str, Any]]:
    """The lines about these invitations, without those of their sessions, in order (of a sum: see `db.ledger`)."""
    return _read(await _of_invitations(db, forum_id, invitations))


@prepared
def _of_invitations(forum_id: Any, invitations: Any) -> Select[str]:
    query = select(Entry.body).where(Entry.forum_id == forum_id, Entry.invitation_id.in_(invitations))
    return query.order_by(Entry.seq + 0)


@prepared
def _held(invitations: Any) -> Select[Invitation, Session, Official, Organisation, Holder]:
    query = (
        select(Invitation, Session, Official, Organisation, Holder)
        .join(Session, Session.id == Invitation.session_id)
        .join(Official, Official.id == Invitation.official_id)
        .join(Organisation, Organisation.id == Official.organisation_id)
        .join(Holder, Holder.id == Invitation.holder_id, isouter=True)
    )
    return query.where(Invitation.id.in_(invitations))


async def held(db: AsyncSession, invitations: Collection[int]) -> Sequence[object]:
    """The rows that name what these invitations are about. As long as they are held, looking them up asks nobody."""
    return (await _held(db, invitations)).all() if invitations else ()


async def sendings(db: AsyncSession, forum_id: int, since: datetime | None) -> tuple[int, int]:
    """How many invitations were sent, and how many of them at short notice."""
    sent = Chosen(forum_id=forum_id, kinds=("sent",), since=since)
    return await how_many(db, sent), (await _short(db, *parts(sent))).scalar_one()


@prepared
def _short(*places: Any) -> Select[int]:
    at_short_notice = Entry.body.contains(SHORT, autoescape=True)
    return select(func.count()).select_from(Entry).where(whole(Chosen, places).where(), at_short_notice)


async def erasures(db: AsyncSession, forum_id: int) -> int:
    """How many texts have been erased: the one change to what is public that moves no chain."""
    query = select(func.count()).select_from(Enclosure)
    return await db.scalar(query.where(Enclosure.forum_id == forum_id, Enclosure.erased_at.is_not(None))) or 0


async def erased_at(db: AsyncSession, forum_id: int) -> Sequence[datetime]:
    """When each of them was, the newest first."""
    query = select(Enclosure.erased_at).where(Enclosure.forum_id == forum_id, Enclosure.erased_at.is_not(None))
    found = (await db.execute(query.order_by(Enclosure.erased_at.desc()))).scalars()
    return [moment for moment in found if moment is not None]


async def erased(db: AsyncSession, forum_id: int, digests: Collection[str]) -> dict[str, datetime]:
    """When each of these texts was erased; nothing of those that stand."""
    query = select(Enclosure.digest, Enclosure.erased_at).where(Enclosure.forum_id == forum_id)
    rows = await db.execute(query.where(Enclosure.digest.in_(digests), Enclosure.erased_at.is_not(None)))
    return {digest: at for digest, at in rows if at is not None}


async def numbers(db: AsyncSession, model: type[Any], forum_id: int, after: int, limit: int) -> Sequence[int]:
    """The next ids of a forum's sessions, organisations or invitations, in order."""
    query = select(model.id).where(model.forum_id == forum_id, model.id > after).order_by(model.id)
    return (await db.execute(query.limit(limit))).scalars().all()


async def often_asked(db: AsyncSession, forum_id: int, times: int) -> Sequence[tuple[int, int]]:
    """The bodies that have more invitations than `times`, by number, and how many each has."""
    many = func.count()
    query = select(Standing.organisation_id, many).where(Standing.forum_id == forum_id)
    query = query.group_by(Standing.organisation_id).having(many > times).order_by(Standing.organisation_id)
    return [(body, count) for body, count in await db.execute(query)]


async def sessions_after(db: AsyncSession, forum_id: int, after: int, limit: int) -> Sequence[Session]:
    """The next sessions, in the order in which they were called."""
    query = select(Session).where(Session.forum_id == forum_id, Session.id > after).order_by(Session.id)
    return (await db.execute(query.limit(limit))).scalars().all()


async def of_sessions(
    db: AsyncSession, forum_id: int, sessions: Collection[int], kinds: Collection[str]
) -> dict[int, list[dict[str, Any]]]:
    """By session, its lines of these kinds, in order."""
    query = select(Entry.session_id, Entry.body).where(Entry.forum_id == forum_id, Entry.session_id.in_(sessions))
    found: dict[int, list[dict[str, Any]]] = {number: [] for number in sessions}
    for number, body in await db.execute(query.where(Entry.kind.in_(kinds)).order_by(Entry.seq + 0)):
        if number is not None:
            found[number].append(json.loads(body))
    return found


@dataclass(frozen=True)
class InvitationLine:
    """An invitation with the public names of what it is about."""

    standing: Standing
    role: str
    organisation: str
    kind: str
    session_starts: datetime


async def invitations(
    db: AsyncSession,
    forum_id: int,
    *,
    after: int = 0,
    limit: int | None = None,
    organisation_id: int | None = None,
    official_id: int | None = None,
    session_id: int | None = None,
) -> list[InvitationLine]:
    """The invitations of a forum with numbers above `after`, in order."""
    rows = await _invitations(db, forum_id, after, limit, organisation_id, official_id, session_id)
    return [InvitationLine(*row) for row in rows]


@prepared
def _invitations(
    forum_id: Any, after: Any, limit: Any, organisation_id: Any, official_id: Any, session_id: Any
) -> Select[Standing, str, str, str, datetime]:
    query = (
        select(Standing, Official.role, Organisation.name, Organisation.kind, Session.starts_at)
        .join(Official, Official.id == Standing.official_id)
        .join(Organisation, Organisation.id == Standing.organisation_id)
        .join(Session, Session.id == Standing.session_id)
        .where(Standing.forum_id == forum_id, Standing.invitation_id > after)
    )
    for column, wanted in (
        (Standing.organisation_id, organisation_id),
        (Standing.official_id, official_id),
        (Standing.session_id, session_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return query.order_by(Standing.invitation_id).limit(limit)


def _read(rows: Result[str]) -> list[dict[str, Any]]:
    return [json.loads(body) for body in rows.scalars()]
