"""Have the public log held against the record (`bot.couriers.log_copy`): daily, and whenever the clerk was away."""

from bot.clerk import Clerk
from bot.rules.notices import Action, Destination, Notice
from db import papers


async def ask(clerk: Clerk) -> None:
    """It is looked through once all that waits before has been posted."""
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db) if forum.log_channel_id]
    for forum_id in forums:
        async with clerk.record.transaction(forum_id) as tx:
            key = f"log:looked:{tx.now:%Y-%m-%dT%H:%M}"
            tx.notify(Notice(Destination.LOG, Action.CHECK_LOG, forum_id, key))
