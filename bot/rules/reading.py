"""Reading a record.jsonl line by line, as somebody reads who trusts nobody: what is wrong with a line is a `Fault`."""

import json
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfoNotFoundError

from bot.rules import chain, facts as f
from bot.rules.audit import Audit, Fault
from bot.rules.enclosed import enclosed_in
from bot.rules.shelf import Book

T = TypeVar("T")


@dataclass(frozen=True)
class Read:
    """A whole record, of which every line holds. `noted` is the entry whose head was looked for."""

    audit: Audit
    head: str
    erased: int
    noted: f.Entry | None


def read_through(book: Book, record: Path, noted: str | None = None) -> Read:
    """Read, chain and audit every line. Raises `Fault` at the first that does not hold."""
    audit = Audit(sessions=book.shelf(), invitations=book.shelf(), pledges=book.shelf())
    entry, erased, head, known = None, 0, chain.GENESIS, None
    for number, body in lines(record, book.places):
        entry = chained(number, body, head, entry)
        erased += texts(entry, body)
        sound(partial(audit.read, entry), f"Line {number}")
        head = body["hash"]
        known = entry if noted and head.startswith(noted) else known
    audit.end()
    return Read(audit, head, erased, known)


def lines(record: Path, places: "array[int] | None" = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line, with its number; `places` is told where each begins."""
    place = 0
    with record.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if places is not None:
                places.append(place)
                place += len(raw)
            yield number, canonical(raw, f"Line {number}")


def canonical(raw: bytes, what: str) -> dict[str, Any]:
    """An object, written in the one way that there is to write it."""
    try:
        text = raw.decode()
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Fault(f"{what} is not readable JSON: {error}") from error
    if not isinstance(body, dict) or sound(lambda: chain.canonical(body), what) + "\n" != text:
        raise Fault(f"{what} is not written in the one canonical form.")
    return body


def chained(number: int, body: dict[str, Any], head: str, before: f.Entry | None) -> f.Entry:
    if type(body.get("seq")) is not int or body["seq"] != number:
        raise Fault(
            f"Line {number} calls itself entry {body.get('seq')}: an entry is missing, doubled or out of order."
        )
    if body.get("prev") != head:
        raise Fault(f"Line {number} does not follow from the line before it.")
    if body.get("hash") != chain.hash_of(body):
        raise Fault(f"Line {number} was changed: its hash is not that of its words.")
    fact = sound(lambda: chain.read(body), f"Line {number} is not a fact of this record")
    if before and fact.at < before.fact.at:
        raise Fault(f"Line {number} is older than the line before it.")
    return f.Entry(number, fact)


def texts(entry: f.Entry, body: dict[str, Any]) -> int:
    """Hold each text against its digest; how many have been erased."""
    beside, erased = body.get("enclosed"), 0
    if not isinstance(beside, dict) or set(beside) != set(enclosed_in(entry.fact)):
        raise Fault(f"Line {entry.seq} does not carry the texts that it names.")
    for digest, kept in beside.items():
        if kept is None:
            erased += 1
        elif not _is_text(kept) or chain.enclose(kept["text"], kept["salt"]) != digest:
            raise Fault(f"Line {entry.seq}: a text beside it is not the one that was recorded.")
    return erased


def _is_text(kept: object) -> bool:
    return isinstance(kept, dict) and set(kept) == {"salt", "text"} and all(isinstance(v, str) for v in kept.values())


def sound(work: Callable[[], T], what: str) -> T:
    """Whatever a hostile file makes go wrong is a fault of the file, not a crash."""
    try:
        return work()
    except ZoneInfoNotFoundError as error:
        raise Fault(f"This machine does not know the time zone of the record: {error}. Install “tzdata”.") from error
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Fault(f"{what}: {error}") from error
