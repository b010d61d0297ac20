"""What somebody tells the hosts in private. It waits in the outbox, and is forgotten once it has been delivered."""

import json
import secrets
from dataclasses import asdict, dataclass

from bot.outbox import LEFT
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction

WORDS_LIMIT = 1_200
"""So that all of it fits on one card, whatever has to be escaped."""


@dataclass(frozen=True)
class Told:
    """`name` is None where they did not want to be named. `message` is the address of what they were reading."""

    words: str
    name: str | None
    message: str


def tell(tx: Transaction, told: Told) -> None:
    """To the hosts alone. No row, key or number of it says who it was."""
    if not told.words.strip():
        raise Refused("Please write what the hosts should know, in a sentence or two.")
    if len(told.words) > WORDS_LIMIT:
        raise Refused(f"That has {len(told.words):,} characters. Shorten it to {WORDS_LIMIT:,}.")
    key = f"private:{secrets.token_hex(8)}"
    tx.notify(Notice(Destination.HOSTS, Action.TELL_IN_PRIVATE, 0, key), detail=json.dumps(asdict(told)))


def read(detail: str | None) -> Told | None:
    """None once it has been forgotten."""
    return None if detail in (None, LEFT) else Told(**json.loads(detail or ""))
