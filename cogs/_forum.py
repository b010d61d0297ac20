"""The forms and buttons of a forum's settings."""

from collections.abc import Sequence

import discord
from discord.abc import GuildChannel

from bot.cards.forum import charter_card, founded_card, help_lines_card, policy_card, settings_card
from bot.chat.card import Option
from bot.locale import LANGUAGES
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.forum import (
    AREA_LIMIT,
    CHARTER_LIMIT,
    HELP_LIMIT,
    NAME_LIMIT,
    chartered,
    help_lines,
    named,
    worded_area,
)
from bot.rules.policy import CALLED, LEAST, MOST_PATIENT, PATIENCE, lengthened
from bot.rules.tongue import capital
from bot.rules.words import Via
from cogs._button import Button
from cogs._desk import reading, writing
from cogs._fitting import CHANNELS, around, fitting_carers, fitting_channels, lacks_of, sheet_of
from cogs._form import Answers, Choice, Field, Form, PickChannel, PickRole, Text
from cogs._may import Act, ForumCard, Interaction, Shown, here, soon
from cogs._reply import reply
from db import models, outbox


async def show_settings(interaction: Interaction, note: str = "") -> None:
    """The card as it is now, after what was kept."""
    forum = await interaction.client.clerk.forum_of(here(interaction).guild_id)
    assert forum is not None
    buttons = (NamesButton.on(), RolesButton.on(), ChannelsButton.on(), LanguageButton.on(), CheckAgain.on())
    card = settings_card(await sheet_of(interaction, forum), lacks_of(interaction, forum), buttons, note)
    await reply(interaction, card)


async def show_founded(interaction: Interaction, forum: ForumCard) -> None:
    """The card after /forum setup, with a way to look again while something is in the way."""
    lacks = lacks_of(interaction, forum)
    await reply(
        interaction, founded_card(await sheet_of(interaction, forum), lacks, (CheckSetup.on(),) if lacks else ())
    )


async def keep(interaction: Interaction, values: dict[str, str | int | None], note: str) -> None:
    """Change the forum's papers, let what stood still move again, and show how it is now."""
    async with writing(interaction) as tx:
        for name, value in values.items():
            setattr(tx.forum, name, value)
        await outbox.unblock(tx.db, tx.forum.id, None, tx.now)
    await show_settings(interaction, note)


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


class LanguageForm(Form):
    name, act, title, shown = "forum-language", Act.CHANGE_THE_FORUM, "Language of the web pages", Shown.IN_PLACE
    fields = (
        Choice(
            "language",
            "In which language are your web pages?",
            [Option(code, called) for code, called in LANGUAGES.items()],
            "What has no Welsh words yet is shown in English. Letters, data and Discord stay in English.",
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        language = answers.text("language")
        if language not in LANGUAGES:
            raise Refused(f"Choose one of these languages: {', '.join(LANGUAGES.values())}.")
        await keep(interaction, {"language": language}, "The language of the web pages is kept.")


class NamesButton(Button):
    name, act, label, shown = "forum-names", Act.CHANGE_THE_FORUM, "Name and area", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        row = await soon(forum_row(interaction))
        await NamesForm.open(interaction, filled={"name": row.name, "area": row.area or ""})


class RolesButton(Button):
    name, act, label, shown = "forum-roles", Act.CHANGE_THE_FORUM, "Roles", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        forum = here(interaction)
        await RolesForm.open(interaction, filled=_held(forum, ("host_role_id", "carer_role_id"), interaction))


class ChannelsButton(Button):
    name, act, label, shown = "forum-channels", Act.CHANGE_THE_FORUM, "Channels", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await ChannelsForm.open(interaction, filled=_held(here(interaction), CHANNELS, interaction))


class LanguageButton(Button):
    name, act, label, shown = "forum-language", Act.CHANGE_THE_FORUM, "Language", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        row = await soon(forum_row(interaction))
        await LanguageForm.open(interaction, filled={"language": row.language})


class CheckAgain(Button):
    """After something was mended in Discord: what stood still moves again at once."""

    name, act, label, shown = "forum-check", Act.CHANGE_THE_FORUM, "Check again", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await keep(interaction, {}, "")


class CheckSetup(Button):
    """The same for whoever sets the forum up, who need not be a host."""

    name, act, label, shown = "forum-check-setup", Act.SET_UP_THE_FORUM, "Check again", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await outbox.unblock(tx.db, tx.forum.id, None, tx.now)
        await show_founded(interaction, here(interaction))


class Charter(Form):
    name, act, title = "forum-charter", Act.CHANGE_THE_FORUM, "The forum’s charter"
    fields = (
        Text(
            "charter",
            "Who are you, and how do you work?",
            "It stands in every letter and in /forum about. Leave it empty for none.",
            most=CHARTER_LIMIT,
            long=True,
            required=False,
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        charter = chartered(answers.text("charter"))
        async with writing(interaction) as tx:
            tx.forum.charter = charter
        await reply(interaction, charter_card(charter))


class HelpLines(Form):
    name, act, title = "forum-support", Act.CHANGE_THE_FORUM, "Where carers find help"
    fields = (
        Text(
            "lines",
            "Which help lines do you name?",
            "One a line: who they are, for what, when, how to reach them.",
            most=HELP_LIMIT,
            long=True,
            required=False,
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        lines = help_lines(answers.text("lines"))
        async with writing(interaction) as tx:
            tx.forum.help_lines = lines
        await reply(interaction, help_lines_card(lines))


class PolicyForm(Form):
    name, act, title = "forum-policy", Act.CHANGE_THE_FORUM, "The forum’s terms, in working days"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return tuple(
            Text(name, capital(CALLED[name]), f"{getattr(LEAST, name)} to {MOST_PATIENT} working days", most=3)
            for name in PATIENCE
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        periods = {name: _days(answers.text(name), name) for name in PATIENCE}
        async with writing(interaction) as tx:
            before = tx.terms.policy
            after = lengthened(before, **periods)
            tx.record(f.PolicyAdopted(policy=after, **tx.mark(Via.COMMAND)))
        await reply(interaction, policy_card(before, after))


def _days(typed: str, name: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        raise Refused(
            f"“{typed}” is not a number of days ({CALLED[name]}). Type a number, like {getattr(LEAST, name)}."
        )
    return int(typed)


async def forum_row(interaction: Interaction) -> models.Forum:
    async with reading(interaction) as view:
        return view.forum


async def policy_filled(interaction: Interaction) -> dict[str, str | list[str]]:
    async with reading(interaction) as view:
        return {name: str(getattr(view.terms.policy, name)) for name in PATIENCE}


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
