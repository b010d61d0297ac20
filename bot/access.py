"""What the clerk has to be allowed in Discord, and what it lacks, in sentences that say how to mend it.

`/forum setup` and `/forum settings` look at what the client knows, `forum-clerk check` at what Discord answers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import discord
from discord.abc import GuildChannel

from bot.clerk import ForumCard

IN_CHANNELS: Mapping[str, str] = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
IN_THE_CHAT: Mapping[str, str] = {"create_public_threads": "Create Public Threads"}
"""Besides those of every channel: each session has a thread under its card."""
IN_SERVER: Mapping[str, str] = {"create_events": "Create Events", "manage_events": "Manage Events"}
"""By the names that Discord's settings show. Creating is not part of managing since 23 February 2026."""

NEEDED = discord.Permissions(**dict.fromkeys((*IN_CHANNELS, *IN_THE_CHAT, *IN_SERVER), True))

CALLED = {"chat_channel_id": "the chat", "log_channel_id": "the public log", "host_channel_id": "the hosts’ channel"}

FindRole = Callable[[int], discord.Role | None]
FindChannel = Callable[[int], GuildChannel | discord.Thread | None]


@dataclass(frozen=True)
class Lack:
    """Something that keeps the clerk from working as set up. Names are bare words, for whoever shows them to escape."""

    what: str
    todo: str


@dataclass(frozen=True)
class Surroundings:
    """A forum's server as the clerk sees it."""

    me: discord.Member
    everyone: discord.Role
    role: FindRole
    channel: FindChannel

    @classmethod
    def of(cls, guild: discord.Guild) -> "Surroundings":
        """As the client knows it."""
        return cls(guild.me, guild.default_role, guild.get_role, guild.get_channel_or_thread)


def lacking(forum: ForumCard, around: Surroundings) -> list[Lack]:
    """Everything that is amiss, the worst first."""
    return [*_roles(forum, around), *_channels(forum, around), *_server(around)]


def _roles(forum: ForumCard, around: Surroundings) -> Iterator[Lack]:
    if around.role(forum.host_role_id) is None:
        yield Lack(
            "The hosts’ role does not exist any more, so nobody is a host.",
            "Somebody who may manage the server types /forum setup and chooses another role.",
        )
    if forum.carer_role_id is not None and around.role(forum.carer_role_id) is None:
        yield Lack(
            "The carers’ role does not exist any more, so nobody but hosts can raise anything.",
            "Choose another with /forum settings, or none.",
        )


def _channels(forum: ForumCard, around: Surroundings) -> Iterator[Lack]:
    for name, called in CALLED.items():
        number = getattr(forum, name)
        channel = around.channel(number) if number is not None else None
        if channel is not None:
            chat = name == "chat_channel_id" and not isinstance(channel, discord.Thread)
            yield from _in_channel(channel, called, around.me, {**IN_CHANNELS, **IN_THE_CHAT} if chat else IN_CHANNELS)
        elif number is not None:
            yield Lack(
                f"The channel of {called} does not exist any more, or the clerk cannot see it.",
                "Choose another with /forum settings.",
            )
        if (
            name == "host_channel_id"
            and channel is not None
            and (seen_by := seen(channel, forum.carer_role_id, around))
        ):
            yield Lack(
                f"{seen_by} can see #{channel.name}, where the clerk writes to the hosts.",
                "Letters to officials stand there with their addresses. Open the channel’s settings, then Permissions, "
                "and switch View Channel off for everybody but the hosts and the clerk.",
            )


def _in_channel(
    channel: GuildChannel | discord.Thread, called: str, me: discord.Member, needed: Mapping[str, str]
) -> Iterator[Lack]:
    have = channel.permissions_for(me)
    # Without the first nothing can be known of the others; without the second Discord counts these two as off.
    unknown = set(needed) - {"view_channel"} if not have.view_channel else set[str]()
    unknown |= {"embed_links", "attach_files"} if not have.send_messages else set()
    lacks = [name for name in needed if not getattr(have, name) and name not in unknown]
    if missing := [needed[name] for name in lacks]:
        yield Lack(
            f"In #{channel.name} ({called}) the clerk lacks {_names(missing)}.",
            f"Open the channel’s settings, then Permissions, add the role “{_own_role(me)}”, and switch that on.",
        )


def _server(around: Surroundings) -> Iterator[Lack]:
    have = around.me.guild_permissions
    if missing := [words for name, words in IN_SERVER.items() if not getattr(have, name)]:
        yield Lack(
            f"In this server the clerk lacks {_names(missing)}, so sessions do not appear as Discord events.",
            f"Open Server Settings, then Roles, then “{_own_role(around.me)}”, and switch that on.",
        )


def seen(channel: GuildChannel | discord.Thread, carer_role_id: int | None, around: Surroundings) -> str | None:
    """Who can see a channel that only hosts should see; None where it is as it should be."""
    if isinstance(channel, discord.Thread):
        return None
    if channel.permissions_for(around.everyone).view_channel:
        return "Everybody in the server"
    carers = around.role(carer_role_id) if carer_role_id is not None else None
    if carers is not None and channel.permissions_for(carers).view_channel:
        return f"Everybody with the role “{carers.name}”"
    return None


def _own_role(me: discord.Member) -> str:
    """The role that Discord made for the clerk when it was invited."""
    return next((role.name for role in me.roles if role.managed), me.display_name)


def _names(missing: list[str]) -> str:
    *most, last = [f"“{name}”" for name in missing]
    return f"{', '.join(most)} and {last}" if most else last


def invitation_link(application_id: int) -> str:
    """The address that adds the clerk to a server with just the permissions it needs."""
    return (
        f"https://discord.com/oauth2/authorize?client_id={application_id}"
        f"&scope=bot+applications.commands&permissions={NEEDED.value}"
    )
