"""After the address of an official was replaced: what had gone to the old one can be asked anew, with one press."""

from collections.abc import Sequence

from bot.cards.invitation import again_card
from bot.inviting import Asked, correct_address, misdirected
from bot.rules.errors import Refused
from bot.rules.wording import Whom
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.ways import Ways
from cogs._button import Button
from cogs._card import Card, Row
from cogs._desk import writing
from cogs._may import Act, Interaction
from cogs._reply import reply
from cogs._text import plural
from db import models


class AskAnew(Button):
    """`subject` is the official."""

    name, act, label = "ask-anew", Act.INVITE, "It was wrong: ask again"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await tx.own(models.Official, subject, "official")
            card = await ask_all_anew(tx, interaction.client.clerk.ways, subject)
        await reply(interaction, card)


async def ask_all_anew(tx: Transaction, ways: Ways, official: int) -> Card:
    """What of this official went to an earlier address and has no answer is asked anew, at the present one."""
    asked: list[Asked] = []
    over: list[Whom] = []
    for invitation in await misdirected(tx, official):
        letter = await correct_address(tx, ways, invitation, Via.COMMAND)
        if letter is None:
            over.append(await tx.whom_of(invitation))
        else:
            asked.append(letter)
    if not asked and not over:
        raise Refused("Nothing without an answer is at another address any more. /invitation list shows them.")
    return again_card(asked, over, tx.now, tx.zone)


def ask_anew(official: int, waiting: int) -> Sequence[Row]:
    """The question, where `waiting` invitations went to the old address and have no answer."""
    if not waiting:
        return ()
    went = plural(waiting, "invitation without an answer went", "invitations without an answer went")
    text = (
        f"{went} to the earlier address. If that one was wrong, press the button: the record says that the error was "
        "ours, the time to reply starts anew, and a letter goes to the new address. If it was right, leave it."
    )
    return (Row(text, AskAnew.on(official)),)
