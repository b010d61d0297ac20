"""A form that was not taken goes back to the person with everything they typed: nobody should write a thing twice."""

import io

import discord
from discord.ui import LayoutView

from bot.chat.card import Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.kinds import Interaction
from bot.chat.sheet import sheet
from bot.chat.text import clip, plain, quote, size
from bot.chat.typed import texts_in

TRY_AGAIN = "again"
"""The name of the button's door."""

_ROOM = 2_800
_FILE = "what-you-typed.txt"


def given_back(interaction: Interaction, sentence: str) -> tuple[LayoutView, list[discord.File]]:
    """The answer to a refused form. Text that does not fit into it comes along as a file."""
    texts = texts_in(interaction)
    quotes = "\n\n".join(map(quote, texts))
    files = []
    if size(quotes) > _ROOM:
        files = [discord.File(io.BytesIO("\n\n".join(texts).encode()), _FILE)]
        quotes = clip(quotes, _ROOM)
    number = interaction.extras.get("draft")
    buttons = (Press(CustomId(TRY_AGAIN, number), "Try again"),) if isinstance(number, int) else ()
    card = Card(
        "Not taken down yet",
        (plain(sentence), *(("What you typed:", quotes) if texts else ())),
        buttons,
        tone=Tone.CARE,
    )
    return sheet(card, [file.filename for file in files]), files
