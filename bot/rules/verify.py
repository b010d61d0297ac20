"""Check a public export with nothing installed: `python -m bot.rules.verify FOLDER` (or its record.jsonl).

Every line is read, hashed and chained again, every text beside it is held against its digest, every date against the
rule that gave it, every "no reply recorded" against the entries it names; every figure is worked out anew, and every
file held against what head.json says of it. The first bad line is named. Exit status 0 means that all of it holds.
What it cannot know is what was never written down (docs/record-format.md).
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from bot.rules import chain, facts as f
from bot.rules.audit import Audit, Fault
from bot.rules.reading import canonical, chained, lines, sound, texts
from bot.rules.recount import fold, report, terms_of, until

YOUNGER = ("pledges",)
"""Parts of figures.json that the first exports did not have: it may be missing where the record has nothing of it."""

__all__ = ["Fault", "Verified", "main", "verify"]


@dataclass(frozen=True)
class Verified:
    """What was checked. `files` counts those that head.json names; 0 where only a record.jsonl was given."""

    entries: int
    head: str
    erased: int
    figures: bool
    files: int = 0


def verify(place: Path) -> Verified:
    """Check an export's folder, or a record.jsonl alone. Raises `Fault` at the first thing that does not hold."""
    folder = place if place.is_dir() else None
    record = place / "record.jsonl" if folder else place
    if not record.is_file():
        raise Fault(f"{record} is not there.")
    entries: list[f.Entry] = []
    audit, erased, head = Audit(), 0, chain.GENESIS
    for number, body in lines(record):
        entry = chained(number, body, head, entries[-1] if entries else None)
        erased += texts(entry, body)
        sound(partial(audit.read, entry), f"Line {number}")
        entries.append(entry)
        head = body["hash"]
    audit.end()
    if folder is None:
        return Verified(len(entries), head, erased, False)
    files = _head(folder, len(entries), head)
    _figures(folder, entries, head)
    return Verified(len(entries), head, erased, True, files)


def seal(body: Mapping[str, Any]) -> str:
    """What `seal` in head.json must be: the hash of all else that it says."""
    return chain.digest(chain.canonical({key: value for key, value in body.items() if key != "seal"}))


def _head(folder: Path, length: int, head: str) -> int:
    """Hold every file against its digest; how many there are."""
    said = canonical(_bytes(folder / "head.json"), "head.json")
    if said.get("seal") != seal(said):
        raise Fault("head.json was changed: its seal is not that of its words.")
    if (said.get("length"), said.get("hash")) != (length, head):
        raise Fault(f"head.json says {said.get('length')} entries ending in {said.get('hash')}; the record has others.")
    files = said.get("files")
    if not isinstance(files, dict):
        raise Fault("head.json does not say which files there are.")
    for name, digest in sorted(files.items()):
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise Fault(f"head.json names {name}, which is not in this folder.")
        if _digest(folder / name) != digest:
            raise Fault(f"{name} was changed after it was exported.")
    if said.get("as_at") != _json(folder / "figures.json").get("as_at"):
        raise Fault("head.json and figures.json are not of the same day.")
    return len(files)


def _figures(folder: Path, entries: Sequence[f.Entry], head: str) -> None:
    said = _json(folder / "figures.json")
    worked_out = sound(lambda: _worked_out(entries, said, head), "figures.json")
    if not any(isinstance(entry.fact, f.PledgeFact) for entry in entries):
        worked_out = {part: of for part, of in worked_out.items() if part in said or part not in YOUNGER}
    for part in sorted(set(said) | set(worked_out)):
        if said.get(part) != worked_out.get(part):
            raise Fault(f"figures.json: {part} is not what the record gives.")


def _worked_out(entries: Sequence[f.Entry], said: dict[str, Any], head: str) -> dict[str, Any]:
    since, as_at = said.get("since"), date.fromisoformat(str(said.get("as_at")))
    stood = until(entries, as_at, terms_of(entries))
    found = report(fold(stood), since=since and date.fromisoformat(since), as_at=as_at, head=head)
    return dict(json.loads(chain.canonical(found)))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Fault(f"{file.name} cannot be read: {error}") from error


def _digest(file: Path) -> str:
    """A piece at a time, for a file may be larger than the memory."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise Fault(f"{file.name} cannot be read: {error}") from error


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(file))
    except (ValueError, RecursionError) as error:
        raise Fault(f"{file.name} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise Fault(f"{file.name} does not hold an object.")
    return found


def main(arguments: Sequence[str]) -> int:
    """The command line; 0 when everything holds, 1 when not, 2 when called without a path."""
    if len(arguments) != 1:
        print("Usage: python -m bot.rules.verify FOLDER-OR-RECORD.JSONL")
        return 2
    try:
        found = verify(Path(arguments[0]))
    except Fault as fault:
        print(f"This does not verify. {fault}")
        return 1
    figures = f"; every figure worked out again and equal; {found.files} files unchanged" if found.figures else ""
    gone = f"; {found.erased} texts erased on request" if found.erased else ""
    print(f"This verifies: {found.entries} entries, head {found.head}{figures}{gone}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
