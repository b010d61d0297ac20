"""The forms of a forum’s settings: its name, who its hosts and carers are, its channels."""

from collections.abc import Sequence

import discord
from discord.abc import GuildChannel

from bot.cards import FORUM_CHANNELS, FORUM_NAMES, FORUM_ROLES
from bot.rules.errors import Refused
from bot.rules.forum import AREA_LIMIT, NAME_LIMIT, named, worded_area
from cogs._button import Button
from cogs._fitting import CHANNELS, around, fitting_carers, fitting_channels
from cogs._form import Answers, Form, PickChannel, PickRole, Text
from cogs._forum import forum_row, keep
from cogs._may import Act, ForumCard, Interaction, Shown, here, soon


class NamesForm(Form):
    name, act, title, shown = "forum-names", Act.CHANGE_THE_FORUM, "Name and area", Shown.IN_PLACE
    fields = (
        Text("name", "The forum’s name", "Its web address stays as it is.", most=NAME_LIMIT),
        Text("area", "Whose carers does it speak for?", "A place, like Northshire.", most=AREA_LIMIT, required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        values: dict[str, str | int | None] = {"name": named(answers.text("name"))}
        await keep(interaction, values | {"area": worded_area(answers.text("area"))}, "The name and the area are kept.")


class RolesForm(Form):
    name, act, title, shown = "forum-roles", Act.CHANGE_THE_FORUM, "Roles", Shown.IN_PLACE
    fields = (
        PickRole("host_role_id", "Who are the hosts?", "They run the forum and keep its record."),
        PickRole("carer_role_id", "Who are the carers?", "Leave it empty for everybody in the server.", required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        hosts, carers = answers.number("host_role_id"), answers.number("carer_role_id")
        if hosts is None:
            raise Refused("Choose the role of the hosts.")
        guild = interaction.guild
        roles = (guild.get_role(hosts), guild.get_role(carers) if carers else None) if guild else (None, None)
        if roles[0] is not None:
            carers = fitting_carers(roles[0], roles[1])
        await keep(interaction, {"host_role_id": hosts, "carer_role_id": carers}, "The roles are kept.")


class ChannelsForm(Form):
    name, act, title, shown = "forum-channels", Act.CHANGE_THE_FORUM, "Channels", Shown.IN_PLACE
    fields = (
        PickChannel("chat_channel_id", "Where do carers talk?", "Session and item cards stand there.", required=False),
        PickChannel("log_channel_id", "Where is the public log?", "Each entry of the record.", required=False),
        PickChannel("host_channel_id", "Where are hosts written to?", "Seen by hosts only.", required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        chosen = {name: answers.number(name) for name in CHANNELS}
        fitting = fitting_channels(chosen, here(interaction).carer_role_id, around(interaction))
        await keep(interaction, {**fitting}, "The channels are kept, and what waited is on its way.")


class NamesButton(Button):
    name, act, shown = FORUM_NAMES, Act.CHANGE_THE_FORUM, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        row = await soon(forum_row(interaction))
        await NamesForm.open(interaction, filled={"name": row.name, "area": row.area or ""})


class RolesButton(Button):
    name, act, shown = FORUM_ROLES, Act.CHANGE_THE_FORUM, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        forum = here(interaction)
        await RolesForm.open(interaction, filled=_held(forum, ("host_role_id", "carer_role_id"), interaction))


class ChannelsButton(Button):
    name, act, shown = FORUM_CHANNELS, Act.CHANGE_THE_FORUM, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await ChannelsForm.open(interaction, filled=_held(here(interaction), CHANNELS, interaction))


def _held(forum: ForumCard, names: Sequence[str], interaction: Interaction) -> dict[str, str | list[str]]:
    """What is chosen now, without what has been deleted: Discord opens no form that names something unknown to it."""
    known = around(interaction)
    held: dict[str, str | list[str]] = {}
    for name in names:
        number = getattr(forum, name)
        there: GuildChannel | discord.Thread | discord.Role | None = None
        if known is not None and number is not None:
            there = known.role(number) if name.endswith("role_id") else known.channel(number)
        if there is not None:
            held[name] = str(number)
    return held
