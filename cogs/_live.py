"""A session while it runs: the buttons of the hosts' card and of the card in the chat."""

from collections.abc import Sequence

from bot import floor, sitting
from bot.cards import LIVE_CALL, LIVE_DOWN, LIVE_HAND, LIVE_HERE, LIVE_NEXT, LIVE_OFF, LIVE_OFFICIAL
from bot.cards.control import OFF, control_card
from bot.cards.live import live_sheet
from bot.transaction import Transaction
from cogs._button import Button, Select
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._may import Act, Interaction, Shown, here, who
from cogs._reply import reply
from cogs._text import line, plural
from db import models


class NextItem(Button):
    """`extra` is the item that the card shows as the current one, so that two hosts do not go on twice."""

    name, act, shown = LIVE_NEXT, Act.RUN_A_SESSION, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await sitting.next_item(tx, subject, int(self.extra or 0))
            card = await control(tx, subject)
        await reply(interaction, card)


class CallNext(Button):
    """`extra` is the hand that the card shows as the next."""

    name, act, shown = LIVE_CALL, Act.RUN_A_SESSION, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await floor.call_next(tx, subject, int(self.extra or 0))
            card = await control(tx, subject)
        await reply(interaction, card)


class OffTheRecord(Button):
    """`extra` says which way."""

    name, act, shown = LIVE_OFF, Act.RUN_A_SESSION, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await sitting.off_the_record(tx, subject, off=self.extra == OFF)
            card = await control(tx, subject)
        await reply(interaction, card)


class OfficialWishes(Select):
    name, act, shown = LIVE_OFFICIAL, Act.RUN_A_SESSION, Shown.IN_PLACE

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        async with writing(interaction) as tx:
            await floor.official_wishes(tx, subject, int(values[0]))
            card = await control(tx, subject)
        await reply(interaction, card)


class IAmHere(Button):
    name, act = LIVE_HERE, Act.JOIN_A_SESSION

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            count = await floor.come_in(tx, subject, who(interaction).user_id)
        said = f"{plural(count, 'carer is', 'carers are')} here. Only that number is published, and nobody is named."
        await reply(interaction, Card("You are counted", (said,), tone=Tone.GOOD))


class RaiseHand(Button):
    name, act = LIVE_HAND, Act.JOIN_A_SESSION

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            place = await floor.raise_hand(tx, subject, who(interaction).user_id)
        before = f"As it stands, {plural(place - 1, 'speaks', 'speak')} before you." if place > 1 else "You are next."
        said = f"{before} The hosts see your name and call you; nobody else sees it here."
        await reply(interaction, Card("Your hand is up", (said,), tone=Tone.GOOD))


class LowerHand(Button):
    name, act = LIVE_DOWN, Act.JOIN_A_SESSION

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            was_up = await floor.lower_hand(tx, subject, who(interaction).user_id)
        await reply(interaction, "Your hand is down." if was_up else "Your hand was not up.")


async def control(tx: Transaction, session_id: int) -> Card:
    """The hosts' card as it is now."""
    return control_card(await live_sheet(tx, session_id))


async def open_session(interaction: Interaction, session_id: int) -> Card:
    """Open it; the card to lead it with, or where that stands."""
    async with writing(interaction) as tx:
        await sitting.open_floor(tx, session_id)
        row = await tx.db.get_one(models.Session, session_id)
        card = await control(tx, session_id)
    channel = here(interaction).host_channel_id
    if channel is None:
        return card
    said = f"**{line(row.title)}**\nYou lead it from the card in <#{channel}>; carers find theirs in the chat."
    return Card("The session is open", (said,), tone=Tone.GOOD)
