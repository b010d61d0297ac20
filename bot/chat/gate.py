"""Who is asking, and whether they may: the table is `bot/rules/permissions.py`, this looks up which roles somebody has.

Every command passes `CommandTree.interaction_check`, every button, menu and form passes its door; both end in `admit`.
What declares no act is refused.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.chat.kinds import Interaction, Shown
from bot.chat.mishap import BUSY
from bot.clerk import ForumCard
from bot.rules.errors import Refused
from bot.rules.permissions import Act, Role, require

NO_FORUM = "There is no forum here yet. Somebody who may manage this Discord server can make one with /forum setup."
NOT_HERE = "The clerk only works inside a forum’s Discord server. Please ask there."

WITHOUT_A_FORUM = frozenset({Act.ASK_FOR_HELP, Act.SET_UP_THE_FORUM})

PATIENCE = 1.0
"""Seconds for a look-up where nothing can be acknowledged first: before a form opens, and for autocomplete."""

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
T = TypeVar("T")


@dataclass(frozen=True)
class Visitor:
    """Somebody at the counter: the forum they stand in (None before it is set up) and what they are to it."""

    forum: ForumCard | None
    roles: frozenset[Role]
    user_id: int


@dataclass(frozen=True)
class May:
    """What a command says of itself by `@may`."""

    act: Act
    shown: Shown


_HOLDS: dict[Role, Callable[[Interaction, ForumCard | None], bool]] = {
    Role.ANYONE: lambda seen, forum: True,
    Role.CARER: lambda seen, forum: (
        forum is not None and (forum.carer_role_id is None or _has(seen, forum.carer_role_id))
    ),
    Role.HOST: lambda seen, forum: forum is not None and _has(seen, forum.host_role_id),
    Role.STEWARD: lambda seen, forum: seen.permissions.manage_guild,
}


def _has(interaction: Interaction, role_id: int) -> bool:
    # The ids that came with the interaction. `Member.roles` and `get_role` would look them up in a cache that is empty
    # while a server is unavailable, and a host would be told that they are not one.
    return isinstance(interaction.user, discord.Member) and interaction.user._roles.has(role_id)


async def visitor(interaction: Interaction) -> Visitor:
    if interaction.guild_id is None:
        raise Refused(NOT_HERE)
    forum = await interaction.client.clerk.forum_of(interaction.guild_id)
    roles = frozenset(role for role, holds in _HOLDS.items() if holds(interaction, forum))
    return Visitor(forum, roles, interaction.user.id)


async def admit(interaction: Interaction, act: Act) -> Visitor:
    """Refuse what the visitor may not do; afterwards `who` and `here` know them without asking again."""
    seen = await visitor(interaction)
    if seen.forum is None and act not in WITHOUT_A_FORUM:
        raise Refused(NO_FORUM)
    require(act, seen.roles)
    interaction.extras["visitor"] = seen
    return seen


async def admit_soon(interaction: Interaction, act: Act) -> Visitor | None:
    """As `admit`, for what opens a form: when the look-up takes too long, whoever hands the form in is checked then."""
    try:
        return await soon(admit(interaction, act))
    except Busy:
        return None


def who(interaction: Interaction) -> Visitor:
    """The visitor as they were admitted. Raises `Busy` where a form is opened before they could be looked up."""
    seen = interaction.extras.get("visitor")
    if not isinstance(seen, Visitor):
        raise Busy(BUSY)
    return seen


def here(interaction: Interaction) -> ForumCard:
    """The forum that the visitor stands in."""
    forum = who(interaction).forum
    if forum is None:
        raise Refused(NO_FORUM)
    return forum


class Busy(Refused):
    """A look-up took longer than can be waited for."""


async def soon(looking_up: Awaitable[T]) -> T:
    """For look-ups before a form is opened, when nothing has been acknowledged yet. Raises `Busy`."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await looking_up
    except TimeoutError:
        raise Busy(BUSY) from None


def declared(command: AnyCommand) -> May | None:
    may = getattr(command.callback, "__may__", None)
    return may if isinstance(may, May) else None


def commands_of(tree: "app_commands.CommandTree[Any]") -> Iterator[AnyCommand]:
    """Every command that can be called, those in groups and the context menus included."""
    for kind in discord.AppCommandType:
        for command in tree.get_commands(type=kind):
            if isinstance(command, app_commands.Group):
                yield from (each for each in command.walk_commands() if isinstance(each, app_commands.Command))
            else:
                yield command


def undeclared(tree: "app_commands.CommandTree[Any]") -> list[str]:
    """The commands that forgot `@may`: nobody can use them, and a test should name them."""
    return [command.qualified_name for command in commands_of(tree) if declared(command) is None]
