"""Agenda items, by number only: their words are papers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.rules.facts.base import Fact
from bot.rules.words import Reason


@dataclass(frozen=True, kw_only=True)
class ItemFact(Fact):
    """Something about one agenda item."""

    item: int


@dataclass(frozen=True, kw_only=True)
class ItemAccepted(ItemFact):
    """An item that a carer raised was put on the agenda of a session."""

    kind: ClassVar[str] = "item_accepted"
    session: int
    organisation: int | None


@dataclass(frozen=True, kw_only=True)
class ItemMerged(ItemFact):
    """An item was joined to another that asks the same; its support was added."""

    kind: ClassVar[str] = "item_merged"
    into: int


@dataclass(frozen=True, kw_only=True)
class ItemDeferred(ItemFact):
    """An item was put off to a later session."""

    kind: ClassVar[str] = "item_deferred"
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class ItemDeclined(ItemFact):
    """An item was not taken, with a class of reason; its author is told the rest."""

    kind: ClassVar[str] = "item_declined"
    reason: Reason
