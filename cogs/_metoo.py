""" "Me too": one button that counts a person once, and takes it back."""

from bot import agenda
from bot.cards import METOO
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._may import Act, Interaction, who
from cogs._reply import reply
from cogs._text import plural


class MeToo(Button):
    name, act = METOO, Act.SUPPORT_AN_ITEM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            count = await agenda.me_too(tx, subject, user_id=who(interaction).user_id)
        if count is None:
            card = Card("Taken back", ("You are no longer counted for this item. Press again to be counted.",))
        else:
            people = plural(count, "person wants", "people want")
            card = Card(
                "You are counted",
                (f"{people} this raised, besides the carer who raised it. To take it back, press again.",),
                tone=Tone.GOOD,
            )
        await reply(interaction, card)
