"""A card with charts: they are drawn once the record has been let go of, for drawing takes longer than reading."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import discord

from bot.cards.pictures import drawn
from bot.charts import Chart
from cogs._card import Card, Picture
from cogs._may import Interaction
from cogs._reply import reply


@dataclass(frozen=True)
class Charted:
    """`card` makes the card once its pictures are there: none where nothing is installed that draws them."""

    card: Callable[[Sequence[Picture]], Card]
    charts: Sequence[Chart] = ()

    async def reply(self, interaction: Interaction) -> None:
        found = await drawn(self.charts)
        files = [discord.File(io.BytesIO(one.body), one.picture.filename) for one in found]
        await reply(interaction, self.card([one.picture for one in found]), files=files)
