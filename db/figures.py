"""Counting over the standings: the database counts, the rules alone say what counts (`bot.rules.tally`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Organisation, Session, Standing

AnySelect = TypeVar("AnySelect", bound="Select[*tuple[Any, ...]]")


@dataclass(frozen=True, kw_only=True)
class Among:
    """Whose invitations are counted, and from when on; None leaves a choice open."""

    forum_id: int
    organisation_id: int | None = None
    organisation_ids: Collection[int] | None = None
    """Several bodies, such as one and those that it came from."""
    official_id: int | None = None
    kind: str | None = None
    since: date | None = None

    def narrow(self, query: AnySelect) -> AnySelect:
        query = query.where(Standing.forum_id == self.forum_id)
        if self.organisation_id is not None:
            query = query.where(Standing.organisation_id == self.organisation_id)
        if self.organisation_ids is not None:
            query = query.where(Standing.organisation_id.in_(self.organisation_ids))
        if self.official_id is not None:
            query = query.where(Standing.official_id == self.official_id)
        if self.kind is not None:
            query = query.join(Organisation, Organisation.id == Standing.organisation_id)
            query = query.where(Organisation.kind == self.kind)
        if self.since is not None:
            query = query.where(or_(Standing.sent_on.is_(None), Standing.sent_on >= self.since))
        return query


def _decided(cut_off: date) -> ColumnElement[bool]:
    return and_(Standing.counts_on.is_not(None), Standing.counts_on <= cut_off)


@dataclass(frozen=True)
class Outcome:
    """So many of a body's invitations alike: `decided`, their date has come; `sent_on`, only of the unanswered."""

    organisation_id: int
    counts: str
    decided: bool
    on_time: bool
    working_days: int | None
    sent_on: date | None
    many: int


async def outcomes(db: AsyncSession, among: Among, cut_off: date) -> list[Outcome]:
    """Every invitation, grouped by body and by what it contributes to the figures."""
    decided = case((_decided(cut_off), 1), else_=0).label("decided")
    waiting_since = case((Standing.counts == "unanswered", Standing.sent_on), else_=None).label("since")
    alike = (
        *(Standing.organisation_id, Standing.counts, decided),
        *(Standing.on_time, Standing.working_days, waiting_since),
    )
    rows = await db.execute(among.narrow(select(*alike, func.count()).group_by(*alike)))
    return [Outcome(body, counts, bool(come), *rest) for body, counts, come, *rest in rows]


async def opportunities(db: AsyncSession, among: Among, cut_off: date) -> dict[int, tuple[int, int]]:
    """By body: sessions held for which it is counted, and those of them where it was present."""
    counted = and_(Standing.counts.in_(("answered", "unanswered")), _decided(cut_off))
    one = literal(1)
    pairs = among.narrow(
        select(
            Standing.organisation_id.label("body"),
            func.max(case((counted, one), else_=0)).label("asked"),
            func.max(case((and_(counted, Standing.present.is_not(None)), one), else_=0)).label("known"),
            func.max(case((and_(Standing.present.is_(True), Standing.counts != "test"), one), else_=0)).label("came"),
        ).group_by(Standing.organisation_id, Standing.session_id)
    ).subquery()
    present = case((and_(pairs.c.asked == 1, pairs.c.came == 1), 1), else_=0)
    held = case((or_(pairs.c.known == 1, and_(pairs.c.asked == 1, pairs.c.came == 1)), 1), else_=0)
    rows = await db.execute(select(pairs.c.body, func.sum(held), func.sum(present)).group_by(pairs.c.body))
    return {body: (int(sessions), int(attended)) for body, sessions, attended in rows}


async def of_official(db: AsyncSession, official_id: int) -> list[Standing]:
    """The standings of one role, by session, the newest last: what a streak is read from."""
    query = select(Standing).join(Session, Session.id == Standing.session_id)
    query = query.where(Standing.official_id == official_id)
    return list((await db.execute(query.order_by(Session.starts_at, Standing.invitation_id))).scalars())


async def bodies(db: AsyncSession, among: Among) -> set[int]:
    """The bodies that `among` names, whether or not they were ever invited."""
    query = select(Organisation.id).where(Organisation.forum_id == among.forum_id)
    if among.organisation_id is not None:
        query = query.where(Organisation.id == among.organisation_id)
    if among.organisation_ids is not None:
        query = query.where(Organisation.id.in_(among.organisation_ids))
    if among.kind is not None:
        query = query.where(Organisation.kind == among.kind)
    return set((await db.execute(query)).scalars())


async def carriers(db: AsyncSession, invitations: Collection[int]) -> list[tuple[int, str, str]]:
    """What each of these invitations counts as, and where it stands."""
    query = select(Standing.invitation_id, Standing.counts, Standing.state)
    rows = await db.execute(query.where(Standing.invitation_id.in_(invitations)))
    return [(number, counts, state) for number, counts, state in rows]
