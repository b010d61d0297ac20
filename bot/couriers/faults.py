"""What an error of Discord's means for a notice (DISCORD-NOTES §3, F9 to F14): come back later, or it is gone."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.access import IN_CHANNELS
from bot.couriers.parcel import Channel, Person
from bot.outbox import Gone, Later, NotNeeded

log = logging.getLogger(__name__)

FAULTS = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError)
"""Everything that can go wrong between us and Discord. Anything else is a bug, and is logged as one."""

UNKNOWN_CHANNEL, UNKNOWN_SERVER, UNKNOWN_MESSAGE, NOT_OURS = 10003, 10004, 10008, 50005
NO_ACCESS, NO_PERMISSION = 50001, 50013
BAD_REQUEST, SERVER_FAULTS = 400, 500
TOO_FAST = frozenset({20016, 20022, 20028, 30046, 40003})
"""Too many edits, or direct messages opened too fast: they come with the status of a bad request."""
SHUT_DM = frozenset({50007, 50278, 10013})
"""They take no direct messages, share no server with the clerk any more, or have left Discord."""

SHUT = {
    UNKNOWN_CHANNEL: "The clerk cannot find {called} any more: the channel was deleted. Choose another with "
    "/forum settings.",
    UNKNOWN_SERVER: "The clerk is not in this server any more. Invite it again.",
    50083: "The clerk cannot write in {called}: that thread is archived. Open it again, or choose another with "
    "/forum settings.",
    40067: "The clerk cannot write in {called}: posts there need a tag. Choose a text channel with /forum settings.",
    50008: "The clerk cannot write in {called}: it is no text channel. Choose one with /forum settings.",
    50024: "The clerk cannot write in {called}: it is no text channel. Choose one with /forum settings.",
}
"""Channels that take nothing any more, whatever the permissions."""

STORMS = 3
PAUSE = timedelta(minutes=10)


@dataclass
class Weather:
    """Discord's gate-keeper (Cloudflare) answers without a code of Discord's. After three such answers in a row nothing
    is asked for ten minutes: ten thousand of them would shut this machine out for an hour."""

    _seen: int = 0
    _clear: datetime | None = field(default=None)

    def storm(self, now: datetime) -> Later | None:
        """Wait, if there is one."""
        return Later("Discord keeps us out for now", self._clear) if self._clear and now < self._clear else None

    def note(self, error: Exception | None, now: datetime) -> None:
        """After every answer; None is a good one."""
        shut_out = isinstance(error, discord.HTTPException) and error.code == 0 and error.status in (403, 429)
        self._seen = self._seen + 1 if shut_out else 0
        if self._seen >= STORMS:
            self._seen, self._clear = 0, now + PAUSE


def wait(client: discord.Client, weather: Weather, now: datetime) -> Later | None:
    """Nothing can be carried to Discord now, whatever it is."""
    if client.user is None or client.is_closed():
        return Later("Discord is not connected")
    return weather.storm(now)


def meaning(error: Exception, to: Channel | Person, client: discord.Client, now: datetime) -> Gone | Later | NotNeeded:
    """What to do about a notice to `to` that Discord did not take."""
    if isinstance(error, discord.RateLimited):
        return Later("Discord asks us to wait", now + timedelta(seconds=error.retry_after))
    if not isinstance(error, discord.HTTPException) or error.status >= SERVER_FAULTS:
        return Later(f"Discord cannot be reached: {error!r}")
    if isinstance(to, Person):
        return _person(error, to)
    if error.code in SHUT:
        return Gone(str(error), SHUT[error.code].format(called=to.called))
    if error.code in (NO_ACCESS, NO_PERMISSION):
        return Gone(str(error), _permissions(to, client))
    return _unforeseen(error, BUG.format(called=to.called))


BUG = (
    "Discord does not take what the clerk wants to post in {called}. That is a fault in the clerk: please tell whoever "
    "runs it, and show them this message."
)


def _unforeseen(error: discord.HTTPException, sentence: str) -> Gone | Later:
    """A request that is wrong now will be wrong in a minute: it is ours to mend, and must not be tried all day long."""
    if error.status != BAD_REQUEST or error.code == 0 or error.code in TOO_FAST:
        log.warning("Discord did not take a notice: %s", error)
        return Later(f"Discord did not take it: {error}")
    log.error("Discord cannot take a notice: %s", error)
    return Gone(str(error), sentence)


def _person(error: discord.HTTPException, to: Person) -> Gone | Later | NotNeeded:
    if error.code not in SHUT_DM:
        wait = _unforeseen(error, BUG.format(called="a direct message"))
        return NotNeeded(wait.why) if to.courtesy and isinstance(wait, Gone) else wait
    if to.courtesy:
        return NotNeeded("they take no direct messages")
    return Gone(str(error), "The clerk has no way to write to the hosts. Choose a hosts’ channel with /forum settings.")


def _permissions(to: Channel, client: discord.Client) -> str:
    guild = client.get_guild(to.guild)
    channel = guild.get_channel_or_thread(to.id) if guild else None
    have = channel.permissions_for(guild.me) if guild and channel else None
    missing = [words for name, words in IN_CHANNELS.items() if have is not None and not getattr(have, name)]
    names = ", ".join(f"“{words}”" for words in missing or IN_CHANNELS.values())
    return (
        f"The clerk may not write in {to.called}, <#{to.id}>. Open the settings of that channel, then Permissions, "
        f"and give the clerk: {names}."
    )
