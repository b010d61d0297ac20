"""How a fact becomes a line that nobody can change unseen (docs/record-format.md).

A line is a JSON object with sorted keys, no spaces, UTF-8, no NaN and no floats. Its `hash` is the SHA-256 of the line
without `hash` itself; `prev` is the hash of the line before, and 64 zeros before the first.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from bot.rules import facts as f
from bot.rules.built import built, moment

GENESIS = "0" * 64
OF_A_LINE = ("seq", "kind", "prev", "hash", "enclosed")
"""What a line has besides the fields of its fact."""


def canonical(value: Mapping[str, Any]) -> str:
    """The one way to write an object down."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def enclose(text: str, salt: str) -> f.Enclosed:
    """The digest that stands in the chain for a text kept beside it. The salt keeps short texts from being guessed."""
    return f.Enclosed(f"sha256:{digest(salt + text)}")


def line(seq: int, fact: f.Fact, prev: str) -> dict[str, Any]:
    """The fact as the line with this number, chained to the one before."""
    body = {"seq": seq, "kind": fact.kind, "prev": prev, **_plain_fields(fact)}
    return {**body, "hash": digest(canonical(body))}


def read(body: Mapping[str, Any]) -> f.Fact:
    """The fact that a line holds. Raises ValueError, in words, for a line that is none."""
    kind = KINDS.get(str(body.get("kind")))
    if kind is None:
        raise ValueError(f"there is no kind of entry called {body.get('kind')!r}")
    own = {key: value for key, value in body.items() if key not in OF_A_LINE}
    fact: f.Fact = built(kind, own, kind.kind)
    return fact


def hash_of(body: Mapping[str, Any]) -> str:
    """What the `hash` of this line must be; `enclosed` texts stand beside the chain and are not covered."""
    return digest(canonical({key: value for key, value in body.items() if key not in ("hash", "enclosed")}))


def _plain_fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain_fields(value) if is_dataclass(value) else value


KINDS = f.every_kind()
