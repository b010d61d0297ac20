"""Quoting a carer: a host asks for some words, and their author says yes or no."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot import quoting, shut
from bot.agenda import own_item
from bot.cards.quoting import answer_card
from bot.rules import quoting as rules
from bot.rules.quoting import QUOTE_LIMIT
from cogs._button import Button
from cogs._card import Card, Press, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._reply import reply
from cogs._text import bare, clip
from db import models


class AskToQuote(Button):
    """`subject` is the item."""

    name, act, label, shown = "item-quote", Act.REVIEW_THE_AGENDA, "Quote…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await QuoteForm.open(
            interaction, subject, filled={"words": clip(await soon(_details(interaction, subject)), MOST)}
        )


MOST = 1_500
"""Characters that the form takes: a host cuts what it is filled with down to the quotation."""


class QuoteForm(Form):
    name, act, title = "item-quote", Act.REVIEW_THE_AGENDA, "Ask to quote these words"
    fields = (
        Text("words", f"Leave only what you would quote (≤ {QUOTE_LIMIT})", "Word for word.", most=MOST, long=True),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            await quoting.ask(tx, subject, bare(answers.text("words")))
        said = "The clerk asks its author in private. Nothing is quoted before they have said yes."
        await reply(interaction, Card("The author is asked", (said,), tone=Tone.WAITING))


class MayQuote(Button):
    """`subject` is the item, `extra` the answer."""

    name, act, shown = "quote-answer", Act.AGREE_TO_A_QUOTATION, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        yes = self.extra == YES
        async with writing(interaction) as tx:
            await quoting.answer(tx, subject, user_id=who(interaction).user_id, yes=yes)
            refused = await shut.said_once(tx, who(interaction).user_id)
        if yes:
            said = "Thank you. These words may now be quoted. /agenda quote takes your yes back."
            await reply(interaction, Card("You may be quoted", (said, refused), tone=Tone.GOOD))
        else:
            card = Card("You are not quoted", ("Your item stands as before.", refused), tone=Tone.GOOD)
            await reply(interaction, card)


YES, NO = "yes", "no"


async def ask_its_author(interaction: Interaction, item_id: int) -> Card:
    """Raises `Refused` for anybody else, and where there is nothing to say yes to."""
    async with reading(interaction) as view:
        row = await own_item(view, item_id, who(interaction).user_id)
        agreed = row.quote_agreed_at is not None
        rules.answer(row.quote, agreed, yes=False)
        return answer_card(row.title, row.quote or "", agreed, _buttons(row))


def _buttons(row: models.Item) -> Sequence[Press]:
    no = MayQuote.on(row.id, NO, label="No, do not quote me")
    if row.quote_agreed_at is not None:
        return (no,)
    return (MayQuote.on(row.id, YES, label="Yes, you may quote this", style=ButtonStyle.success), no)


async def _details(interaction: Interaction, item_id: int) -> str:
    async with reading(interaction) as view:
        row: models.Item = await view.own(models.Item, item_id, "item")
        return row.details
