"""Which revision of the tables this version of the clerk works with."""

from functools import cache

from alembic.script import ScriptDirectory

from db.engine import Database
from db.migrate import REVISIONS, current


@cache
def newest() -> str | None:
    return ScriptDirectory(REVISIONS).get_current_head()


async def is_newest(database: Database) -> bool:
    """False for a database that is empty, older than this version, or newer."""
    return await current(database) == newest()
