"""From a card to Discord's Components V2, within its limits whatever the card holds."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.chat import limits
from bot.chat.card import Block, Card, Choose, Link, Picture, Press, Row, Rule
from bot.chat.text import bare, clip, size

TITLE = 256
FOOTER = 400
LEAST = 80
"""A text cut to fewer characters than this says nothing: it is left out."""
MORE = "-# Not everything fits here."

_Item = ui.Item[Any]


class _Sheet(ui.LayoutView):
    """Never kept by the library: a press is found by its address (`bot.chat.doors`), not by the view it came from."""

    def is_finished(self) -> bool:
        return True


def sheet(card: Card, files: Sequence[str] = ()) -> ui.LayoutView:
    """`files` are the names of files sent along: Discord hides one that no part of the message names."""
    head = _text(f"## {clip(' '.join(card.title.split()) or 'Forum Clerk', TITLE)}")
    foot = [_text("\n".join(f"-# {one}" for one in clip(card.footer, FOOTER).split("\n")))] if card.footer else []
    shown = {block.filename for block in card.blocks if isinstance(block, Picture)}
    attached: list[_Item] = [ui.File(f"attachment://{name}") for name in files if name not in shown]
    controls = [*_menu(card.menu), *_rows(card.buttons)]
    fixed = [head, *attached, *foot, *controls]
    body = _body(
        card.blocks,
        parts=limits.CARD_PARTS - 1 - sum(map(_parts, fixed)),
        room=limits.CARD_TEXT - sum(size(item.content) for item in (head, *foot)),
    )
    view = _Sheet(timeout=None)
    view.add_item(ui.Container(head, *body, *attached, *foot, *controls, accent_colour=card.tone.value))
    return view


def _body(blocks: Sequence[Block], *, parts: int, room: int) -> Iterator[_Item]:
    """As many blocks as fit, the last one cut if need be, keeping room to say that there is more."""
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        text = block if isinstance(block, str) else block.text if isinstance(block, Row) else ""
        spare_room, spare_parts = (room, parts) if last else (room - size(MORE), parts - 1)
        if not text.strip() and isinstance(block, str | Row):
            continue
        if size(text) > spare_room or _cost(block) > spare_parts:
            fits = _cost(block) <= parts - 1 and room - size(MORE) >= LEAST
            if text and fits:
                yield _item(block, clip(text, room - size(MORE)))
            yield _text(MORE)
            return
        yield _item(block, text)
        parts, room = parts - _cost(block), room - size(text)


def _cost(block: Block) -> int:
    return 3 if isinstance(block, Row) else 1


def _item(block: Block, text: str) -> _Item:
    match block:
        case Row():
            return ui.Section(text, accessory=_button(block.button))
        case Picture():
            words = clip(block.words, limits.PICTURE_WORDS)
            return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{block.filename}", description=words))
        case Rule():
            return ui.Separator()
        case _:
            return _text(text)


def _text(text: str) -> "ui.TextDisplay[Any]":
    return ui.TextDisplay(text)


def _rows(buttons: Sequence[Press | Link]) -> Iterator["ui.ActionRow[Any]"]:
    for start in range(0, len(buttons), limits.ROW_BUTTONS):
        yield ui.ActionRow(*map(_button, buttons[start : start + limits.ROW_BUTTONS]))


def _button(button: Press | Link) -> "ui.Button[Any]":
    label = clip(bare(button.label), limits.BUTTON_LABEL)
    if isinstance(button, Link):
        return ui.Button(label=label, url=button.url)
    return ui.Button(
        label=label, style=button.style, emoji=button.emoji, disabled=button.disabled, custom_id=str(button.at)
    )


def _menu(menu: Choose | None) -> Iterator["ui.ActionRow[Any]"]:
    if menu is None or not menu.options:
        return
    shown = menu.options[: limits.OPTIONS]
    note = f" (the first {limits.OPTIONS} of {len(menu.options)})" if len(menu.options) > limits.OPTIONS else ""
    yield ui.ActionRow(
        ui.Select(
            custom_id=str(menu.at),
            placeholder=clip(bare(menu.placeholder), limits.SELECT_PLACEHOLDER - len(note)) + note,
            min_values=min(menu.least, len(shown)),
            max_values=min(menu.most, len(shown)),
            options=[
                discord.SelectOption(
                    value=option.value,
                    label=clip(bare(option.label), limits.OPTION_TEXT),
                    description=clip(bare(option.description), limits.OPTION_TEXT) or None,
                    default=option.chosen,
                )
                for option in shown
            ],
        )
    )


def _parts(item: _Item) -> int:
    return 1 + sum(1 for _ in item.walk_children()) if isinstance(item, ui.ActionRow) else 1
