"""A page of the record in Discord: each entry with its number and date, and below it what later ones say of it."""

from collections.abc import Sequence
from datetime import date

from bot.chat.card import Block, Card, Link
from bot.chat.limits import CARD_TEXT
from bot.chat.text import clip, line, plain, plural, size
from bot.public.said import Said
from bot.rules.saying import say_date, say_short_date

PAGE = 5
"""Entries on a page: five of the longest sentences fit."""
ROOM = CARD_TEXT - 600
CUT = "Some entries are cut here. They stand whole {where}."


def log_card(name: str, said: Sequence[Said], source: str, page: str | None) -> Card:
    """`source` says from which record. Every entry of the page is shown; where one is cut, a note says so."""
    if not said:
        return Card(f"The record of {line(name)}", ("Nothing fits that choice yet.",), _links(page), footer=source)
    blocks = [entry_text(one) for one in said]
    fitted = fit(blocks, ROOM)
    where = "on the public page" if page else "in the file of /engagement export"
    note = CUT.format(where=where) if fitted != blocks else ""
    shown: list[Block] = list(fitted)
    footer = "\n".join(filter(None, (note, source)))
    return Card(f"The record of {line(name)}", shown, _links(page), footer=footer)


KEEP_IT = "Whoever keeps this line can check later that none of them was changed."


def head_card(length: int, head: str, day: date) -> Card:
    """How far the record went at the end of a day: with the head, whoever keeps the message can check it later."""
    entries = plural(length, "entry", "entries")
    words = f"At the end of {say_date(day)} the record had {entries}. Head: `{head}`\n-# {KEEP_IT}"
    return Card("How far the record goes", (words,), footer=f"Head {length} · {say_date(day)}")


def entry_text(one: Said) -> str:
    """In the same size: the entry, then each later word on it."""
    void = ", no longer counts" if one.void else ", hidden" if one.hidden else ""
    below = [f"Entry {later.seq}: {plain(later.text)}" for later in one.below]
    return "\n".join((f"**Entry {one.seq}, {say_short_date(one.day)}{void}**", plain(one.text), *below))


def fit(texts: Sequence[str], room: int) -> list[str]:
    """The texts in at most `room` characters together: only the longest give way, and all of these to the same size."""
    sizes, left = sorted(map(size, texts)), room
    for number, one in enumerate(sizes):
        fair = left // (len(sizes) - number)
        if one > fair:
            return [clip(text, fair) for text in texts]
        left -= one
    return list(texts)


def _links(page: str | None) -> tuple[Link, ...]:
    return (Link("On the public record", page),) if page else ()
