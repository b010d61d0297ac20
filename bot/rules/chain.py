"""How a fact becomes a line that nobody can change unseen (docs/record-format.md).

A line is a JSON object with sorted keys, no spaces, UTF-8, no NaN and no floats. Its `hash` is the SHA-256 of the line
without `hash` itself; `prev` is the hash of the line before, and 64 zeros before the first.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.rules import facts as f

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
    fact: f.Fact = _build(kind, own, kind.kind)
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
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain_fields(value) if is_dataclass(value) else value


def _build(kind: type[Any], body: Mapping[str, Any], called: str) -> Any:
    hints = HINTS[kind] if kind in HINTS else get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    if extra := set(body) - set(known):
        raise ValueError(f"{called} has no {', '.join(sorted(extra))}")
    if absent := [name for name, one in known.items() if name not in body and "later" not in one.metadata]:
        raise ValueError(f"it says nothing of {', '.join(absent)}")
    return kind(**{name: _typed(hints[name], body[name], name) for name in known if name in body})


def _typed(hint: Any, value: Any, name: str) -> Any:
    """`value` of JSON as the type that the fact wants; anything else is a ValueError."""
    hint = getattr(hint, "__supertype__", hint)
    if hint in (str, int, bool) and type(value) is hint:
        return value
    if get_origin(hint) in (Union, UnionType):
        return None if value is None else _typed(next(a for a in get_args(hint) if a is not NoneType), value, name)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_typed(get_args(hint)[0], item, name) for item in value)
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return _build(hint, value, name)
    if hint in (datetime, date) and isinstance(value, str):
        return _dated(hint, value, name)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    raise ValueError(f"{name} cannot be {value!r}")


def _dated(hint: type[date], value: str, name: str) -> date:
    """Only the one form in which we write it: a second spelling would be a second hash for the same thing."""
    try:
        found = hint.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{name} is not a date: {value!r}") from error
    if _plain(found) != value:
        raise ValueError(f"{name} is written in another form: {value!r}")
    return found


KINDS = f.every_kind()
HINTS: dict[type[Any], dict[str, Any]] = {kind: get_type_hints(kind) for kind in KINDS.values()}
