"""Messages to Discord: posted once, edited after that, and looked for before they are ever sent a second time.

Whether a message arrived is not known after a lost answer or a crash. Discord itself takes the same nonce only once for
a few minutes; for any later try the courier looks through what it has written there and finds its own small print.
"""

import asyncio
import io
import logging
from base64 import b32encode
from collections.abc import Awaitable, Iterator
from hashlib import sha256
from typing import Any, TypeVar

import discord

from bot.chat.card import Card
from bot.chat.limits import NONCE
from bot.chat.sheet import sheet
from bot.clerk import Clerk
from bot.couriers.faults import (
    FAULTS,
    NO_ACCESS,
    NOT_OURS,
    SHUT_DM,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Weather,
    meaning,
    wait,
)
from bot.couriers.parcel import Channel, Parcel, Person
from bot.couriers.parcels import pack
from bot.outbox import Delivered, Errand, NotNeeded, Outcome
from bot.rules.errors import Refused

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds for one request; after that its outcome is unknown, and the next try looks first."""
LOOK_BACK = 100
_NOBODY = discord.AllowedMentions.none()
_Answer = TypeVar("_Answer")


Place = discord.PartialMessageable | discord.DMChannel


class DiscordCourier:
    """Carries to the channels of a forum, and to people's direct messages."""

    def __init__(self, clerk: Clerk, client: discord.Client) -> None:
        self._clerk = clerk
        self._client = client
        self.weather = Weather()

    async def carry(self, errand: Errand) -> Outcome:
        now = self._clerk.clock.now()
        if later := wait(self._client, self.weather, now):
            return later
        try:
            async with self._clerk.record.reading(errand.forum) as view:
                parcel = await pack(view, self._clerk.ways, errand)
        except Refused as refusal:
            return NotNeeded(str(refusal))
        if not isinstance(parcel, Parcel):
            return parcel
        try:
            message = await self._hand_over(errand, parcel)
        except FAULTS as error:
            self.weather.note(error, now)
            if parcel.shut and isinstance(error, discord.HTTPException) and error.code in SHUT_DM:
                return NotNeeded("they take no direct messages", parcel.shut)
            return meaning(error, parcel.to, self._client, now)
        self.weather.note(None, now)
        return Delivered(message.channel.id, message.id, parcel.then)

    async def _hand_over(self, errand: Errand, parcel: Parcel) -> discord.Message:
        if parcel.stands:
            try:
                return await self._edit(*parcel.stands, parcel.card)
            except discord.HTTPException as error:
                if not _stands_no_more(error, parcel):
                    raise
        place = await self._place(parcel.to)
        if errand.attempts > 1 and (found := await _within(self._found(place, parcel.card))):
            return found
        names = [parcel.filename] if parcel.filename else []
        files = [discord.File(io.BytesIO(parcel.file.encode()), name) for name in names]
        return await _within(
            place.send(view=sheet(parcel.card, names), files=files, nonce=nonce(errand), allowed_mentions=_NOBODY)
        )

    async def _edit(self, channel_id: int, message_id: int, card: Card) -> discord.Message:
        # Not Message.edit, which shows link previews again that somebody has taken away (F26). And the bot's own
        # "mention nobody" does not reach edits of a card.
        message = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        return await _within(message.edit(view=sheet(card), allowed_mentions=_NOBODY))

    async def _place(self, to: Channel | Person) -> Place:
        """By its number and without the cache, which may not know it (F18)."""
        if isinstance(to, Channel):
            return self._client.get_partial_messageable(to.id, guild_id=to.guild)
        return await _within(self._client.create_dm(discord.Object(to.id)))

    async def _found(self, place: Place, card: Card) -> discord.Message | None:
        """The message with this card's small print; not one that answered a command, which may show the same card."""
        mark, me = f"-# {card.footer.splitlines()[0]}", self._client.user
        async for message in place.history(limit=LOOK_BACK):
            if message.author == me and message.interaction_metadata is None and mark in _lines(message):
                return message
        return None


def nonce(errand: Errand) -> str:
    """The same for each try of the same notice, on every machine (F4)."""
    return b32encode(sha256(f"{errand.forum}:{errand.key}".encode()).digest()).decode()[: NONCE - 1]


async def _within(request: Awaitable[_Answer]) -> _Answer:
    async with asyncio.timeout(PATIENCE):
        return await request


def _stands_no_more(error: discord.HTTPException, parcel: Parcel) -> bool:
    """Deleted, or written by an earlier account of the clerk; or its channel is gone, and the forum uses another."""
    if error.code in (UNKNOWN_MESSAGE, NOT_OURS):
        return True
    elsewhere = isinstance(parcel.to, Channel) and parcel.stands is not None and parcel.stands[0] != parcel.to.id
    return elsewhere and error.code in (UNKNOWN_CHANNEL, NO_ACCESS)


def _lines(message: discord.Message) -> Iterator[str]:
    def texts(part: dict[str, Any]) -> Iterator[str]:
        if isinstance(part.get("content"), str):
            yield part["content"]
        for child in part.get("components", ()):
            yield from texts(child)

    for component in message.components:
        for text in texts(dict(component.to_dict())):
            yield from text.splitlines()
