"""Charts as pictures on a card, each with the words that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts import Chart, png
from bot.chat.card import Picture

MOST = 2
"""Of one card: more of them push the words off the screen of a telephone."""


@dataclass(frozen=True)
class Drawn:
    """A picture, and the file that is sent along for it."""

    picture: Picture
    body: bytes


async def drawn(charts: Sequence[Chart]) -> list[Drawn]:
    """The first charts as pictures; empty where nothing is installed that draws them."""
    bodies = [(chart, await png(chart)) for chart in charts[:MOST]]
    return [Drawn(Picture(chart.filename, chart.alternative), body) for chart, body in bodies if body is not None]
