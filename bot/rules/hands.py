"""Whose turn it is to speak: a carer opens the floor, after that carers and officials take turns.

Carers come first because the forum is theirs; officials wait their turn and are never kept out of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """For whom somebody speaks."""

    CARER = "carer"
    OFFICIAL = "official"

    @property
    def other(self) -> "Side":
        return Side.OFFICIAL if self is Side.CARER else Side.CARER


@dataclass(frozen=True)
class Hand:
    """One hand that is up; `number` is its row."""

    number: int
    side: Side


def in_turn(waiting: Sequence[Hand], last: Side | None) -> list[Hand]:
    """The hands in the order in which they will be called; `waiting` is in the order in which they went up.

    `last` is the side that spoke last since the floor opened, None before anybody did. While both sides wait they
    alternate; a side alone is simply called one after the other.
    """
    waits = {side: [hand for hand in waiting if hand.side is side] for side in Side}
    order: list[Hand] = []
    while any(waits.values()):
        turn = last.other if last else Side.CARER
        last = turn if waits[turn] else turn.other
        order.append(waits[last].pop(0))
    return order
