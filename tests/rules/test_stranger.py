"""docs/record-format.md is enough: a verifier written from it alone agrees with ours on what holds and what counts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.rules.verify import verify
from tests.rules import stranger
from tests.rules.chronicle import Chronicle
from tests.rules.test_verify import told

TALES: dict[str, Callable[[], Chronicle]] = {
    "one who answers, one who does not": told,
    "whatever can happen": lambda: Chronicle.of_chance(0, days=240),
    "with pauses and hidden entries": lambda: Chronicle.of_chance(0, days=240, pauses=True),
}


@pytest.mark.parametrize("tale", TALES)
def test_a_stranger_comes_to_the_same_figures(tale: str, tmp_path: Path) -> None:
    export = TALES[tale]().export(tmp_path)
    said = json.loads((export / "figures.json").read_text())
    theirs = stranger.figures(stranger.chain(export), said["as_at"])
    ours = {key: said["forum"][key] for key in theirs}
    ours["left_out"] = {reason: many for reason, many in ours["left_out"].items() if many}
    assert theirs == ours
    assert theirs["counted"] > 1, "there is something to count"


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_a_stranger_finds_what_was_changed(where: float, tmp_path: Path) -> None:
    export = Chronicle.of_chance(3, days=40).export(tmp_path)
    assert len(stranger.chain(export)) == verify(export).entries
    record = export / "record.jsonl"
    body = bytearray(record.read_bytes())
    body[int(len(body) * where)] ^= 1
    record.write_bytes(body)
    with pytest.raises((ValueError, KeyError)):
        stranger.chain(export)
