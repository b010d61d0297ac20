"""`python -m tests.corpus DIR`: reads the mails of a folder with a MANIFEST.json; one JSON line a file, then figures.

The manifest is {"entries": [{"file", "kind", "class", "expected"}, …]}. Of the kinds that are no whole mails, an `ics`
is read as a mail with that calendar, a `body-text` as a plain mail from a person, a `reply-text` or `reply-html` as an
answer of which only the text is asked for. Ends with 0 whenever the folder could be read, else with 2.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.mail.parse import parse
from bot.mail.parse.parsed import Parsed
from tests.corpus_figures import figures


@dataclass(frozen=True)
class Read:
    """One entry of the manifest, and what was read. `parsed` is None where reading it raised."""

    entry: dict[str, Any]
    parsed: Parsed | None
    seconds: float
    error: str

    @property
    def verdict(self) -> str:
        return str(self.parsed.verdict) if self.parsed else "crash"


def as_mail(kind: str, data: bytes) -> bytes:
    """The entry as a whole mail."""
    head = b"From: Jo Bloggs <jo@westmere.example>\r\nTo: clerk@forum.example\r\nSubject: Re: Invitation\r\n"
    encoded = b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)
    match kind:
        case "message":
            return data
        case "ics":
            return head + b"Content-Type: text/calendar; charset=utf-8\r\n" + encoded
        case "reply-html":
            return head + b"Content-Type: text/html; charset=utf-8\r\n" + encoded
    return head + b"Content-Type: text/plain; charset=utf-8\r\n" + encoded


def read_folder(folder: Path) -> list[Read]:
    """Every entry, in the order of the manifest. A file that is missing is an error of its own, not of the folder."""
    return [_read(folder, entry) for entry in json.loads((folder / "MANIFEST.json").read_text("utf-8"))["entries"]]


def _read(folder: Path, entry: dict[str, Any]) -> Read:
    started = time.perf_counter()
    try:
        parsed, error = parse(as_mail(str(entry["kind"]), (folder / entry["file"]).read_bytes())), ""
    except Exception as wrong:
        parsed, error = None, repr(wrong)
    return Read(entry, parsed, time.perf_counter() - started, error)


def line(read: Read) -> dict[str, Any]:
    """What is printed of one file."""
    told: dict[str, Any] = {"file": read.entry["file"], "kind": read.entry["kind"], "verdict": read.verdict}
    parsed = read.parsed
    if parsed is None:
        return told | {"error": read.error}
    calendar = parsed.calendar
    if calendar:
        told |= {
            "method": calendar.method,
            "uid": calendar.uid,
            "partstat": calendar.partstat,
            "sequence": calendar.sequence,
            "attendee": calendar.attendee,
            "recurrence": calendar.recurrence,
            "proposed_start": calendar.proposed_start.strftime("%Y%m%dT%H%M%SZ") if calendar.proposed_start else None,
        }
    if parsed.status or "bounce" in read.verdict:
        told |= {"status": parsed.status, "address_unknown": parsed.address_unknown}
    for name in ("promised", "promised_days", "returning", "instead"):
        if value := getattr(parsed, name):
            told[name] = str(value) if name in ("promised", "returning") else value
    if str(read.entry["kind"]).startswith("reply-") or read.verdict.startswith("human"):
        told["reply"] = parsed.text
    return told | {"why": list(parsed.why), "seconds": round(read.seconds, 3)}


def main(arguments: list[str]) -> int:
    """Print the lines and the figures."""
    try:
        reads = read_folder(Path(arguments[0]))
    except (IndexError, OSError, ValueError, KeyError, TypeError) as wrong:
        sys.stderr.write(f"This is no folder with a MANIFEST.json: {wrong!r}\n")
        return 2
    for read in reads:
        sys.stdout.write(json.dumps(line(read), ensure_ascii=False) + "\n")
    sys.stdout.write(figures(reads))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
