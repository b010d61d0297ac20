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

Row = TypeVarTuple("Row")


class Prepared(Generic[*Row]):
    """Call it like the function, after a session. A collection may fill the place in `column.in_(place)`."""

    def __init__(self, build: Callable[..., Select[*Row]]) -> None:
        self._build, self._names = build, tuple(signature(build).parameters)

    @cached_property
    def _statement(self) -> Select[*Row]:
        return self._build(*(bindparam(name) for name in self._names))

    async def __call__(self, db: AsyncSession, *values: object) -> Result[*Row]:
        return await db.execute(self._statement, dict(zip(self._names, values, strict=True)))


def prepared(build: Callable[..., Select[*Row]]) -> Prepared[*Row]:
    return Prepared(build)
