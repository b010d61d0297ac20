"""A forum on a real database, in a Discord server without a network, with couriers between them.

async with open_town(database) as town:
    session = await town.desk.session()
    await town.deliver()
    assert town.world.texts(town.world.log) == [...]
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.client import ForumClerk
from bot.couriers import to_everywhere
from bot.outbox import Courier, deliver
from bot.ways import Ways
from db import models
from db.engine import Database
from tests.desk import Desk
from tests.discord_world import Person, World, open_world

NO_MAIL = Ways(site="https://carers.example")


@dataclass
class Town:
    desk: Desk
    world: World
    couriers: Mapping[str, Courier] = field(default_factory=dict)

    async def deliver(self, *, wait: timedelta | None = None) -> int:
        """One turn of the outbox, after `wait` has passed."""
        if wait:
            self.desk.clock.move_by(wait)
        couriers = self.couriers or to_everywhere(self.desk.clerk, self.world.bot)
        delivered = await deliver(self.desk.clerk, couriers)
        await self.world.env.settle()
        return delivered

    async def settings(self, **changed: int | None) -> None:
        """Change the forum's channels, as /forum settings does."""
        async with self.desk.clerk.record.transaction(self.desk.forum) as tx:
            for name, value in changed.items():
                setattr(tx.forum, name, value)

    def sent_to(self, person: Person) -> list[str]:
        """What stands in their direct messages."""
        return [self.world.text(message) for message in person.user.dm_channel.history()]

    async def outbox(self, **where: object) -> list[models.Outbox]:
        from sqlalchemy import select

        async with self.desk.clerk.database.reading() as db:
            rows = await db.scalars(select(models.Outbox).filter_by(**where).order_by(models.Outbox.id))
            return list(rows)


@asynccontextmanager
async def open_town(database: Database, *, ways: Ways = NO_MAIL) -> AsyncIterator[Town]:
    """The forum uses the world's chat, log and hosts' channel, and Hana set it up."""
    desk = await Desk.opened(database, ways=ways)
    async with open_world(lambda: ForumClerk(desk.clerk, extensions=[])) as world:
        town = Town(desk, world)
        await town.settings(
            guild_id=world.guild.id,
            chat_channel_id=world.chat.id,
            log_channel_id=world.log.id,
            host_channel_id=world.hosts.id,
            set_up_by=world.hana.id,
        )
        yield town
