"""What Discord says: whether it takes the token, and whether each forum's server gives the clerk what it needs.

Only asked over HTTP; the clerk that may be running is not disturbed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.access import Surroundings, invitation_link, lacking
from bot.check import commands
from bot.check.finding import Finding
from bot.clerk import Clerk, ForumCard
from bot.client import INTENTS
from bot.gateway import NOT_ACCEPTED, without_voice
from db import papers

UNREACHABLE = "See that this machine is online and may open https://discord.com, then try again."
TOKEN_HINT = (
    "Make one: Developer Portal, your application, Bot, Reset Token. Write it into config.toml under [discord], as "
    "token, or into a file that token_file names."
)
PRIVILEGED = ("presences", "members", "message_content")

FAULTS = (aiohttp.ClientError, OSError, TimeoutError, discord.HTTPException)


async def look(token: str | None, clerk: Clerk | None) -> AsyncIterator[Finding]:
    """`clerk` is None while there is no database to ask for forums."""
    if token is None:
        yield Finding("There is no Discord token.", TOKEN_HINT)
        return
    without_voice()
    async with _quietly(discord.Client(intents=INTENTS)) as client:
        try:
            await client.login(token)
        except discord.LoginFailure:
            yield Finding(NOT_ACCEPTED.partition(". ")[0] + ".", TOKEN_HINT)
            return
        except FAULTS as error:
            yield Finding(f"Discord could not be asked ({error}).", UNREACHABLE)
            return
        async for finding in look_as(client, clerk):
            yield finding


@asynccontextmanager
async def _quietly(client: discord.Client) -> AsyncIterator[discord.Client]:
    try:
        yield client
    finally:
        await client.close()


async def look_as(client: discord.Client, clerk: Clerk | None) -> AsyncIterator[Finding]:
    """With a client that has logged in."""
    assert client.user is not None
    assert client.application_id is not None
    yield Finding(f"Discord accepts the token: the clerk is {client.user}.")
    asked = [name for name in PRIVILEGED if getattr(INTENTS, name)]
    assert not asked, "a privileged intent has to be switched on by each host"
    yield Finding("The clerk asks for two intents, servers and their events; none of the privileged ones is needed.")
    if clerk is None:
        return
    yield await commands.look(clerk, client.application_id)
    async with clerk.database.reading() as db:
        forums = [ForumCard.of(row) for row in await papers.forums(db)]
    if not forums:
        link = invitation_link(client.application_id)
        yield Finding(f"There is no forum yet. Invite the clerk to your server ({link}), and type /forum setup there.")
    for forum in forums:
        try:
            async for finding in _forum(client, client.user.id, forum):
                yield finding
        except FAULTS as error:
            yield Finding(f"{forum.name}: Discord could not be asked ({error}).", UNREACHABLE)


async def _forum(client: discord.Client, me: int, forum: ForumCard) -> AsyncIterator[Finding]:
    try:
        guild = await client.fetch_guild(forum.guild_id, with_counts=False)
        member = await guild.fetch_member(me)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
    except (discord.Forbidden, discord.NotFound):
        link = invitation_link(client.application_id or 0)
        yield Finding(f"{forum.name}: the clerk is not in that server.", f"Invite it again: {link}")
        return
    lacks = lacking(forum, Surroundings(member, guild.default_role, guild.get_role, channels.get))
    for lack in lacks:
        yield Finding(f"{forum.name}: {lack.what}", lack.todo)
    if not lacks:
        yield Finding(f"{forum.name}: the roles and channels are there, with every permission that the clerk needs.")
