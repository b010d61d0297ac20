"""Statements that are written once and asked often.

SQLAlchemy writes a statement in Python, and looks up by its shape what it has compiled before: that is two fifths of
what a short query costs (`python -m tests.benchmarks.prepared`). A function that is `prepared` is called once, with a
place for each of its parameters; asking fills the places.
"""

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Generic, TypeVarTuple

from sqlalchemy import Result, Select, bindparam
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

Row = TypeVarTuple("Row")


class Prepared(Generic[*Row]):
    """Call it like the function, after a session. A collection may fill the place in `column.in_(place)`."""

    def __init__(self, build: Callable[..., Select[*Row]]) -> None:
        self._build, self._names = build, tuple(signature(build).parameters)

    @cached_property
    def _statement(self) -> Select[*Row]:
        return self._build(*(bindparam(name) for name in self._names))

    @cached_property
    def _makes_rows(self) -> bool:
        return any(asked["expr"] is asked.get("entity") for asked in self._statement.column_descriptions)

    async def __call__(self, db: AsyncSession, *values: object) -> Result[*Row]:
        given = dict(zip(self._names, values, strict=True))
        if self._makes_rows:
            return await db.execute(self._statement, given)
        return await db.run_sync(_columns, self._statement, given)


def _columns(session: Session, statement: Select[*Row], given: dict[str, object]) -> Result[*Row]:
    """Without the ORM, which costs as much again and has nothing to do here: no row of a model is made."""
    session.flush()  # as it would have done
    return session.connection().execute(statement, given)


def prepared(build: Callable[..., Select[*Row]]) -> Prepared[*Row]:
    return Prepared(build)
