"""Is the database where it should be, and does it keep the record safe? And what could not be delivered from it?"""

from collections.abc import AsyncIterator

from bot.check.finding import Finding, from_sentences
from bot.clerk import Clerk
from bot.opening import OLDER, absent
from bot.rules.saying import say_moment
from bot.view import View
from db import papers, posts
from db.engine import Condition, Database
from db.fault import DatabaseFault
from db.revision import is_newest

HINT = "See that the file and its folder belong to the account that runs the clerk, and look at [database] url."
QUEUES = {
    "log": "the public log",
    "chat": "the carers’ chat",
    "hosts": "the hosts",
    "owner": "whoever set the forum up",
    "event": "Discord’s events",
    "mail": "the mail server",
    "carer": "a carer",
}
MENDED = "Mend that, then press “Check again” in /forum settings; the clerk also looks again by itself every hour."


async def look(database: Database) -> AsyncIterator[Finding]:
    """The last finding is a fault when nothing more can be asked of this database."""
    if missing := absent(database):
        yield Finding(f"There is no database at {missing} yet; the clerk makes it at its first start.")
        return
    try:
        if not await is_newest(database):
            yield from_sentences(OLDER, HINT)
            return
        yield Finding(said(await database.check()))
    except DatabaseFault as fault:
        yield from_sentences(str(fault), HINT)


def said(condition: Condition) -> str:
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[condition.kind]
    place = " on this machine’s own disk" if condition.kind == "sqlite" else ""
    return f"The database ({kind} {condition.version}){place} can be written to, is up to date and guards the record."


async def look_at_queues(clerk: Clerk) -> AsyncIterator[Finding]:
    """What waits for something to be mended."""
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db)]
    for forum_id in forums:
        async with clerk.record.reading(forum_id) as view:
            stuck = await posts.stuck(view.db, forum_id)
            for queue in stuck:
                yield _stuck(view, queue)
            if not stuck:
                yield Finding(f"{view.forum.name}: nothing that is to be announced is held up.")


def _stuck(view: View, queue: posts.Stuck) -> Finding:
    to = QUEUES.get(queue.destination.partition(":")[0], queue.destination)
    since = say_moment(queue.since, view.zone)
    return Finding(f"{view.forum.name}: what is meant for {to} waits since {since} ({queue.error}).", MENDED)
