"""What the clerk remembers for itself, by name."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Setting


async def get(db: AsyncSession, key: str) -> str | None:
    row = await db.get(Setting, key)
    return row.value if row else None


async def put(db: AsyncSession, key: str, value: str) -> None:
    """Remember it, whether or not somebody else remembers it for the first time at the same moment."""
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[db.get_bind().dialect.name]
    insert = dialect.insert(Setting).values(key=key, value=value)
    await db.execute(insert.on_conflict_do_update(index_elements=[Setting.key], set_={"value": value}))
