"""The Discord client: it connects, loads what it finds in `cogs/`, and catches every error in one place.

    client = ForumClerk(clerk)
    async with client:
        await client.start(token)

It starts nothing but itself. Everything that waits (outbox, timetable, post) runs beside it.
"""

import hashlib
import importlib
import json
import logging
import pkgutil
from collections.abc import Sequence
from functools import cache
from types import ModuleType

import discord
from discord import InteractionType, app_commands
from discord.ext import commands

from bot.chat import mishap
from bot.chat.answer import answer_for, defer
from bot.chat.doors import Doors, doors_in, find
from bot.chat.drafts import Drafts
from bot.chat.gate import AnyCommand, admit, admit_soon, declared, soon
from bot.chat.kinds import Interaction, Shown
from bot.clerk import Clerk
from bot.rules.errors import Refused

log = logging.getLogger(__name__)

INTENTS = discord.Intents(guilds=True, guild_scheduled_events=True)
"""The least that works, none of them privileged: members and messages come with the interactions that need them."""

COMMANDS_TOLD = "discord.commands_hash"
_CLOSED = "This command is not open to anybody."


class Tree(app_commands.CommandTree["ForumClerk"]):
    """Every command passes here first: acknowledged, then admitted; what declares no act is refused."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        mishap.begin()
        command = interaction.command
        if command is None:
            return True
        if interaction.type is InteractionType.autocomplete:
            return await self._may_type(interaction, command)
        try:
            await self._admit(interaction, command)
        except Exception as error:
            await answer_for(interaction, error)
            return False
        return True

    async def _admit(self, interaction: Interaction, command: AnyCommand) -> None:
        may = declared(command)
        if may is None:
            raise Refused(_CLOSED)
        if may.shown is Shown.AS_FORM:
            await admit_soon(interaction, may.act)
            return
        alone = may.shown is Shown.TO_ALL and interaction.namespace.only_me is True
        await defer(interaction, Shown.ONLY_ME if alone else may.shown)
        await admit(interaction, may.act)

    async def _may_type(self, interaction: Interaction, command: AnyCommand) -> bool:
        """Autocomplete shows nothing, and says nothing, to those who may not use the command."""
        try:
            may = declared(command)
            if may is None:
                raise Refused(_CLOSED)
            await soon(admit(interaction, may.act))
        except Exception as error:
            if not isinstance(error, Refused):
                log.exception("%s: autocomplete", mishap.where(interaction))
            await interaction.response.autocomplete([])
            return False
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        if interaction.type is InteractionType.autocomplete:
            if not interaction.response.is_done():
                await interaction.response.autocomplete([])
            return
        await answer_for(interaction, error)


class ForumClerk(commands.Bot):
    """Loads every `cogs/*.py` whose name has no leading underscore; one that does not load stops the start."""

    doors: Doors

    def __init__(self, clerk: Clerk, *, extensions: Sequence[str] | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=60,
        )
        self.clerk = clerk
        self.drafts = Drafts()
        self._to_load = extensions

    async def setup_hook(self) -> None:
        self.doors = doors_in([*await self.load_cogs(), *_shared_parts("cogs")])
        await self.sync_if_changed()

    async def load_cogs(self) -> Sequence[ModuleType]:
        """Each is imported once in a process: discord.py's own way would execute it anew for every client."""
        names = self._to_load if self._to_load is not None else extensions_in("cogs")
        loaded = [importlib.import_module(name) for name in names]
        for module in loaded:
            await module.setup(self)
        return loaded

    def commands_hash(self, application_id: int | None) -> str:
        """Changes when anything that Discord shows of a command does."""
        known = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        return hashlib.sha256(json.dumps([application_id, known], sort_keys=True).encode()).hexdigest()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Buttons, menus and forms; commands go to the tree."""
        if interaction.type not in (InteractionType.component, InteractionType.modal_submit):
            return
        mishap.begin()
        try:
            door, at = find(self.doors, interaction)
            await door.enter(interaction, at)
        except Exception as error:
            await answer_for(interaction, error)

    async def sync_if_changed(self) -> bool:
        """Tell Discord of the commands if they are not what it was last told: it takes 200 new ones a day.

        A sync that fails is logged and tried again at the next start; the commands known so far keep working.
        """
        now = self.commands_hash(self.application_id)
        if await self.clerk.settings_get(COMMANDS_TOLD) == now:
            return False
        try:
            await self.tree.sync()
        except (discord.DiscordException, OSError) as error:
            log.error("Discord did not take the commands: %s", error)
            return False
        await self.clerk.settings_set(COMMANDS_TOLD, now)
        return True


def extensions_in(package: str) -> list[str]:
    """A leading underscore means: a shared part, not an extension."""
    path = importlib.import_module(package).__path__
    return [f"{package}.{module.name}" for module in pkgutil.iter_modules(path) if not module.name.startswith("_")]


@cache
def _shared_parts(package: str) -> Sequence[ModuleType]:
    """All of them, whoever uses them: what stands behind a button is let in whether or not its cog is loaded."""
    path = importlib.import_module(package).__path__
    names = [module.name for module in pkgutil.iter_modules(path) if module.name.startswith("_")]
    return [importlib.import_module(f"{package}.{name}") for name in names]
