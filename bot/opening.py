"""A clerk for one command, on the database as it is: nothing is made, and nothing is brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clerk import Clerk
from bot.clock import WallClock
from bot.config import Config
from bot.record import Record
from bot.rules.errors import Refused
from db import models, papers
from db.engine import Database
from db.revision import is_newest

OLDER = (
    "The database is not that of this version of Forum Clerk. Start the clerk once (forum-clerk run), which brings it "
    "up to date or says why it cannot."
)


@asynccontextmanager
async def clerk_for(config: Config) -> AsyncIterator[Clerk]:
    """A clerk on a database that is there and up to date; one that is not is left as it is, in a sentence."""
    database = Database.at(config.database.url)
    try:
        if missing := absent(database):
            raise Refused(
                f"There is no database at {missing} yet. The clerk makes it at its first start: forum-clerk run."
            )
        if not await is_newest(database):
            raise Refused(OLDER)
        yield Clerk(Record(database, WallClock()), config.ways)
    finally:
        await database.dispose()


def absent(database: Database) -> Path | None:
    """The SQLite file that is not there: opening it would make an empty one."""
    if database.url.get_backend_name() != "sqlite":
        return None
    file = Path(str(database.url.database))
    return None if file.exists() else file


async def forum_called(clerk: Clerk, slug: str) -> models.Forum:
    """Raises `Refused` with the forums that there are."""
    async with clerk.database.reading() as db:
        forum = await papers.forum_named(db, slug)
        if forum is None:
            there = [one.slug for one in await papers.forums(db)]
            known = f"There are: {', '.join(there)}." if there else "There is none yet: /forum setup makes one."
            raise Refused(f"There is no forum called “{slug}” here. {known}")
        return forum
