"""What the clerk finds of its own when it looks into a channel."""

from collections.abc import Iterator
from typing import Any

import discord


def ours(message: discord.Message, me: discord.abc.Snowflake | None) -> bool:
    """Was it posted by the clerk for everybody? What answered a command may show the same card, and is not it."""
    return me is not None and message.author.id == me.id and message.interaction_metadata is None


def lines(message: discord.Message) -> Iterator[str]:
    """Every line of text on the card, as it was sent."""
    for component in message.components:
        yield from _lines(dict(component.to_dict()))


def _lines(part: dict[str, Any]) -> Iterator[str]:
    if isinstance(part.get("content"), str):
        yield from part["content"].splitlines()
    for child in part.get("components", ()):
        yield from _lines(child)
