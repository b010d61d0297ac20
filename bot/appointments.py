"""What comes at the time of a session: the reminders that people asked for, its event in Discord's calendar, and the
offer to call the next one of a series. All of it is read from the tables, so that an outage or a restart loses nothing.
"""

from functools import partial

from bot import reminding
from bot.apart import Task, apart
from bot.clerk import Clerk
from bot.rules.notices import Action, Destination, Notice
from bot.untold import Telling, untold
from bot.view import View
from bot.ways import Ways
from db import appointments, coming as people


async def keep(clerk: Clerk) -> None:
    """Whatever is due now. One person's reminder keeps no other waiting."""
    async with clerk.database.reading() as db:
        due = await people.due(db, clerk.clock.now())
        times = await appointments.times_come(db, clerk.clock.now())
    for forum_id, row_id in due:
        await apart(clerk, forum_id, f"reminder {row_id}", partial(reminding.remind_due, row_id=row_id))
    for time in times:
        async with clerk.record.transaction(time.forum) as tx:
            tx.notify(Notice(Destination.EVENT, Action.SESSION_EVENT, time.session, time.key))


async def offer_next(view: View, ways: Ways) -> list[Task]:
    """To the hosts, where the latest session of a series is over and nobody has called the next one: once."""
    found = await appointments.not_continued(view.db, view.forum.id, view.now)
    offers = [Notice(Destination.HOSTS, Action.OFFER_NEXT, number, f"session:{number}:next") for number in found]
    return await untold(view, [Telling(one) for one in offers])
