"""What was promised to a person and whether they have it, and the ways by which an answer reaches them.

Kept in `interaction.extras`; asking Discord's library is not enough, as its `is_done()` stays False when an
acknowledgement arrived but the answer to it was lost.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord.ui import LayoutView

from bot.chat.kinds import Interaction, Shown
from bot.chat.limits import MESSAGE
from bot.chat.mishap import TooLate
from bot.chat.text import clip

PATIENCE = 10.0
"""Seconds for one answer. The library sleeps through any rate limit of a webhook, for ever if need be."""

ALREADY = 40060
_GONE = frozenset({10062, 10015, 50027})
_NOBODY = discord.AllowedMentions.none()


@dataclass
class Given:
    promised: Shown | None = None
    given: bool = False


def given_to(interaction: Interaction) -> Given:
    given = interaction.extras.setdefault("given", Given())
    assert isinstance(given, Given)
    return given


@dataclass(frozen=True)
class Message:
    what: str | LayoutView
    alone: bool
    files: Sequence[discord.File]

    @property
    def content(self) -> dict[str, Any]:
        return {"content": clip(self.what, MESSAGE)} if isinstance(self.what, str) else {"view": self.what}

    async def answer_first(self, interaction: Interaction) -> None:
        await interaction.response.send_message(
            **self.content, files=list(self.files), ephemeral=self.alone, allowed_mentions=_NOBODY
        )

    async def fill_in(self, interaction: Interaction) -> None:
        await interaction.edit_original_response(**self.content, attachments=list(self.files), allowed_mentions=_NOBODY)

    async def follow_up(self, interaction: Interaction) -> None:
        await interaction.followup.send(
            **self.content, files=list(self.files), ephemeral=self.alone, allowed_mentions=_NOBODY, wait=True
        )

    async def send_to(self, channel: object) -> None:
        if isinstance(channel, discord.abc.Messageable):
            await channel.send(**self.content, files=list(self.files), allowed_mentions=_NOBODY)


async def say(interaction: Interaction, answer: Given, message: Message, *, in_place: bool) -> None:
    if answer.given or (answer.promised is Shown.IN_PLACE and not in_place):
        await message.follow_up(interaction)
    elif answer.promised is None:
        try:
            await message.answer_first(interaction)
        except (discord.InteractionResponded, discord.HTTPException) as error:
            if isinstance(error, discord.HTTPException) and error.code != ALREADY:
                raise
            await message.follow_up(interaction)
    elif answer.promised is Shown.TO_ALL and message.alone:
        # The first follow-up of a deferred answer *is* that answer, public as promised, and once that is deleted there
        # is nothing to follow up (10008; discord/discord-api-docs#2739, #3087). So: fill in, follow up, take away.
        await interaction.edit_original_response(content="One moment…")
        await message.follow_up(interaction)
        await interaction.delete_original_response()
    else:
        await message.fill_in(interaction)


@asynccontextmanager
async def delivery(interaction: Interaction, answer: Given) -> AsyncIterator[None]:
    """Marks the answer as given unless Discord certainly did not take it: in doubt, not twice."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except discord.HTTPException as error:
        check_not_late(interaction, error)
        answer.given = answer.given or error.status >= 500
        raise
    except (TimeoutError, aiohttp.ClientError, OSError):
        answer.given = True
        raise
    answer.given = True


def check_not_late(interaction: Interaction, error: discord.HTTPException) -> None:
    if error.code in _GONE:
        raise TooLate(f"{error.code}; it was sent at {interaction.created_at:%H:%M:%S}") from error
