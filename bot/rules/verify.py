"""Check a public export with nothing installed: `python -m bot.rules.verify FOLDER` (or its record.jsonl).

Every line is read, hashed and chained again, every text beside it is held against its digest, every date against the
rule that gave it, every "no reply recorded" against the entries it names; every figure is worked out anew, and every
file held against what head.json says of it. The first bad line is named. Exit status 0 means that all of it holds.
`--head HASH` finds the entry whose head somebody took down earlier.
What it cannot know is what was never written down (docs/record-format.md).
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.rules import chain, exported, facts as f
from bot.rules.audit import Audit, Fault
from bot.rules.exported import seal
from bot.rules.reading import read_through, sound
from bot.rules.recount import report
from bot.rules.shelf import Book
from bot.rules.stood import Stood

NOT_OURS = (
    "No entry of this record has a hash that begins with {noted}. Either that head is of another forum, or entries up "
    "to the one that had it were rewritten after you saw it."
)

YOUNGER = ("pledges",)
"""Parts of figures.json that the first exports did not have: it may be missing where the record has nothing of it."""

__all__ = ["Fault", "Verified", "main", "say", "seal", "takes_path", "verify"]


@dataclass(frozen=True)
class Verified:
    """What was checked. `files` counts those that head.json names; 0 where only a record.jsonl was given."""

    entries: int
    head: str
    erased: int
    figures: bool
    files: int = 0
    noted: f.Entry | None = None
    """The entry whose hash somebody took down earlier."""


def verify(place: Path, noted: str | None = None) -> Verified:
    """Check an export's folder, or a record.jsonl alone. Raises `Fault` at the first thing that does not hold; also
    where no entry has the hash that begins with `noted`."""
    folder = place if place.is_dir() else None
    record = place / "record.jsonl" if folder else place
    if not record.is_file():
        raise Fault(f"{record} is not there.")
    with Book(record) as book:
        return _verified(book, record, folder, noted)


def _verified(book: Book, record: Path, folder: Path | None, noted: str | None) -> Verified:
    read = read_through(book, record, noted)
    if noted and read.noted is None:
        raise Fault(NOT_OURS.format(noted=noted))
    length, head = len(book), read.head
    if folder is None:
        return Verified(length, head, read.erased, False, noted=read.noted)
    files = exported.hold(folder, length, head)
    _figures(folder, book, read.audit, head)
    return Verified(length, head, read.erased, True, files, read.noted)


def _figures(folder: Path, book: Book, audit: Audit, head: str) -> None:
    said = exported.read_json(folder / "figures.json")
    worked_out = sound(lambda: _worked_out(book, audit, said, head), "figures.json")
    if not audit.pledges:
        worked_out = {part: of for part, of in worked_out.items() if part in said or part not in YOUNGER}
    for part in sorted(set(said) | set(worked_out)):
        if said.get(part) != worked_out.get(part):
            raise Fault(f"figures.json: {part} is not what the record gives.")


def _worked_out(book: Book, audit: Audit, said: dict[str, Any], head: str) -> dict[str, Any]:
    since, as_at = said.get("since"), date.fromisoformat(str(said.get("as_at")))
    stood = Stood.at(book, audit, as_at).folded()
    found = report(stood, since=since and date.fromisoformat(since), as_at=as_at, head=head)
    return dict(json.loads(chain.canonical(found)))


def takes_path(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help="the folder of an export, or its record.jsonl")
    parser.add_argument(
        "--head",
        metavar="HASH",
        type=_noted,
        help="a head of the record that you took down earlier, or its first sixteen digits: is it still part of this?",
    )


def _noted(typed: str) -> str:
    digits = typed.strip(" .…").lower()
    if not re.fullmatch(r"[0-9a-f]{16,64}", digits):
        raise argparse.ArgumentTypeError("a head is 64 digits from 0 to f; at least the first 16 are needed")
    return digits


def say(place: Path, noted: str | None = None) -> int:
    """Print what was found; 0 when everything holds, 1 when not."""
    try:
        found = verify(place, noted)
    except Fault as fault:
        print(f"This does not verify. {fault}")
        return 1
    figures = f"; every figure worked out again and equal; {found.files} files unchanged" if found.figures else ""
    gone = f"; {found.erased} texts erased on request" if found.erased else ""
    print(f"This verifies: {found.entries} entries, head {found.head}{figures}{gone}.")
    if found.noted:
        print(
            f"The head you noted is that of entry {found.noted.seq}, of {found.noted.fact.at:%Y-%m-%d}. "
            "The record up to there is the one that you saw."
        )
    return 0


def main(arguments: Sequence[str]) -> int:
    """The command line; 0 when everything holds, 1 when not, 2 when it cannot be understood."""
    parser = argparse.ArgumentParser(prog="python -m bot.rules.verify", description="Check a public export.")
    takes_path(parser)
    given = parser.parse_args(arguments)
    return say(given.path, given.head)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
