"""A session that gives at once what it has at hand.

SQLAlchemy starts a greenlet for every `get`, though most rows that a page looks up one by one were read before, in one
query for all of them.
"""

from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import attributes

Row = TypeVar("Row")


class AtHand(AsyncSession):
    async def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        row = None if options else self._at_hand(entity, ident)
        return await super().get(entity, ident, **options) if row is None else row

    async def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        row = None if options else self._at_hand(entity, ident)
        return await super().get_one(entity, ident, **options) if row is None else row

    def _at_hand(self, entity: type[Row], ident: Any) -> Row | None:
        key = (entity, ident if isinstance(ident, tuple) else (ident,), None)
        row: Row | None = self.sync_session.identity_map.get(key)
        return None if row is None or attributes.instance_state(row).expired else row
