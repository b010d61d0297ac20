"""What a forum has around it, and what may be chosen for it: roles and channels that keep private things private."""

import discord

from bot.access import Lack, Surroundings, lacking, seen
from bot.cards.forum import ForumSheet, forum_sheet
from bot.rules.errors import Refused
from cogs._may import ForumCard, Interaction
from db import ledger

Channels = dict[str, int | None]
CHANNELS = ("chat_channel_id", "log_channel_id", "host_channel_id")


def around(interaction: Interaction) -> Surroundings | None:
    """The server as the client knows it; None while Discord has not told of it."""
    guild = interaction.guild
    return Surroundings.of(guild) if guild is not None and guild.me is not None else None


def lacks_of(interaction: Interaction, forum: ForumCard) -> list[Lack]:
    known = around(interaction)
    if known is None:
        return [
            Lack("Discord has not told the clerk of this server’s channels yet.", "Press “Check again” in a minute.")
        ]
    return lacking(forum, known)


async def sheet_of(interaction: Interaction, forum: ForumCard) -> ForumSheet:
    clerk, guild = interaction.client.clerk, interaction.guild

    def called(role_id: int | None) -> str | None:
        role = guild.get_role(role_id) if guild is not None and role_id is not None else None
        return role.name if role else None

    async with clerk.record.reading(forum.id) as view:
        entries = (await ledger.head(view.db, forum.id)).seq
        hosts, carers = called(forum.host_role_id), called(forum.carer_role_id)
        return forum_sheet(view, clerk.ways, hosts=hosts, carers=carers, entries=entries)


def fitting_carers(host_role: discord.Role, carer_role: discord.Role | None) -> int | None:
    """Raises `Refused` for roles that would make everybody a host. None: everybody is a carer."""
    if host_role.is_default():
        raise Refused(
            "Everybody has that role, so everybody would be a host. Make a role for the hosts, and choose it."
        )
    if host_role.managed or (carer_role is not None and carer_role.managed):
        raise Refused("Discord manages that role for a bot, so you could give it to nobody. Choose another.")
    if carer_role is None or carer_role.is_default():
        return None
    if carer_role.id == host_role.id:
        raise Refused("Hosts and carers need two roles, or every carer could change the record.")
    return carer_role.id


def fitting_channels(channels: Channels, carer_role_id: int | None, known: Surroundings | None) -> Channels:
    """Raises `Refused` where letters with officials’ addresses would stand in public."""
    hosts = channels["host_channel_id"]
    if hosts is not None and hosts in (channels["chat_channel_id"], channels["log_channel_id"]):
        raise Refused("The hosts need a channel of their own: letters to officials stand there with their addresses.")
    channel = known.channel(hosts) if known is not None and hosts is not None else None
    if channel is not None and known is not None and (seen_by := seen(channel, carer_role_id, known)):
        raise Refused(
            f"{seen_by} can see #{channel.name}, and letters to officials would stand there with their addresses. "
            "Switch View Channel off there for everybody but the hosts and the clerk, or choose another channel."
        )
    return channels
