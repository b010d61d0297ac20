"""A card: what the clerk shows, as plain values. `sheet(card)` makes a message of it that Discord takes.

    Card(
        "Bus passes for young carers",
        ("Raised by 4 carers.", RULE, Row(line(item.title), MeToo.on(item.id))),
        buttons=(MeToo.on(12), Link("The record", url)),
        tone=Tone.WAITING,
        footer="As at 3 November 2026",
    )

Texts are Discord markdown: ours as it is, other people's through `bot.chat.text`. Colour only repeats what the words
say, and a button with an emoji still has a label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from discord import ButtonStyle

from bot.chat.custom_id import CustomId


class Tone(Enum):
    """The stripe at the side, by its RGB value."""

    PLAIN = None
    GOOD = 0x2E7D5B
    WAITING = 0x3B6EA5
    CARE = 0xB7791F
    TROUBLE = 0xA23B3B


@dataclass(frozen=True)
class Press:
    """A button. `label` is bare words: escaping would show."""

    at: CustomId
    label: str
    style: ButtonStyle = ButtonStyle.secondary
    emoji: str | None = None
    disabled: bool = False


@dataclass(frozen=True)
class Link:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True)
class Option:
    """One line of a menu, in bare words."""

    value: str
    label: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Choose:
    """A menu. Of more than 25 options the first 25 are shown, and the menu says so."""

    at: CustomId
    options: Sequence[Option]
    placeholder: str
    least: int = 1
    most: int = 1


@dataclass(frozen=True)
class Row:
    """A text with one button beside it."""

    text: str
    button: Press | Link


@dataclass(frozen=True)
class Picture:
    """One of the files sent along, shown; `words` say the same to somebody who cannot see it."""

    filename: str
    words: str


class Rule(Enum):
    """A line across the card."""

    LINE = "line"


RULE = Rule.LINE

Block = str | Row | Picture | Rule


@dataclass(frozen=True)
class Card:
    """`title` is one line. Blocks that do not fit are left out from the end, and the card says so; buttons stay."""

    title: str
    blocks: Sequence[Block] = ()
    buttons: Sequence[Press | Link] = ()
    menu: Choose | None = None
    tone: Tone = Tone.PLAIN
    footer: str = ""
