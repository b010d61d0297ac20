"""Whatever is looked up in a record is found at once, however long the record is."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from db import ledger, public
from db.engine import Database

WALK = "SEARCH ledger USING INDEX sqlite_autoindex_ledger_1 (forum_id=?)"
"""Every line of a forum, to see whether it is one that was asked for."""

LOOKED_UP: dict[str, Callable[[AsyncSession], Awaitable[Any]]] = {
    "an invitation": lambda db: ledger.of_invitation(db, 1, 2, 3),
    "invitations": lambda db: public.of_invitations(db, 1, [2, 3]),
    "a session": lambda db: ledger.of_session(db, 1, 2),
    "sessions": lambda db: ledger.of_sessions(db, 1, [2, 3]),
    "what sessions were": lambda db: public.of_sessions(db, 1, [2, 3], ["planned"]),
    "a pledge": lambda db: ledger.of_pledge(db, 1, 2),
    "a kind": lambda db: ledger.of_kinds(db, 1, ["hidden"]),
    "kinds": lambda db: ledger.of_kinds(db, 1, ["hidden", "corrected"]),
    "entries": lambda db: ledger.numbered(db, 1, [2, 3]),
}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("look", LOOKED_UP.values(), ids=LOOKED_UP)
async def test_what_is_looked_up_is_found_by_an_index(
    database: Database, look: Callable[[AsyncSession], Awaitable[Any]]
) -> None:
    asked: list[tuple[str, Any]] = []

    def hear(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(database.reader.sync_engine, "before_cursor_execute", hear)
    async with database.reading() as db:
        await look(db)
        event.remove(database.reader.sync_engine, "before_cursor_execute", hear)
        statement, parameters = asked[-1]
        connection = await db.connection()
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
    steps = [step[-1] for step in plan]
    assert any(step.startswith("SEARCH ledger USING INDEX") for step in steps)
    assert WALK not in steps
