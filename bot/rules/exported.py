"""The files beside a record.jsonl, held against what head.json says of them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from bot.rules import chain
from bot.rules.audit import Fault
from bot.rules.reading import canonical, sound

PAGES = "pages.sha256"
"""The digests of all pages, as `sha256sum --check` reads them: there may be too many to name them in head.json."""


def seal(body: Mapping[str, Any]) -> str:
    """What `seal` in head.json must be: the hash of all else that it says."""
    return chain.digest(chain.canonical({key: value for key, value in body.items() if key != "seal"}))


def hold(folder: Path, length: int, head: str) -> int:
    """Hold every file against its digest; how many there are. Raises `Fault`."""
    said = canonical(read(folder / "head.json"), "head.json")
    if said.get("seal") != seal(said):
        raise Fault("head.json was changed: its seal is not that of its words.")
    if (said.get("length"), said.get("hash")) != (length, head):
        raise Fault(f"head.json says {said.get('length')} entries ending in {said.get('hash')}; the record has others.")
    files = said.get("files")
    if not isinstance(files, dict):
        raise Fault("head.json does not say which files there are.")
    for name, digest in sorted(files.items()):
        _unchanged(folder, "head.json", name, digest)
    more = _pages(folder) if PAGES in files else 0
    if said.get("as_at") != read_json(folder / "figures.json").get("as_at"):
        raise Fault("head.json and figures.json are not of the same day.")
    return len(files) + more


def _pages(folder: Path) -> int:
    """Hold every page against its digest in the list of pages; how many there are."""
    count = 0
    with (folder / PAGES).open("rb") as lines:
        for count, raw in enumerate(lines, 1):
            digest, gap, name = sound(raw.decode, PAGES).rstrip("\n").partition("  ")
            if not gap:
                raise Fault(f"{PAGES}, line {count}, does not name a page and its digest.")
            _unchanged(folder, PAGES, name, digest)
    return count


def _unchanged(folder: Path, where: str, name: str, digest: str) -> None:
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise Fault(f"{where} names {name}, which is not in this folder.")
    if _digest(folder / name) != digest:
        raise Fault(f"{name} was changed after it was exported.")


def read(file: Path) -> bytes:
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


def read_json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(read(file))
    except (ValueError, RecursionError) as error:
        raise Fault(f"{file.name} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise Fault(f"{file.name} does not hold an object.")
    return found
