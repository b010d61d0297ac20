"""Hiding what an entry says: read back first, done after a yes."""

from discord import ButtonStyle

from bot import hiding
from bot.cards.deciding import hide_card
from bot.cards.invitation import noted_card
from bot.rules.wording import say
from bot.rules.words import Reason
from bot.view import View
from cogs._button import Button
from cogs._card import Card
from cogs._desk import writing
from cogs._may import Act, Interaction
from cogs._reply import reply


async def ask_to_hide(view: View, seq: int, reason: Reason) -> Card:
    """Refuses at once what could not be done after a yes."""
    entry = await hiding.may_hide(view, seq, reason)
    reads = say(entry.fact, await view.about(entry))
    return hide_card(entry, reads, reason, Hide.on(seq, reason.value))


class Hide(Button):
    """`subject` is the entry, `extra` the class."""

    name, act, label, style = "hide-entry", Act.CORRECT_THE_RECORD, "Hide it", ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            number = await hiding.hide(tx, subject, Reason(self.extra))
            hidden = next(entry for entry in tx.pending if entry.seq == number)
            sentence = say(hidden.fact, await tx.about(hidden))
        await reply(interaction, noted_card(number, sentence, heading="Hidden"))
