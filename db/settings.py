"""What the clerk remembers for itself, by name."""

from sqlalchemy.ext.asyncio import AsyncSession

from db import upsert
from db.models import Setting


async def get(db: AsyncSession, key: str) -> str | None:
    row = await db.get(Setting, key)
    return row.value if row else None


async def put(db: AsyncSession, key: str, value: str) -> None:
    """Remember it, whether or not somebody else remembers it for the first time at the same moment."""
    await upsert.put(db, Setting, {"key": key, "value": value}, by=("key",))
