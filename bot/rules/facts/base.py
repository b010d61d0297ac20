"""What every line of the record has, and how it is numbered."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NewType

from bot.rules.words import Via

Enclosed = NewType("Enclosed", str)
"""`sha256:` and the digest of salt + text; see `bot.rules.chain.enclose`."""

CLERK = "clerk"
OFFICIAL = "official"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the record. `by` is "clerk", "official", or "member:" and a number that only the papers resolve."""

    kind: ClassVar[str] = ""
    at: datetime
    by: str
    via: Via


@dataclass(frozen=True)
class Entry:
    """A fact with its number in the forum's chain."""

    seq: int
    fact: Fact


def every_kind(base: type[Fact] = Fact) -> dict[str, type[Fact]]:
    """The fact class of each `kind`, found by looking."""
    found = {base.kind: base} if base.kind else {}
    for sub in base.__subclasses__():
        found |= every_kind(sub)
    return found


def meaning(kind: type[Fact]) -> str:
    """What a fact of this class says, in a sentence."""
    return (kind.__doc__ or "").splitlines()[0]
