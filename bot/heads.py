"""Once a day the head of each chain is told to whoever reads the public log, so that a rewritten past is noticed.

It is no entry: an entry would be a new head. A notice of the outbox says it, once for each head, whatever happens to
the clerk meanwhile; after days without the clerk only the newest is told.
"""

from datetime import datetime, time

from bot.clerk import Clerk
from bot.rules.notices import Action, Destination, Notice
from db import ledger, papers


async def publish(clerk: Clerk) -> None:
    """Have the log say where each record stood when the day before today ended, on the forum's wall."""
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db) if forum.log_channel_id]
    for forum_id in forums:
        async with clerk.record.transaction(forum_id) as tx:
            midnight = datetime.combine(tx.now.astimezone(tx.zone).date(), time(), tx.zone)
            last = await ledger.head(tx.db, forum_id, before=midnight)
            if last.seq:
                tx.notify(Notice(Destination.LOG, Action.PUBLISH_HEAD, last.seq, f"head:{last.seq}"))
