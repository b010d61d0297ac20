"""A small counter made of the shared machinery, for the tests of that machinery."""

import io
from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.mishap import note_kept
from bot.client import ForumClerk
from bot.rules.errors import Refused
from cogs._button import Button, Select
from cogs._card import Card, Option, Picture, Row
from cogs._form import Answers, Choice, Form, PickRole, Several, Text, Tick
from cogs._may import Act, Interaction, Shown, here, may, who
from cogs._pages import Page, Pages
from cogs._reply import reply
from cogs._text import line, quote

LONG = "Wē " * 5_000


class MeToo(Button):
    name, act, label = "sample-metoo", Act.SUPPORT_AN_ITEM, "Me too"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, f"Item {subject} has you too.")


class Broken(Button):
    name, act, label = "sample-broken", Act.ASK_FOR_HELP, "Break"

    def __init__(self, at: object) -> None:
        raise ZeroDivisionError("in the making of a button")


class BrokenLater(Button):
    name, act, label = "sample-broken-later", Act.ASK_FOR_HELP, "Break later"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        raise ZeroDivisionError("in a button")


class ForHosts(Button):
    name, act, label, shown = "sample-hosts", Act.RUN_A_SESSION, "Open the session", Shown.TO_ALL

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, "The session is open.")


class Pick(Select):
    name, act, placeholder, most = "sample-pick", Act.INVITE, "Whom?", 3

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        await reply(interaction, f"{subject}: {', '.join(values)}")


class Raise(Form):
    name, act, title = "sample-raise", Act.RAISE_AN_ITEM, "Raise at the forum"
    fields = (
        Text("title", "What should be raised?", most=100),
        Text("details", "Tell us more", long=True, required=False),
        Choice("shown", "How?", (Option("named", "With my name"), Option("unnamed", "Without my name"))),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        match answers.text("title"):
            case "refuse":
                raise Refused("This is on the agenda already: *item 4*.")
            case "break":
                raise ZeroDivisionError("in a form")
            case "keep and break":
                note_kept()
                raise ZeroDivisionError("in a form, after the commit")
        words = line(answers.text("title")), quote(answers.text("details")), answers.text("shown")
        await reply(interaction, Card("Raised", [*words, f"{subject} {self.extra}"]))


class OpenRaise(Button):
    name, act, label, shown = "sample-raise", Act.RAISE_AN_ITEM, "Raise another", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await Raise.open(interaction, subject)


class Settings(Form):
    name, act, title = "sample-settings", Act.CHANGE_THE_FORUM, "Settings"
    fields = (
        PickRole("host_role", "Hosts"),
        Several("kinds", "Kinds", [Option(str(n), f"Kind {n}") for n in range(12)], most=12, required=False),
        Several("few", "Few", [Option("a", "A"), Option("b", "B", chosen=True)], required=False),
        Tick("public", "Public", chosen=True),
        Choice("many", "One of many", [Option(str(n), f"Choice {n}") for n in range(30)]),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        lists = answers.many("kinds"), answers.many("few"), answers.many("many")
        await reply(interaction, f"{answers.number('host_role')} {lists} {answers.ticked('public')}")


class Log(Pages):
    name, act = "sample-log", Act.READ_THE_RECORD

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        shown = " ".join(f"{key}={value}" for key, value in query.items())
        return Page(Card(f"Log {number}", (f"Of {shown}",), footer="As at noon"), last=3)


async def choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"secret {typed}", value="1")]


class Sample(commands.GroupCog, group_name="sample", description="Everything the machinery can do"):
    def __init__(self, client: ForumClerk) -> None:
        self.on_message = app_commands.ContextMenu(name="Raise at the forum", callback=self.raise_message)
        client.tree.add_command(self.on_message)

    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)
    async def raise_message(self, interaction: Interaction, message: discord.Message) -> None:
        await Raise.open(interaction, 3, "menu", filled={"title": message.content, "shown": "unnamed"})

    @app_commands.command(description="A card with buttons")
    @may(Act.READ_THE_AGENDA, Shown.TO_ALL)
    async def card(self, interaction: Interaction, only_me: bool = False) -> None:
        rows = [Row(f"Item {number}", MeToo.on(number, label=f"Me too {number}")) for number in (11, 12)]
        buttons = (MeToo.on(7), Broken.on(), BrokenLater.on(), ForHosts.on(1), OpenRaise.on(5))
        await reply(interaction, Card("The agenda", rows, buttons))

    @app_commands.command(description="A menu")
    @may(Act.INVITE)
    async def menu(self, interaction: Interaction, many: bool = False) -> None:
        officials = [Option(str(number), f"Official {number}") for number in range(40 if many else 4)]
        await reply(interaction, Card("Invite", menu=Pick.of(officials, 9)))

    @app_commands.command(name="raise", description="A form")
    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)
    async def raise_(self, interaction: Interaction) -> None:
        await Raise.open(interaction)

    @app_commands.command(description="A form with every kind of field")
    @may(Act.CHANGE_THE_FORUM, Shown.AS_FORM)
    async def settings(self, interaction: Interaction) -> None:
        await Settings.open(interaction, filled={"host_role": str(here(interaction).host_role_id)})

    @app_commands.command(description="For hosts, shown to all")
    @may(Act.RUN_A_SESSION, Shown.TO_ALL)
    @app_commands.autocomplete(session=choices)
    async def hosts(self, interaction: Interaction, session: str = "") -> None:
        await reply(interaction, f"{sorted(who(interaction).roles)} {session}")

    @app_commands.command(description="Fails in the way asked for")
    @may(Act.ASK_FOR_HELP, Shown.TO_ALL)
    async def fail(self, interaction: Interaction, how: str) -> None:
        match how:
            case "refuse":
                raise Refused("That *date* is past. Please type a later one.")
            case "after keeping":
                note_kept()
                raise ZeroDivisionError("after the commit")
            case "after answering":
                await reply(interaction, "Done.")
            case "aside":
                return await reply(interaction, "Only you see this.", ephemeral=True)
        raise ZeroDivisionError("in a command")

    @app_commands.command(description="More than a card can hold")
    @may(Act.READ_THE_RECORD)
    async def long(self, interaction: Interaction, rows: bool = False) -> None:
        blocks = [Row(line(LONG[:300]), MeToo.on(number)) for number in range(30)] if rows else [line(LONG)]
        await reply(interaction, Card(line(LONG), blocks, (MeToo.on(99, label=LONG),), footer=LONG))

    @app_commands.command(description="With a picture and a file")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def files(self, interaction: Interaction) -> None:
        files = [discord.File(io.BytesIO(b"x"), name) for name in ("rate.png", "rate.csv")]
        await reply(interaction, Card("Files", (Picture("rate.png", "3 of 4"),)), files=files)

    @app_commands.command(description="Pages")
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def log(self, interaction: Interaction) -> None:
        await reply(interaction, await Log.show(interaction, organisation=12, period="3 months", kind=None))

    @app_commands.command(description="Writes to the database")
    @may(Act.CHANGE_THE_FORUM)
    async def write(self, interaction: Interaction) -> None:
        await interaction.client.clerk.settings_set("sample", "written")
        await reply(interaction, "Written.")

    @app_commands.command(description="Has forgotten to say who may")
    @app_commands.autocomplete(session=choices)
    async def forgotten(self, interaction: Interaction, session: str = "") -> None:
        await reply(interaction, "open to the world")


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Sample(client))
