"""The answer to a command, a button or a form: one, and always.

    await reply(interaction, Card("Noted", ("They come with a deputy.",)))
    await reply(interaction, "Done.")
    await reply(interaction, card, files=[discord.File(png, "rate.png")])
    await reply(interaction, "This is only for you.", ephemeral=True)   # even where the channel was promised one

Whatever the method raises is answered for it, to the person alone. `@may`, buttons and forms have acknowledged already.
"""

from collections.abc import Sequence

import discord

from bot.chat import answer
from bot.chat.answer import defer
from bot.chat.card import Card
from bot.chat.kinds import Interaction
from bot.chat.sheet import sheet

__all__ = ["defer", "reply"]


async def reply(
    interaction: Interaction,
    what: str | Card,
    *,
    ephemeral: bool | None = None,
    files: Sequence[discord.File] = (),
) -> None:
    """Text must be safe already (`cogs._text`). Of a second reply in one interaction, a new message is made."""
    view = what if isinstance(what, str) else sheet(what, [file.filename for file in files])
    await answer.reply(interaction, view, ephemeral=ephemeral, files=files)
