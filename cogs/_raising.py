"""The form in which carers raise something, and "me too"."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import agenda, choices
from bot.cards import METOO
from bot.rules.agenda import DETAILS_LIMIT, TITLE_LIMIT, worded
from bot.rules.errors import Refused
from cogs._button import Button
from cogs._card import Card, Option, Tone
from cogs._desk import writing
from cogs._form import Answers, Choice, Field, Form, Text
from cogs._may import Act, Interaction, who
from cogs._pick import Pick
from cogs._reply import reply
from cogs._text import bare, line, plural

ANOTHERS = 1
"""The subject of a form that was filled from somebody else's message."""

ORGANISATION = Pick(
    "organisation", "For which organisation?", choices.organisations, "organisation", "Nobody in particular"
)
SHOWN = Choice(
    "shown",
    "How should it appear?",
    (
        Option(agenda.UNNAMED, "Without my name", "Not even the hosts see whose it is; the clerk still tells you."),
        Option(agenda.NAMED, "With my name"),
    ),
)


class RaiseItem(Form):
    name, act, title = "raise", Act.RAISE_AN_ITEM, "Raise at the forum"

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        note = "These are somebody else’s words: please ask them first, or write your own." * (subject == ANOTHERS)
        return (
            Text("title", "What should be raised?", "In one line.", most=TITLE_LIMIT),
            Text("details", "Tell us more", note, most=DETAILS_LIMIT, long=True, required=False),
            await ORGANISATION.field(interaction),
            SHOWN,
        )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        words, shown = worded(bare(answers.text("title")), answers.text("details")), answers.text("shown")
        if shown not in (agenda.NAMED, agenda.UNNAMED):
            raise Refused("Please choose whether your name should be shown.")
        label = interaction.user.display_name if shown == agenda.NAMED else None
        async with writing(interaction) as tx:
            organisation = await ORGANISATION.read(tx, answers)
            row = await agenda.raise_item(
                tx, words, user_id=who(interaction).user_id, label=label, organisation=organisation
            )
        await reply(interaction, raised(row.id, row.title, named=bool(label)))


def raised(number: int, title: str, *, named: bool) -> Card:
    shown = "with your name" if named else "without your name; not even the hosts see whose it is"
    return Card(
        f"Your item {number} is with the hosts",
        (
            f"**{line(title)}**\nIt is shown {shown}.",
            "The clerk tells you what becomes of it. To take it back, type /agenda withdraw.",
        ),
        tone=Tone.GOOD,
        footer=f"Agenda item {number}",
    )


class MeToo(Button):
    name, act = METOO, Act.SUPPORT_AN_ITEM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            count = await agenda.say_me_too(tx, subject, user_id=who(interaction).user_id)
        if count is None:
            card = Card("You already said so", ("You are counted once for this item.",), (TakeBack.on(subject),))
        else:
            people = plural(count, "person wants", "people want")
            card = Card("You are counted", (f"{people} this raised, besides the carer who raised it.",), tone=Tone.GOOD)
        await reply(interaction, card)


class TakeBack(Button):
    name, act, label = "metoo-back", Act.SUPPORT_AN_ITEM, "Take it back"
    style = ButtonStyle.secondary

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await agenda.take_me_too_back(tx, subject, user_id=who(interaction).user_id)
        await reply(interaction, "You are no longer counted for this item.")
