"""Writing a row whether or not it is there, in one statement: both databases know how, each by its own dialect."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

from db.prepared import without_orm

INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def put(db: AsyncSession, model: type[DeclarativeBase], row: Mapping[str, Any], *, by: Sequence[str]) -> None:
    """Write the row, over the one that has the same values in the columns `by`, if there is one."""
    await db.run_sync(without_orm, _over(db.get_bind().dialect.name, model, tuple(row), tuple(by)), row)


async def add_new(
    db: AsyncSession, model: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]
) -> None:
    """Write those rows that are not there; one that has the same values in the columns `by` stays as it is."""
    if rows:
        await db.run_sync(without_orm, _beside(db.get_bind().dialect.name, model, tuple(by)), rows)


@cache
def _over(dialect: str, model: type[DeclarativeBase], columns: tuple[str, ...], by: tuple[str, ...]) -> Any:
    insert = INSERT[dialect](model.__table__).values({name: bindparam(name) for name in columns})
    rest = {name: insert.excluded[name] for name in columns if name not in by}
    return insert.on_conflict_do_update(index_elements=by, set_=rest)


@cache
def _beside(dialect: str, model: type[DeclarativeBase], by: tuple[str, ...]) -> Any:
    return INSERT[dialect](model.__table__).on_conflict_do_nothing(index_elements=by)
