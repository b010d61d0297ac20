"""Bodies, roles and their holders as plain values, read from the papers and written back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules import facts as f
from bot.rules.words import OrganisationKind, Via
from bot.transaction import Transaction
from bot.view import View
from db import models, papers


@dataclass(eq=False)
class Body:
    """A public body. `row` is None until it has been written down."""

    name: str
    kind: str
    website: str | None = None
    code: str | None = None
    opened: date | None = None
    closed: date | None = None
    successors: str = ""
    row: models.Organisation | None = None

    @property
    def id(self) -> int:
        assert self.row is not None
        return self.row.id


@dataclass(frozen=True)
class Person:
    """Who holds a role."""

    name: str | None
    code: str | None = None


@dataclass(eq=False)
class Role:
    """A public role in a body, and who holds it: None where nobody is known to.

    `succeeded` says whether `holder` is somebody else than `seat`, the holder who stands in the papers.
    """

    body: Body
    role: str
    email: str | None = None
    public_source: str | None = None
    elected: bool = False
    code: str | None = None
    retired: bool = False
    holder: Person | None = None
    succeeded: bool = True
    row: models.Official | None = None
    seat: models.Holder | None = None

    @property
    def id(self) -> int:
        assert self.row is not None
        return self.row.id


async def read_papers(view: View) -> tuple[list[Body], list[Role]]:
    """Every body and role of the forum, retired roles too."""
    bodies = {
        row.id: Body(row.name, row.kind, row.website, row.code, row.opened, row.closed, row.successors, row)
        for row in await papers.organisations(view.db, view.forum.id)
    }
    rows = await papers.officials(view.db, view.forum.id, retired=True)
    holders = await papers.holders(view.db, [row.id for row in rows])
    return list(bodies.values()), [_role(row, bodies[row.organisation_id], holders.get(row.id)) for row in rows]


def _role(row: models.Official, body: Body, seat: models.Holder | None) -> Role:
    return Role(
        body,
        row.role,
        row.email,
        row.public_source,
        row.elected,
        row.code,
        row.retired_at is not None,
        Person(seat.name, seat.code) if seat else None,
        succeeded=False,
        row=row,
        seat=seat,
    )


async def write_papers(tx: Transaction, bodies: Sequence[Body], roles: Sequence[Role], via: Via) -> None:
    """Write down what differs from the papers, and tell the record of names, kinds and roles that are new to it."""
    listed_bodies = [body for body in bodies if _write_body(tx, body)]
    await tx.db.flush()
    for body in listed_bodies:
        sort = OrganisationKind(body.kind)
        tx.record(f.OrganisationListed(organisation=body.id, name=body.name, sort=sort, **tx.mark(via)))
    listed_roles = [role for role in roles if _write_role(tx, role)]
    await tx.db.flush()
    for role in listed_roles:
        body_id = role.body.id
        fact = f.OfficialListed(
            official=role.id, organisation=body_id, role=role.role, elected=role.elected, **tx.mark(via)
        )
        tx.record(fact)
    for role in roles:
        _write_holder(tx, role)
    await tx.db.flush()


def _write_body(tx: Transaction, body: Body) -> bool:
    """Whether the record has to hear of it."""
    row = body.row
    if row is None:
        body.row = row = models.Organisation(forum_id=tx.forum.id)
        tx.db.add(row)
    new = (row.name, row.kind) != (body.name, body.kind)
    row.name, row.kind, row.website, row.code = body.name, body.kind, body.website, body.code
    row.opened, row.closed, row.successors = body.opened, body.closed, body.successors
    return new


def _write_role(tx: Transaction, role: Role) -> bool:
    """Whether the record has to hear of it."""
    row = role.row
    if row is None:
        role.row = row = models.Official(forum_id=tx.forum.id, organisation_id=role.body.id)
        tx.db.add(row)
    new = (row.role, row.elected) != (role.role, role.elected)
    row.role, row.elected, row.code = role.role, role.elected, role.code
    row.email, row.public_source = role.email, role.public_source
    row.retired_at = (row.retired_at or tx.now) if role.retired else None
    return new


def _write_holder(tx: Transaction, role: Role) -> None:
    """The same person under another spelling keeps the seat; a successor begins a tenure of their own."""
    if role.seat is not None and role.holder is not None and not role.succeeded:
        role.seat.name, role.seat.code = role.holder.name, role.holder.code
        return
    if role.seat is not None and role.succeeded:
        role.seat.until = tx.now
    if role.holder is not None and role.succeeded:
        tx.db.add(
            models.Holder(official_id=role.id, name=role.holder.name, code=role.holder.code, since=tx.now, until=None)
        )
