"""Which texts stand beside a fact: told by its type, never by how a value looks, as people may name a role anything."""

from dataclasses import fields
from typing import get_args, get_type_hints

from bot.rules import facts as f


def enclosed_in(fact: f.Fact) -> tuple[f.Enclosed, ...]:
    """The digests of the texts beside a fact, in the order of its fields."""
    values = (getattr(fact, name) for name in NAMES[type(fact)])
    lists = (value if isinstance(value, tuple) else (value,) for value in values if value is not None)
    return tuple(digest for digests in lists for digest in digests)


def _names(kind: type[f.Fact]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        field.name for field in fields(kind) if f.Enclosed in (hints[field.name], *get_args(hints[field.name]))
    )


NAMES = {kind: _names(kind) for kind in f.every_kind().values()}
"""The fields of each kind of fact that hold the digest of a text, or several."""
