"""A fact from what its line holds: each field as the type that it has, and nothing that is not a field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any, str], Any]
"""Gives a value of JSON as the type that a fact wants, and raises ValueError for anything else; it is told the name."""


@dataclass(frozen=True)
class Shape:
    """What a fact, or a part of one, consists of: looked up once, as a record has very many lines."""

    readers: Mapping[str, Reader]
    needed: frozenset[str]


def built(kind: type[Any], body: Mapping[str, Any], called: str) -> Any:
    """The fact, or the part of one, that this object of JSON is. Raises ValueError, in words, where it is none."""
    shape = _shape(kind)
    if extra := body.keys() - shape.readers.keys():
        raise ValueError(f"{called} has no {', '.join(sorted(extra))}")
    if not shape.needed <= body.keys():
        absent = (name for name in shape.readers if name in shape.needed and name not in body)
        raise ValueError(f"it says nothing of {', '.join(absent)}")
    return kind(**{name: shape.readers[name](value, name) for name, value in body.items()})


def _shape(kind: type[Any]) -> Shape:
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        _SHAPES[kind] = Shape(
            {field.name: _reader(hints[field.name]) for field in fields(kind)},
            frozenset(field.name for field in fields(kind) if "later" not in field.metadata),
        )
    return _SHAPES[kind]


_SHAPES: dict[type[Any], Shape] = {}


def _reader(hint: Any) -> Reader:
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) in (Union, UnionType):
        return _optional(_reader(next(one for one in get_args(hint) if one is not NoneType)))
    if get_origin(hint) is tuple:
        return _several(_reader(get_args(hint)[0]))
    if hint in (datetime, date):
        return partial(_dated, hint)
    if hint in (str, int, bool):
        return partial(_exactly, hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_part, hint)
    assert issubclass(hint, Enum)
    return lambda value, name: hint(value)


def _optional(read: Reader) -> Reader:
    return lambda value, name: None if value is None else read(value, name)


def _several(read: Reader) -> Reader:
    def each(value: Any, name: str) -> Any:
        if not isinstance(value, list):
            raise _cannot_be(value, name)
        return tuple(read(item, name) for item in value)

    return each


def _exactly(hint: type, value: Any, name: str) -> Any:
    if type(value) is not hint:
        raise _cannot_be(value, name)
    return value


def _part(hint: type[Any], value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        raise _cannot_be(value, name)
    return built(hint, value, name)


def _dated(hint: type[date], value: Any, name: str) -> date:
    """Only the one form in which we write it: a second spelling would be a second hash for the same thing."""
    if not isinstance(value, str):
        raise _cannot_be(value, name)
    try:
        found = hint.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{name} is not a date: {value!r}") from error
    if (moment(found) if isinstance(found, datetime) else found.isoformat()) != value:
        raise ValueError(f"{name} is written in another form: {value!r}")
    return found


def _cannot_be(value: object, name: str) -> ValueError:
    return ValueError(f"{name} cannot be {value!r}")


def moment(value: datetime) -> str:
    """As every line writes one."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
