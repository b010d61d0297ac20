"""Cards, as plain values. See `bot/chat/card.py`, which the couriers share.

Card("The next session", (f"**{line(title)}**", RULE, Picture("rate.svg.png", "3 of 4 replied")), tone=Tone.GOOD)
"""

from bot.chat.card import RULE, Block, Card, Choose, Link, Option, Picture, Press, Row, Tone
from bot.chat.sheet import sheet

__all__ = [
    "RULE",
    "Block",
    "Card",
    "Choose",
    "Link",
    "Option",
    "Picture",
    "Press",
    "Row",
    "Tone",
    "sheet",
]
