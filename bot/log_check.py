"""Have the public log held against the record (`bot.couriers.log_copy`): daily, and whenever the clerk was away."""

from bot.apart import Task
from bot.rules.notices import Action, Destination, Notice
from bot.untold import Telling, untold
from bot.view import View
from bot.ways import Ways


async def ask(view: View, ways: Ways) -> list[Task]:
    """It is looked through once all that waits before has been posted."""
    if not view.forum.log_channel_id:
        return []
    key = f"log:looked:{view.now:%Y-%m-%dT%H:%M}"
    return await untold(view, [Telling(Notice(Destination.LOG, Action.CHECK_LOG, view.forum.id, key))])
