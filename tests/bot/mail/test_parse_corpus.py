"""What issue 3 demands on real mails. They are others' and stay beside the project; without them this skips."""

import json
from pathlib import Path

import pytest

from tests import corpus
from tests.corpus_figures import Figure, demands, figures

MAILS = Path(__file__).parents[3] / ".." / "shared" / "data" / "mail"


@pytest.fixture(scope="module")
def reads() -> list[corpus.Read]:
    if not (MAILS / "MANIFEST.json").exists():
        pytest.skip("the mail corpus is not beside this checkout (../shared/data/mail)")
    return corpus.read_folder(MAILS)


def test_every_demand_on_the_real_mails_is_met(reads: list[corpus.Read]) -> None:
    missed: list[Figure] = [figure for figure in demands(reads) if not figure.met]
    assert not missed, "".join(figure.say() for figure in missed)


def test_no_answer_loses_a_character(reads: list[corpus.Read]) -> None:
    assert "NOT MET" not in figures(reads)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = [
        {"file": "a.eml", "kind": "message", "class": "human-reply", "expected": {}},
        {"file": "b.ics", "kind": "ics", "class": "imip-accept", "expected": {"method": "REPLY"}},
        {"file": "c.txt", "kind": "reply-text", "class": "human-reply", "expected": {"reply": "Yes."}},
        {"file": "gone.eml", "kind": "message", "class": "delayed", "expected": {}},
    ]
    (tmp_path / "MANIFEST.json").write_text(json.dumps({"entries": entries}), "utf-8")
    (tmp_path / "a.eml").write_bytes(b"From: jo@westmere.example\nSubject: Re: x\n\nWhat is it about?\n")
    (tmp_path / "b.ics").write_text(
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=ACCEPTED:x\nEND:VEVENT\n"
    )
    (tmp_path / "c.txt").write_text("Yes.\n\nOn 2 Nov 2026, Clerk wrote:\n> Dear Jo\n", "utf-8")
    return tmp_path


def test_the_command_prints_a_line_a_file_and_then_the_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert corpus.main([str(folder)]) == 0
    out = capsys.readouterr().out
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert [line["verdict"] for line in lines] == ["human-reply", "imip-accept", "human-reply", "crash"]
    assert (lines[1]["partstat"], lines[2]["reply"]) == ("ACCEPTED", "Yes.")
    assert "NOT MET  crashes: 1 of 4" in out
    assert "met      calendar answers exact: 1 of 1, 100.0 %" in out


def test_a_folder_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main([str(tmp_path)]) == 2
    assert "no folder" in capsys.readouterr().err
