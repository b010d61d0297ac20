"""A session that gives at once what it has at hand.

SQLAlchemy starts a greenlet for every `get`, though most rows that a page looks up one by one were read before, in one
query for all of them. What is not at hand is asked for by a prepared statement.
"""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import attributes

from db.prepared import Prepared

Row = TypeVar("Row")


class AtHand(AsyncSession):
    async def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        if options or isinstance(ident, tuple):
            return await super().get(entity, ident, **options)
        row = self._at_hand(entity, ident)
        return (await _numbered(entity)(self, ident)).scalar_one_or_none() if row is None else row

    async def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        if options or isinstance(ident, tuple):
            return await super().get_one(entity, ident, **options)
        row = self._at_hand(entity, ident)
        return (await _numbered(entity)(self, ident)).scalar_one() if row is None else row

    def _at_hand(self, entity: type[Row], ident: Any) -> Row | None:
        key = (entity, (ident,), None)
        row: Row | None = self.sync_session.identity_map.get(key)
        return None if row is None or attributes.instance_state(row).expired else row


@cache
def _numbered(entity: Any) -> Prepared[Any]:
    [key] = inspect(entity).primary_key
    return Prepared(lambda number: select(entity).where(key == number))
