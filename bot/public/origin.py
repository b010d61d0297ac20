"""From which record a page, a card or a file was made, and how far that record went."""

from dataclasses import dataclass
from datetime import date

from bot.rules.figure_words import say_origin
from bot.view import View
from db import ledger


@dataclass(frozen=True)
class Origin:
    """`head` is the hash of the last entry, and `length` its number; empty and 0 before the first."""

    as_at: date
    policy_version: int
    head: str
    length: int

    def __str__(self) -> str:
        return say_origin(self.as_at, self.policy_version, self.head)


async def origin(view: View) -> Origin:
    head = await ledger.head(view.db, view.forum.id)
    return Origin(view.terms.day(view.now), view.terms.policy.version, head.hash or "", head.seq)
