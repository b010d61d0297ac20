"""Declaring a pause: read back first, recorded after a yes. The question is written on the button itself."""

from datetime import date

from discord import ButtonStyle

from bot import pausing
from bot.cards.deciding import pause_card, paused_card
from bot.pausing import Wish
from bot.rules.words import PauseKind
from bot.view import View
from cogs._button import Button
from cogs._card import Card
from cogs._desk import writing
from cogs._may import Act, Interaction, Shown
from cogs._reply import reply
from db import models


async def ask_to_pause(view: View, wish: Wish) -> Card:
    """Refuses at once what could not be done after a yes."""
    fact, moves = await pausing.trial(view, wish)
    body = await view.db.get(models.Organisation, wish.organisation) if wish.organisation else None
    extra = f"{wish.why.value}.{wish.first.toordinal()}.{wish.last.toordinal()}"
    buttons = (DeclarePause.on(wish.organisation or 0, extra), LeavePause.on())
    return pause_card(fact, body.name if body else None, moves, buttons)


class DeclarePause(Button):
    """`subject` is the body, 0 for all; `extra` is why, and the first and the last day by their number."""

    name, act, label, shown = "pause-declare", Act.CHANGE_THE_FORUM, "Yes, declare it", Shown.IN_PLACE
    style = ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        why, first, last = self.extra.split(".")
        days = (date.fromordinal(int(first)), date.fromordinal(int(last)))
        async with writing(interaction) as tx:
            number, moved = await pausing.declare(tx, Wish(PauseKind(why), *days, subject or None))
        await reply(interaction, paused_card(number, days[1], moved))


class LeavePause(Button):
    name, act, label, shown = "pause-leave", Act.CHANGE_THE_FORUM, "No", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, Card("No pause was declared", ("Every clock runs as before.",)))
