"""Keeping one client connected to Discord for as long as the clerk runs.

Only the network is waited for. What waiting does not mend (a token that is not accepted, a cog that does not load) ends
the process with a sentence.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.client import ForumClerk
from bot.supervise import rest

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds."""

NETWORK = (aiohttp.ClientError, OSError, TimeoutError)
ASKING = aiohttp.ClientTimeout(total=10)

NOT_ACCEPTED = (
    "Discord does not accept the token. Make a new one (Developer Portal, your application, Bot, Reset Token) and "
    "write it into [discord] token."
)


def without_voice() -> None:
    """Before a client is made: it never speaks aloud, so nobody needs to hear that it could not."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class NotAccepted(Exception):
    """`str(error)` says what to do."""


class Gateway:
    """`start` logs in and stays connected; `stop` ends it. A worker of `bot.supervise`, not to be started twice."""

    def __init__(self, client: ForumClerk, token: str) -> None:
        self._client = client
        self._token = token
        self._stopping = asyncio.Event()

    async def start(self) -> None:
        await self._until(self._logged_in)
        await self._until(self._was_connected)

    async def _until(self, step: Callable[[], Awaitable[bool]]) -> None:
        """Try again, more and more seldom, until it is done or we are asked to stop."""
        wait = FIRST_WAIT
        while not self._stopping.is_set() and not await step():
            log.warning("Discord cannot be reached; trying again in %g seconds", wait)
            await rest(self._stopping, wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def stop(self) -> None:
        self._stopping.set()
        await self._client.close()

    async def _logged_in(self) -> bool:
        """False when Discord could not be asked. The cogs are loaded on the way, once."""
        try:
            # Asked first, because the library leaves a connection open for each login that comes to nothing.
            async with (
                aiohttp.ClientSession(timeout=ASKING) as web,
                web.get(f"{discord.http.Route.BASE}/gateway") as said,
            ):
                if said.status >= 500:
                    return False
            await self._client.login(self._token)
        except discord.LoginFailure as error:
            raise NotAccepted(NOT_ACCEPTED) from error
        except NETWORK:
            return False
        except discord.HTTPException as error:
            if error.status < 500:
                raise
            return False
        return True

    async def _was_connected(self) -> bool:
        """Connected until the end; the library comes back by itself, but not from a first try that reached nobody."""
        try:
            await self._client.connect()
        except (*NETWORK, discord.GatewayNotFound, AttributeError):
            # 2.7.1 then asks a connection that was never made where to go on from.
            if self._client.ws is not None or self._client.is_closed():
                raise
            return False
        return True
