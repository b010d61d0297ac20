"""Counting over the standings: the database counts, the rules alone say what counts (`bot.rules.tally`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Organisation, Session, Standing
from db.prepared import parts, prepared, whole

COUNTED = ("answered", "unanswered")

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


def _at_all(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where it holds of any row of the group."""
    return func.max(case((condition, literal(1)), else_=0))


def _decided(cut_off: Any) -> ColumnElement[bool]:
    return and_(Standing.counts_on.is_not(None), Standing.counts_on <= cut_off)


@dataclass(frozen=True)
class Outcome:
    """So many of a body's invitations alike: `decided`, their date has come. `sent_on` is only of the unanswered, and
    `counts_on`, that date, only of those that are counted."""

    organisation_id: int
    counts: str
    decided: bool
    on_time: bool
    working_days: int | None
    sent_on: date | None
    counts_on: date | None
    many: int


async def outcomes(db: AsyncSession, among: Among, cut_off: date) -> list[Outcome]:
    """Every invitation, grouped by body and by what it contributes to the figures."""
    rows = await _outcomes(db, cut_off, *parts(among))
    return [Outcome(body, counts, bool(come), *rest) for body, counts, come, *rest in rows]


@prepared
def _outcomes(cut_off: Any, *places: Any) -> Select[*tuple[Any, ...]]:
    decided = case((_decided(cut_off), 1), else_=0).label("decided")
    waiting_since = case((Standing.counts == "unanswered", Standing.sent_on), else_=None).label("since")
    counted = and_(Standing.counts.in_(COUNTED), _decided(cut_off))
    counted_since = case((counted, Standing.counts_on), else_=None).label("counted_since")
    alike = (
        *(Standing.organisation_id, Standing.counts, decided),
        *(Standing.on_time, Standing.working_days, waiting_since, counted_since),
    )
    return whole(Among, places).narrow(select(*alike, func.count()).group_by(*alike))


async def opportunities(db: AsyncSession, among: Among, cut_off: date) -> dict[int, tuple[int, int]]:
    """By body: sessions held for which it is counted, and those of them where it was present."""
    rows = await _opportunities(db, cut_off, *parts(among))
    return {body: (int(sessions), int(attended)) for body, sessions, attended in rows}


@prepared
def _opportunities(cut_off: Any, *places: Any) -> Select[int, int, int]:
    counted = and_(Standing.counts.in_(COUNTED), _decided(cut_off))
    known = and_(counted, Standing.present.is_not(None))
    came = and_(Standing.present.is_(True), Standing.counts != "test")
    once = select(
        Standing.organisation_id.label("body"),
        *(_at_all(counted).label("asked"), _at_all(known).label("known"), _at_all(came).label("came")),
    )
    pairs = whole(Among, places).narrow(once.group_by(Standing.organisation_id, Standing.session_id)).subquery()
    present = case((and_(pairs.c.asked == 1, pairs.c.came == 1), 1), else_=0)
    held = case((or_(pairs.c.known == 1, and_(pairs.c.asked == 1, pairs.c.came == 1)), 1), else_=0)
    return select(pairs.c.body, func.sum(held), func.sum(present)).group_by(pairs.c.body)


async def of_official(db: AsyncSession, official_id: int) -> list[Standing]:
    """The standings of one role, by session, the newest last: what a streak is read from."""
    query = select(Standing).join(Session, Session.id == Standing.session_id)
    query = query.where(Standing.official_id == official_id)
    return list((await db.execute(query.order_by(Session.starts_at, Standing.invitation_id))).scalars())


async def bodies(db: AsyncSession, among: Among) -> set[int]:
    """The bodies that `among` names, whether or not they were ever invited."""
    return set((await _bodies(db, *parts(among))).scalars())


@prepared
def _bodies(*places: Any) -> Select[int]:
    among = whole(Among, places)
    query = select(Organisation.id).where(Organisation.forum_id == among.forum_id)
    if among.organisation_id is not None:
        query = query.where(Organisation.id == among.organisation_id)
    if among.organisation_ids is not None:
        query = query.where(Organisation.id.in_(among.organisation_ids))
    if among.kind is not None:
        query = query.where(Organisation.kind == among.kind)
    return query


async def carriers(db: AsyncSession, invitations: Collection[int]) -> list[tuple[int, str, str]]:
    """What each of these invitations counts as, and where it stands."""
    return [(number, counts, state) for number, counts, state in await _carriers(db, invitations)]


@prepared
def _carriers(invitations: Any) -> Select[int, str, str]:
    query = select(Standing.invitation_id, Standing.counts, Standing.state)
    return query.where(Standing.invitation_id.in_(invitations))
