"""Handing the forum over: who is written to where the hosts' channel is gone."""

import discord

from bot.cards.handover import ask_handover_card
from bot.rules.errors import Refused
from cogs._button import Button
from cogs._card import Card, Tone
from cogs._desk import writing
from cogs._fitting import around
from cogs._may import Act, Interaction, Shown, here
from cogs._reply import reply
from cogs._text import bare


class HandOver(Button):
    """`subject` is the account of whoever takes over."""

    name, act, label, shown = "forum-handover", Act.CHANGE_THE_FORUM, "Yes, hand it over", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            if tx.forum.set_up_by == subject:
                raise Refused("The forum is in their hands already.")
            tx.forum.set_up_by = subject
        said = (
            "The clerk writes to them where the hosts’ channel is gone. /forum handover shows where everything stands."
        )
        await reply(interaction, Card("The forum is handed over", (said,), tone=Tone.GOOD))


def ask_to_hand_over(interaction: Interaction, to: discord.Member) -> Card:
    """Raises `Refused` for somebody who is no host."""
    known, role_id = around(interaction), here(interaction).host_role_id
    if to.bot:
        raise Refused("A forum is handed to a person, not to a bot.")
    if to.get_role(role_id) is None:
        role = known.role(role_id) if known else None
        called = f"the role “{role.name}”" if role else "the hosts’ role"
        raise Refused(f"They are not a host yet. Give them {called} in Discord, then type this again.")
    return ask_handover_card(bare(to.display_name), HandOver.on(to.id))
