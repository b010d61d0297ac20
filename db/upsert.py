"""Writing a row whether or not it is there, in one statement: both databases know how, each by its own dialect."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase


async def put(db: AsyncSession, model: type[DeclarativeBase], row: Mapping[str, Any], *, by: Sequence[str]) -> None:
    """Write the row, over the one that has the same values in the columns `by`, if there is one."""
    rest = {name: value for name, value in row.items() if name not in by}
    await db.execute(_insert(db, model).values(row).on_conflict_do_update(index_elements=list(by), set_=rest))


async def add_new(
    db: AsyncSession, model: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]], *, by: Sequence[str]
) -> None:
    """Write those rows that are not there; one that has the same values in the columns `by` stays as it is."""
    if rows:
        await db.execute(_insert(db, model).on_conflict_do_nothing(index_elements=list(by)), rows)


def _insert(db: AsyncSession, model: type[DeclarativeBase]) -> Any:
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[db.get_bind().dialect.name]
    return dialect.insert(model)
