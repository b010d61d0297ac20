"""Once a day the head of each chain is told to whoever reads the public log, so that a rewritten past is noticed.

It is no entry: an entry would be a new head. A notice of the outbox says it, once for each head, whatever happens to
the clerk meanwhile; after days without the clerk only the newest is told.
"""

from datetime import datetime, time

from bot.apart import Task
from bot.rules.notices import Action, Destination, Notice
from bot.untold import Telling, untold
from bot.view import View
from bot.ways import Ways
from db import ledger


async def publish(view: View, ways: Ways) -> list[Task]:
    """Have the log say where the record stood when the day before today ended, on the forum's wall."""
    if not view.forum.log_channel_id:
        return []
    midnight = datetime.combine(view.now.astimezone(view.zone).date(), time(), view.zone)
    seq = (await ledger.head(view.db, view.forum.id, before=midnight)).seq
    if not seq:
        return []
    return await untold(view, [Telling(Notice(Destination.LOG, Action.PUBLISH_HEAD, seq, f"head:{seq}"))])
