"""The words of items that the public reads: a title once a host has put the item on an agenda, and what its author
agreed to have quoted. They are papers, so a page shows them for as long as their author lets them stand."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.agenda import TAKEN_OUT, quoted
from bot.rules import facts as f
from bot.rules.agenda import ItemState
from bot.view import View
from db import papers


@dataclass(frozen=True)
class Words:
    """Of one item, without whose they are."""

    title: str
    quote: str | None = None


Titles = dict[int, Words]
"""By item. What is not in it stands by its number."""


async def titles_of(view: View, items: Collection[int]) -> Titles:
    """Of those of these items that were on an agenda, and whose authors raised them knowing that they are public."""
    known = await view.of_kinds((f.ItemAccepted.kind,))
    accepted = {entry.fact.item for entry in known if isinstance(entry.fact, f.ItemAccepted)} & set(items)
    rows = await papers.items_numbered(view.db, view.forum.id, accepted)
    stands = [row for row in rows if row.public and row.state != ItemState.WITHDRAWN and row.title != TAKEN_OUT]
    return {row.id: Words(row.title, quoted(row)) for row in stands}
