"""A clerk that knows one forum and nothing else, and a world around the sample counter."""

import asyncio
from collections.abc import AsyncIterator
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from bot.clerk import Clerk, ForumCard
from bot.client import ForumClerk
from tests.discord_world import World, open_world


class OneForum:
    """Stands in for the clerk. `held` keeps every look-up waiting, as a locked database would."""

    def __init__(self) -> None:
        self.forum: ForumCard | None = None
        self.settings: dict[str, str] = {}
        self.free = asyncio.Event()
        self.free.set()

    async def forum_of(self, guild_id: int) -> ForumCard | None:
        await self.free.wait()
        return self.forum if self.forum and self.forum.guild_id == guild_id else None

    async def settings_get(self, key: str) -> str | None:
        return self.settings.get(key)

    async def settings_set(self, key: str, value: str) -> None:
        self.settings[key] = value


@pytest.fixture
async def clerk() -> OneForum:
    return OneForum()


@pytest.fixture
async def sample(clerk: OneForum) -> AsyncIterator[World]:
    """The sample counter, open, in a server that has a forum."""

    def make() -> ForumClerk:
        return ForumClerk(cast(Clerk, clerk), extensions=["tests.cogs.sample_counter"])

    async with open_world(make) as world:
        clerk.forum = ForumCard(
            id=1,
            slug="northshire",
            name="Northshire Carers",
            guild_id=world.guild.id,
            host_role_id=world.host_role.id,
            carer_role_id=world.carer_role.id,
            chat_channel_id=world.chat.id,
            log_channel_id=world.log.id,
            host_channel_id=world.hosts.id,
            zone=ZoneInfo("Europe/London"),
        )
        yield world
