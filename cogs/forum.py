"""/forum: setting the forum up, its settings, its charter, its terms, and what it is."""

import io

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Choice, Transform
from discord.ext import commands

from bot.calendars import NATIONS
from bot.cards.forum import about_card
from bot.cards.handover import FILE, handover_card
from bot.chat.mishap import note_kept
from bot.client import ForumClerk
from bot.founding import THERE_IS_ONE, found
from bot.handover import gathered, in_words
from bot.pausing import Wish
from bot.rules.errors import Refused
from bot.rules.forum import AREA_LIMIT, NAME_LIMIT
from bot.rules.tongue import capital
from bot.rules.when import read_date
from bot.rules.wording import PAUSES
from bot.rules.words import PauseKind
from cogs._choices import OrganisationChoice
from cogs._desk import reading, writing
from cogs._fitting import Channels, around, fitting_carers, fitting_channels, sheet_of
from cogs._forum import forum_row, show_founded, show_settings
from cogs._handover import ask_to_hand_over
from cogs._may import Act, ForumCard, Interaction, Shown, here, may, soon, who
from cogs._pausing import ask_to_pause
from cogs._reply import reply
from cogs._terms import Charter, HelpLines, PolicyForm, policy_filled
from db import outbox


class _TextChannel(app_commands.Transformer[ForumClerk]):
    """By its number, without looking it up in a cache that may not know it yet."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text]

    async def transform(
        self, interaction: discord.Interaction[ForumClerk], value: AppCommandChannel | AppCommandThread, /
    ) -> int:
        return value.id


ChannelChoice = Transform[int, _TextChannel]


class Forum(commands.GroupCog, group_name="forum", description="What this forum is, and how it is set up"):
    @app_commands.command(description="Make the forum of this server")
    @app_commands.describe(
        name="What the forum is called, like Northshire Carers’ Forum",
        host_role="Who runs the forum and keeps its record",
        area="Whose carers it speaks for, like Northshire",
        carer_role="Who may raise things (without one: everybody here)",
        chat_channel="Where carers talk: cards of sessions and items stand there",
        log_channel="Where each entry of the public record is shown",
        host_channel="Where the clerk writes to the hosts: a channel that only they can see",
        nation="Whose public holidays count (England unless you say otherwise)",
    )
    @app_commands.choices(nation=[Choice(name=name, value=code) for code, name in NATIONS.items()])
    @may(Act.SET_UP_THE_FORUM)
    async def setup(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, NAME_LIMIT],
        host_role: discord.Role,
        area: app_commands.Range[str, 1, AREA_LIMIT] | None = None,
        carer_role: discord.Role | None = None,
        chat_channel: ChannelChoice | None = None,
        log_channel: ChannelChoice | None = None,
        host_channel: ChannelChoice | None = None,
        nation: str = "ENG",
    ) -> None:
        there, by = who(interaction).forum, who(interaction).user_id
        if there is not None and not _lost_its_hosts(interaction, there):
            raise Refused(THERE_IS_ONE)
        assert interaction.guild_id is not None
        carers = fitting_carers(host_role, carer_role)
        chosen = {"chat_channel_id": chat_channel, "log_channel_id": log_channel, "host_channel_id": host_channel}
        if there is not None:
            await _repair(interaction, host_role, carers, chosen)
            return
        forum = await found(
            interaction.client.clerk,
            guild_id=interaction.guild_id,
            name=name,
            host_role_id=host_role.id,
            by=by,
            area=area,
            carer_role_id=carers,
            nation=nation,
            **fitting_channels(chosen, carers, around(interaction)),
        )
        note_kept()
        await show_founded(interaction, forum)

    @app_commands.command(description="See and change how the forum is set up")
    @may(Act.CHANGE_THE_FORUM)
    async def settings(self, interaction: Interaction) -> None:
        await show_settings(interaction)

    @app_commands.command(description="Say in a few words who you are; it stands in every letter")
    @may(Act.CHANGE_THE_FORUM, Shown.AS_FORM)
    async def charter(self, interaction: Interaction) -> None:
        row = await soon(forum_row(interaction))
        await Charter.open(interaction, filled={"charter": row.charter or ""})

    @app_commands.command(description="Say where carers find help at once; it stands in /help, topic: support")
    @may(Act.CHANGE_THE_FORUM, Shown.AS_FORM)
    async def support(self, interaction: Interaction) -> None:
        row = await soon(forum_row(interaction))
        await HelpLines.open(interaction, filled={"lines": row.help_lines or ""})

    @app_commands.command(description="Give officials more time than the common terms do")
    @may(Act.CHANGE_THE_FORUM, Shown.AS_FORM)
    async def policy(self, interaction: Interaction) -> None:
        await PolicyForm.open(interaction, filled=await soon(policy_filled(interaction)))

    @app_commands.command(description="Stop the clock for some days, for one body or for all of them")
    @app_commands.describe(
        why="The reason that everybody reads",
        first="The first day, like Tue 3 Nov",
        last="The last day, like Fri 20 Nov",
        organisation="Whose clock stops (without one: every body’s)",
    )
    @app_commands.choices(why=[Choice(name=capital(words), value=kind.value) for kind, words in PAUSES.items()])
    @may(Act.CHANGE_THE_FORUM)
    async def pause(
        self,
        interaction: Interaction,
        why: str,
        first: app_commands.Range[str, 1, 60],
        last: app_commands.Range[str, 1, 60],
        organisation: OrganisationChoice | None = None,
    ) -> None:
        async with reading(interaction) as view:
            days = [read_date(typed, now=view.now, zone=view.zone) for typed in (first, last)]
            card = await ask_to_pause(view, Wish(PauseKind(why), days[0], days[1], organisation))
        await reply(interaction, card)

    @app_commands.command(description="Where everything stands, for whoever takes over or comes back after weeks")
    @app_commands.describe(to="Another host, to whom the clerk shall write where the hosts’ channel is gone")
    @may(Act.CHANGE_THE_FORUM)
    async def handover(self, interaction: Interaction, to: discord.Member | None = None) -> None:
        if to is not None:
            await reply(interaction, ask_to_hand_over(interaction, to))
            return
        async with reading(interaction) as view:
            handover = await gathered(view)
            card, words = handover_card(handover, view), in_words(handover, view.forum.name, view)
        await reply(interaction, card, files=[discord.File(io.BytesIO(words.encode()), FILE)])

    @app_commands.command(description="What this forum is, who hosts it, and how its record is kept")
    @app_commands.describe(only_me="Show it to me alone")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def about(self, interaction: Interaction, only_me: bool = False) -> None:
        await reply(interaction, about_card(await sheet_of(interaction, here(interaction))))


def _lost_its_hosts(interaction: Interaction, forum: ForumCard) -> bool:
    """Nobody can be a host any more, and so nobody could change the settings that say who is."""
    known = around(interaction)
    return known is not None and known.role(forum.host_role_id) is None


async def _repair(interaction: Interaction, host_role: discord.Role, carers: int | None, channels: Channels) -> None:
    """Give a forum whose hosts’ role was deleted another one; what was not named stays as it is."""
    async with writing(interaction) as tx:
        kept = {name: getattr(tx.forum, name) if chosen is None else chosen for name, chosen in channels.items()}
        tx.forum.host_role_id = host_role.id
        tx.forum.carer_role_id = carers if carers is not None else tx.forum.carer_role_id
        if any(chosen is not None for chosen in channels.values()):
            for name, number in fitting_channels(kept, tx.forum.carer_role_id, around(interaction)).items():
                setattr(tx.forum, name, number)
        await outbox.unblock(tx.db, tx.forum.id, None, tx.now)
    forum = await interaction.client.clerk.forum_of(here(interaction).guild_id)
    assert forum is not None
    await show_founded(interaction, forum)


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Forum())
