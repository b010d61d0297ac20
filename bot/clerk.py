"""The clerk: what every counter, worker and page is handed. Built in one place, `bot/__main__.py`."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.record import Record
from bot.ways import Ways
from db import models, papers, settings
from db.engine import Database


@dataclass(frozen=True)
class ForumCard:
    """What the counter needs to know of a forum, read once and outliving its transaction."""

    id: int
    slug: str
    name: str
    guild_id: int
    host_role_id: int
    carer_role_id: int | None
    chat_channel_id: int | None
    log_channel_id: int | None
    host_channel_id: int | None
    zone: ZoneInfo

    @classmethod
    def of(cls, row: models.Forum) -> "ForumCard":
        return cls(
            row.id,
            row.slug,
            row.name,
            row.guild_id,
            row.host_role_id,
            row.carer_role_id,
            row.chat_channel_id,
            row.log_channel_id,
            row.host_channel_id,
            ZoneInfo(row.zone),
        )


@dataclass(frozen=True)
class Clerk:
    """The record and the ways around it."""

    record: Record
    ways: Ways = field(default_factory=Ways)

    @property
    def database(self) -> Database:
        return self.record.database

    @property
    def clock(self) -> Clock:
        return self.record.clock

    async def forum_of(self, guild_id: int) -> ForumCard | None:
        """The forum of a Discord server; None before /forum setup."""
        async with self.database.reading() as db:
            row = await papers.forum_of_guild(db, guild_id)
            return ForumCard.of(row) if row else None

    async def settings_get(self, key: str) -> str | None:
        async with self.database.reading() as db:
            return await settings.get(db, key)

    async def settings_set(self, key: str, value: str) -> None:
        async with self.database.writing() as db:
            await settings.put(db, key, value)
