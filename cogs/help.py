"""/help: short, by role, and by topic. It lists commands as they are, so it cannot speak of one that is not there."""

from collections.abc import Iterator
from itertools import groupby

from discord import app_commands
from discord.app_commands import Choice, ContextMenu
from discord.ext import commands

from bot.chat.gate import AnyCommand, commands_of
from bot.client import ForumClerk
from bot.rules.permissions import Role
from bot.rules.tongue import capital
from cogs._card import Block, Card
from cogs._desk import reading
from cogs._help import BY_ROLE, FIRST_STEPS, HOSTS, MENUS, SUPPORT, TOPICS, Topic
from cogs._may import Act, Interaction, may, who
from cogs._reply import reply
from cogs._text import quote


class Help(commands.Cog):
    @app_commands.command(name="help", description="What you can do here, and how things work")
    @app_commands.describe(topic="Leave it out for what you can do yourself")
    @app_commands.choices(topic=[Choice(name=capital(name), value=name) for name in TOPICS])
    @may(Act.ASK_FOR_HELP)
    async def help_(self, interaction: Interaction, topic: str | None = None) -> None:
        known = {command.qualified_name: command for command in commands_of(interaction.client.tree)}
        if topic is not None:
            chosen = TOPICS[topic]
            own = await _own(interaction) if chosen is SUPPORT else []
            await reply(interaction, Card(chosen.title, [*own, *_blocks(chosen, known)]))
            return
        visitor = who(interaction)
        if visitor.forum is None:
            await reply(interaction, Card(FIRST_STEPS.title, (FIRST_STEPS.words,)))
            return
        mine = [topic for role, topic in BY_ROLE if role in visitor.roles]
        # A host is told of the tools by name, not of how things work: there is a topic for each.
        short = len(mine) > 1 and Role.HOST in visitor.roles
        others = [] if not short else [block for one in mine[:-1] for block in (f"**{one.title}**", _names(one, known))]
        told = mine[-1:] if short else mine
        blocks = [block for each in told for block in (f"**{each.title}**", *_blocks(each, known, short=short))]
        await reply(interaction, Card("What you can do here", [*blocks, *others], footer=MORE))


MORE = f"/help topic: {', '.join(TOPICS)}"


def _blocks(topic: Topic, known: dict[str, AnyCommand], *, short: bool = False) -> Iterator[Block]:
    if not short:
        yield topic.words
    if short and topic is HOSTS:
        # There are too many for one card with what each does; the topic of their name says it.
        names = [name for name in topic.commands if name in known]
        of_group = groupby(sorted(names, key=lambda name: name.split()[0]), key=lambda name: name.split()[0])
        yield "\n".join("- " + ", ".join(f"**/{name}**" for name in group) for _, group in of_group)
    elif topic.commands:
        yield "\n".join(_line(known[name]) for name in topic.commands if name in known)


def _names(topic: Topic, known: dict[str, AnyCommand]) -> str:
    """Of what somebody has found out long ago."""
    named = (known[name] for name in topic.commands if name in known)
    return ", ".join(one.name if isinstance(one, ContextMenu) else f"/{one.qualified_name}" for one in named)


async def _own(interaction: Interaction) -> list[Block]:
    """The forum's own list, where its hosts have written one."""
    if who(interaction).forum is None:
        return []
    async with reading(interaction) as view:
        lines = view.forum.help_lines
    return ["**Named by this forum**", quote(lines)] if lines else []


def _line(command: AnyCommand) -> str:
    if isinstance(command, ContextMenu):
        return f"- **{command.name}**, {MENUS[command.name]}"
    return f"- **/{command.qualified_name}** {command.description[:1].lower()}{command.description[1:]}"


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Help())
