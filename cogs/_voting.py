"""The buttons of a vote, and of whoever called it."""

from bot import voting
from bot.cards import VOTE
from bot.cards.vote import YES
from bot.rules.saying import say_date
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._may import Act, Interaction, who
from cogs._reply import reply
from db import models


class Vote(Button):
    name, act = VOTE, Act.VOTE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        in_favour = self.extra == YES
        async with writing(interaction) as tx:
            row = await voting.cast(tx, subject, user_id=who(interaction).user_id, in_favour=in_favour)
        side = "for it" if in_favour else "against it"
        said = f"You voted {side}. Press the other button to change that, until {say_date(row.closes_on)}."
        await reply(interaction, Card("You are counted", (said, "Nobody sees how you voted."), tone=Tone.GOOD))


class TakeBack(Button):
    """Shown to whoever called the vote, alone."""

    name, act, label = "vote-back", Act.CALL_A_VOTE, "Take it back"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await voting.take_back(tx, subject, user_id=who(interaction).user_id)
        await reply(interaction, "It is taken back. Nothing changes.")


def called(row: models.Motion) -> Card:
    """To whoever called it."""
    said = (
        f"It stands in the carers’ chat, without your name, and is open until {say_date(row.closes_on)}. You have not "
        "voted yet: press a button there too."
    )
    return Card("The vote is called", (said,), (TakeBack.on(row.id),), tone=Tone.GOOD)
