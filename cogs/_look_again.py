"""Before an item is raised: what its author may want to look at once more, and the label they want to stand under.

Nobody else sees any of it; nothing has been raised until they say so.
"""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import agenda, raising, shut
from bot.cards.item import item_sheet, me_too
from bot.raising import Doubts, Wish
from bot.rules.agenda import LABEL_LIMIT, SAID, labelled
from bot.rules.tongue import capital
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button
from cogs._card import Block, Card, Press, Row, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._reply import reply
from cogs._text import bare, line, plural
from db import models

STORY = (
    "Thank you for telling it. At the forum, officials answer questions. What would you like to be asked, or to "
    "change, so that it does not happen again? The clerk can turn your story into a question; it can also stay a story."
)
HOW_SHOWN = {
    agenda.NAMED: "with your name",
    agenda.LABELLED: "with your label; not even the hosts see whose it is",
    agenda.UNNAMED: "without your name; not even the hosts see whose it is",
}


async def look_again(view: View, wish: Wish, draft: int, doubts: Doubts, change: Sequence[Press]) -> Card:
    """`change` are the buttons that open the form once more."""
    blocks: list[Block] = [f"**{line(wish.words.title)}**", *doubts.said]
    if doubts.story:
        blocks.append(STORY)
    if doubts.same:
        blocks.append("Others have raised something like it. Join one of these with “Me too”, or raise yours as well:")
        blocks += [await _like_it(view, number) for number in doubts.same]
    if not doubts.any():
        blocks.append("Which label should stand under it? It is not raised before you have chosen one.")
    raise_it = RaiseWithLabel if wish.shown == agenda.LABELLED else RaiseAllTheSame
    label = raise_it.label if doubts.any() else "Choose my label"
    return Card(
        "Before it goes to the hosts" if doubts.any() else "One more thing",
        blocks,
        (*change, raise_it.on(draft, label=label), DropIt.on(draft)),
        tone=Tone.CARE,
        footer="Nobody but you sees this.",
    )


class RaiseAllTheSame(Button):
    name, act, label, shown = "raise-anyway", Act.RAISE_AN_ITEM, "Raise mine all the same", Shown.IN_PLACE
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        user_id = who(interaction).user_id
        async with writing(interaction) as tx:
            row = await raising.raise_it(tx, await raising.take(tx, subject, user_id), user_id)
            card = await raised(tx, row, user_id)
        await reply(interaction, card)


class RaiseWithLabel(Button):
    name, act, label, shown = "raise-label", Act.RAISE_AN_ITEM, "Raise mine all the same", Shown.AS_FORM
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await soon(_still_kept(interaction, subject))
        await ChooseLabel.open(interaction, subject)


class ChooseLabel(Form):
    """`subject` is the draft."""

    name, act, title = "raise-label", Act.RAISE_AN_ITEM, "The label under your item"
    fields = (
        Text(
            "label",
            "How should you be called?",
            "Everybody reads it. Not your name, if it is to stay hidden.",
            most=LABEL_LIMIT,
            placeholder="A parent carer",
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        label, user_id = labelled(bare(answers.text("label"))), who(interaction).user_id
        async with writing(interaction) as tx:
            row = await raising.raise_it(tx, await raising.take(tx, subject, user_id), user_id, label)
            card = await raised(tx, row, user_id)
        await reply(interaction, card)


class DropIt(Button):
    name, act, label, shown = "raise-drop", Act.RAISE_AN_ITEM, "Do not raise it", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await raising.take(tx, subject, who(interaction).user_id)
        await reply(interaction, Card("Nothing was raised", ("Your words are not kept.",)))


async def raised(tx: Transaction, row: models.Item, user_id: int) -> Card:
    return Card(
        f"Your item {row.id} is with the hosts",
        (
            f"**{line(row.title)}**\nIt is shown {HOW_SHOWN[row.shown]}.",
            "The clerk tells you what becomes of it. To take it back, type /agenda withdraw.",
            await shut.said_once(tx, user_id),
        ),
        tone=Tone.GOOD,
        footer=f"Agenda item {row.id}",
    )


async def _like_it(view: View, number: int) -> Row:
    sheet = await item_sheet(view, number)
    said = capital(SAID[sheet.state])
    if sheet.support:
        said += f" · {plural(sheet.support, 'other wants it too', 'others want it too')}"
    return Row(f"**{number} · {line(sheet.title)}**\n{said}", me_too(sheet))


async def _still_kept(interaction: Interaction, draft: int) -> None:
    async with reading(interaction) as view:
        await raising.kept(view, draft, who(interaction).user_id)
