"""Check a public export with nothing installed: `python -m bot.rules.verify FOLDER` (or its record.jsonl).

Every line is read, hashed and chained again, every text beside it is held against its digest, every "no reply recorded"
against the entries it names, and every figure is worked out anew. The first bad line is named. Exit status 0 means that
all of it holds. What it cannot know is what was never written down (docs/record-format.md).
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.rules import chain
from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.recount import fold, histories_of, report, until
from bot.rules.silence import rests_on
from bot.rules.standing import standing
from bot.rules.words import Step


class Fault(Exception):
    """What does not hold: `str(error)` names the line or the file, and says what is wrong with it."""


@dataclass(frozen=True)
class Verified:
    """What was checked."""

    entries: int
    head: str
    erased: int
    figures: bool


def verify(place: Path) -> Verified:
    """Check an export's folder, or a record.jsonl alone. Raises `Fault` at the first thing that does not hold."""
    folder = place if place.is_dir() else None
    record = place / "record.jsonl" if folder else place
    if not record.is_file():
        raise Fault(f"{record} is not there.")
    entries: list[f.Entry] = []
    erased, head = 0, chain.GENESIS
    for number, body in _lines(record):
        entry = _entry(number, body, head, entries[-1] if entries else None)
        erased += _texts(number, body)
        entries.append(entry)
        head = body["hash"]
    _silences(entries)
    if folder:
        _head(folder, len(entries), head)
        _figures(folder, entries, head)
    return Verified(len(entries), head, erased, folder is not None)


def _lines(record: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with record.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                text = raw.decode()
                body = json.loads(text)
            except ValueError as error:
                raise Fault(f"Line {number} is not readable JSON: {error}") from error
            if not isinstance(body, dict) or text != chain.canonical(body) + "\n":
                raise Fault(f"Line {number} is not written in the one canonical form.")
            yield number, body


def _entry(number: int, body: dict[str, Any], head: str, before: f.Entry | None) -> f.Entry:
    if body.get("seq") != number:
        raise Fault(
            f"Line {number} calls itself entry {body.get('seq')}: an entry is missing, doubled or out of order."
        )
    if body.get("prev") != head:
        raise Fault(f"Line {number} does not follow from the line before it.")
    if body.get("hash") != chain.hash_of(body):
        raise Fault(f"Line {number} was changed: its hash is not that of its words.")
    try:
        fact = chain.read(body)
    except (ValueError, TypeError) as error:
        raise Fault(f"Line {number} is not a fact of this record: {error}") from error
    if before and fact.at < before.fact.at:
        raise Fault(f"Line {number} is older than the line before it.")
    return f.Entry(number, fact)


def _texts(number: int, body: dict[str, Any]) -> int:
    """Hold each text against its digest; how many have been erased."""
    beside, erased = body.get("enclosed", {}), 0
    named = {value for value in body.values() if isinstance(value, str) and value.startswith("sha256:")}
    if not isinstance(beside, dict) or set(beside) != named:
        raise Fault(f"Line {number} does not carry the texts that it names.")
    for digest, kept in beside.items():
        if kept is None:
            erased += 1
        elif set(kept) != {"salt", "text"} or chain.enclose(kept["text"], kept["salt"]) != digest:
            raise Fault(f"Line {number}: a text beside it is not the one that was recorded.")
    return erased


def _silences(entries: Sequence[f.Entry]) -> None:
    """Each "no reply recorded" must rest on the sending, two reminders and the notice, and not be early."""
    histories = histories_of(entries)
    for entry in entries:
        if isinstance(entry.fact, f.NoReplyRecorded):
            history = [known for known in histories[entry.fact.invitation] if known.seq < entry.seq]
            now = standing(history)
            early = now.next_on is None or entry.fact.on < now.next_on
            if now.next_step is not Step.NO_REPLY or early or entry.fact.evidence != rests_on(replayed(history)):
                raise Fault(f"Line {entry.seq} records no reply without the evidence that the rules ask for.")


def _head(folder: Path, length: int, head: str) -> None:
    said = _json(folder / "head.json")
    if (said.get("length"), said.get("hash")) != (length, head):
        raise Fault(f"head.json says {said.get('length')} entries ending in {said.get('hash')}; the record has others.")
    for name, digest in sorted(said.get("files", {}).items()):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise Fault(f"{name} was changed after it was exported.")


def _figures(folder: Path, entries: Sequence[f.Entry], head: str) -> None:
    said = _json(folder / "figures.json")
    as_at, since = date.fromisoformat(said["as_at"]), said["since"] and date.fromisoformat(said["since"])
    folded = fold(until(entries, as_at, fold(entries).terms))
    worked_out = json.loads(chain.canonical(report(folded, since=since, as_at=as_at, head=head)))
    for part in sorted(set(said) | set(worked_out)):
        if said.get(part) != worked_out.get(part):
            raise Fault(f"figures.json: {part} is not what the record gives.")


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
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
    figures = "; every figure worked out again and equal" if found.figures else ""
    gone = f"; {found.erased} texts erased on request" if found.erased else ""
    print(f"This verifies: {found.entries} entries, head {found.head}{figures}{gone}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
