"""Statements that are written once and asked often.

SQLAlchemy writes a statement in Python, and looks up by its shape what it has compiled before: that is half of what a
short query costs (`python -m tests.benchmarks.prepared`). A function that is `prepared` is called once, with a place
for each of its arguments; asking fills the places. What is asked with None is another statement, in which None stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import CursorResult, Delete, Executable, Result, Select, Update, bindparam
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVarTuple("Row")
Statement = TypeVar("Statement", bound=Executable)
Choice = TypeVar("Choice", bound="DataclassInstance")
Given = Mapping[str, Any]

BY_THE_ORM = "by the ORM"
"""In the `info` of a session in which the ORM narrows whatever is asked (`db.past`)."""


class _Written(Generic[Statement]):
    """The statements of one function, by which of its arguments are None."""

    def __init__(self, build: Callable[..., Statement]) -> None:
        self._build = build
        self._statements: dict[tuple[bool, ...], Statement] = {}

    def filled(self, values: tuple[object, ...]) -> tuple[Statement, Given]:
        given = {f"at_place_{place}": value for place, value in enumerate(values) if value is not None}
        shape = tuple(value is None for value in values)
        if shape not in self._statements:
            places: list[Any] = [None if empty else bindparam(f"at_place_{place}") for place, empty in enumerate(shape)]
            self._statements[shape] = self._build(*places)
        return self._statements[shape], given


class Prepared(Generic[*Row]):
    """Call it like the function, after a session. A collection may fill the place in `column.in_(place)`."""

    def __init__(self, build: Callable[..., Select[*Row]]) -> None:
        self._written = _Written(build)
        self._makes_rows: bool | None = None

    async def __call__(self, db: AsyncSession, *values: object) -> Result[*Row]:
        statement, given = self._written.filled(values)
        if self._makes_rows is None:
            self._makes_rows = any(one["expr"] is one.get("entity") for one in statement.column_descriptions)
        if self._makes_rows or BY_THE_ORM in db.info:
            return await db.execute(statement, given)
        return await db.run_sync(without_orm, statement, given)


class Change:
    """Call it like the function, after a session; how many rows were changed. Rows at hand stay as they were read."""

    def __init__(self, build: Callable[..., Update | Delete]) -> None:
        self._written = _Written(build)

    async def __call__(self, db: AsyncSession, *values: object) -> int:
        return (await db.run_sync(without_orm, *self._written.filled(values))).rowcount


def prepared(build: Callable[..., Select[*Row]]) -> Prepared[*Row]:
    return Prepared(build)


def change(build: Callable[..., Update | Delete]) -> Change:
    return Change(build)


def parts(chosen: "DataclassInstance") -> tuple[Any, ...]:
    """What fills the places of a choice that has many: `whole` makes it of them again."""
    return tuple(getattr(chosen, field.name) for field in fields(chosen))


def whole(kind: type[Choice], places: tuple[Any, ...]) -> Choice:
    return kind(**dict(zip((field.name for field in fields(kind)), places, strict=True)))


def without_orm(session: Session, statement: Executable, given: Given | Sequence[Given]) -> CursorResult[Any]:
    """For `run_sync`: the ORM costs as much again, and has nothing to do where no row of a model is made. What waits to
    be written goes first, as it would with the ORM."""
    session.flush()
    return session.connection().execute(statement, given)
