"""An export verifies, and stops verifying when anything in it is not as it was."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.rules import chain, facts as f
from bot.rules.exported import PAGES
from bot.rules.policy import Policy
from bot.rules.reading import lines
from bot.rules.verify import Fault, main, seal, verify
from bot.rules.words import Answer, Reason
from tests.rules.chronicle import Chronicle, write_head
from tests.thorough import examples

ROOT = Path(__file__).parents[2]
NEWLINE = b"\n"


@cache
def told() -> Chronicle:
    """Two bodies asked: one answers, of the other no reply is recorded, with a statement and a correction."""
    chronicle = Chronicle.begun(bodies=2, roles=2)
    session = chronicle.plan(45)
    quiet, kind = chronicle.invite(session, 1), chronicle.invite(session, 2)
    chronicle.send(quiet)
    chronicle.send(kind)
    chronicle.days_pass(3).answer(kind, Answer.OTHER_DATE)
    chronicle.days_pass(40)
    chronicle.add(f.StatementMade(invitation=quiet, text=chronicle.text("We were moving house."), **chronicle.mark()))
    seq = chronicle.of_invitation[kind][-1].seq
    corrected = f.Corrected(
        invitation=kind, entry=seq, reason=Reason.OUR_MISTAKE, answer=Answer.DEPUTY, **chronicle.mark()
    )
    chronicle.add(corrected)
    return chronicle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    export = told().export(tmp_path / "northshire")
    (export / "index.html").write_text("<h1>Northshire</h1>\n")
    write_head(export, len(told().entries), _head(export), told().today)
    return export


def _head(export: Path) -> str:
    return str(json.loads((export / "record.jsonl").read_bytes().splitlines()[-1])["hash"])


def _fault(place: Path) -> str:
    with pytest.raises(Fault) as fault:
        verify(place)
    return str(fault.value)


def _rechained(export: Path, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """What somebody can do who holds the database: change the lines, and chain, count and seal them all anew."""
    bodies = [json.loads(line) for line in (export / "record.jsonl").read_bytes().splitlines()]
    change(bodies)
    prev, written = chain.GENESIS, []
    for seq, body in enumerate(bodies, 1):
        body |= {"seq": seq, "prev": prev}
        body["hash"] = prev = chain.hash_of(body)
        written.append(chain.canonical(body) + "\n")
    (export / "record.jsonl").write_text("".join(written))
    write_head(export, len(bodies), prev, told().today)
    return export


def test_what_was_exported_verifies(folder: Path) -> None:
    found = verify(folder)
    assert (found.entries, found.erased, found.figures, found.files) == (len(told().entries), 0, True, 3)
    assert found.head == _head(folder)
    assert not verify(folder / "record.jsonl").figures


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_rules_allow_verifies(seed: int, tmp_path: Path) -> None:
    chronicle = Chronicle.of_chance(seed, pauses=seed % 2 == 1)
    assert any(entry.fact.kind == "clock_moved" for entry in chronicle.entries) is (seed % 2 == 1)
    assert verify(chronicle.export(tmp_path)).entries == len(chronicle.entries) > 100


def test_a_text_that_was_erased_leaves_a_record_that_verifies(folder: Path) -> None:
    def erase(bodies: list[dict[str, Any]]) -> None:
        for body in bodies:
            body["enclosed"] = dict.fromkeys(body["enclosed"])

    assert verify(_rechained(folder, erase)).erased == 5


@pytest.mark.parametrize("name", ["record.jsonl", "figures.json", "head.json", "index.html"])
def test_no_byte_of_any_file_can_be_changed(folder: Path, name: str) -> None:
    body = (folder / name).read_bytes()
    for position in range(0, len(body), max(len(body) // 60, 1)):
        changed = bytearray(body)
        changed[position] ^= 1 << position % 8
        (folder / name).write_bytes(changed)
        fault = _fault(folder)
        named = f"Line {body.count(NEWLINE, 0, position) + 1} " if name == "record.jsonl" else name
        assert named in fault.replace(":", " "), position


@given(data=st.data())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_can_be_changed_unseen(folder: Path, data: st.DataObject) -> None:
    lines = told().lines()
    body = bytearray(b"".join(lines))
    position = data.draw(st.integers(0, len(body) - 1))
    body[position] ^= data.draw(st.integers(1, 255))
    (folder / "record.jsonl").write_bytes(body)
    number = b"".join(lines).count(NEWLINE, 0, position) + 1
    assert f"Line {number} " in _fault(folder).replace(":", " ")
    (folder / "record.jsonl").write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(lambda ls: [*ls[:6], ls[7], ls[6], *ls[8:]], 7, id="two lines change places"),
        pytest.param(lambda ls: [*ls[:6], *ls[7:]], 7, id="a line is left out"),
        pytest.param(lambda ls: [*ls[:6], ls[5], *ls[6:]], 7, id="a line is doubled"),
        pytest.param(lambda ls: ls[1:], 1, id="the first line is left out"),
        pytest.param(lambda ls: [*ls[:6], b"\n", *ls[6:]], 7, id="an empty line comes in between"),
        pytest.param(lambda ls: [*ls[:6], ls[6].replace(b":", b": ", 1), *ls[7:]], 7, id="the same, written otherwise"),
        pytest.param(lambda ls: [*ls[:6], ls[6][:-1]], 7, id="the last line has no end"),
    ],
)  # fmt: skip
def test_lines_stay_where_they_are(folder: Path, change: Callable[[list[bytes]], list[bytes]], line: int) -> None:
    (folder / "record.jsonl").write_bytes(b"".join(change(told().lines())))
    assert f"Line {line} " in _fault(folder)


def test_the_last_lines_cannot_be_left_out(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(b"".join(told().lines()[:-1]))
    assert "head.json says" in _fault(folder)
    assert verify(folder / "record.jsonl").entries == len(told().entries) - 1, "alone, a shorter record is a record"


def _line_of(kind: str, nth: int = 0) -> int:
    return [entry.seq for entry in told().entries if entry.fact.kind == kind][nth]


@pytest.mark.parametrize(
    ("kind", "change", "says"),
    [
        ("sent", {"reply_by": "2026-09-08"}, "reply_by is not what the rules give"),
        ("sent", {"counts_on": "2026-09-20"}, "counts_on is not what the rules give"),
        ("sent", {"short_notice": True}, "short_notice is not what the rules give"),
        ("reminded", {"next_on": "2026-09-11"}, "next_on is not what the rules give"),
        ("responded", {"working_days": 1}, "working_days is not what the rules give"),
        ("responded", {"days_late": 4}, "days_late is not what the rules give"),
        ("notice_given", {"next_on": "2026-09-23"}, "next_on is not what the rules give"),
        ("notice_given", {"with_privacy": False}, None),
        ("no_reply_recorded", {"on": "2026-09-29"}, "on is not what the rules give"),
        ("no_reply_recorded", {"evidence": [8]}, "without the evidence"),
        ("no_reply_recorded", {"heard_until": "2026-09-29T09:00:00Z"}, "without the evidence"),
        ("no_reply_recorded", {"at": "2026-09-29T09:00:00Z", "on": "2026-09-29"}, "without the evidence"),
        ("invited", {"session": 9}, "speaks of session 9, which no line before it has made"),
        ("invited", {"organisation": 9}, "speaks of organisation 9"),
        ("official_listed", {"organisation": 9}, "speaks of organisation 9"),
        ("statement_made", {"invitation": 9}, "speaks of invitation 9"),
        ("corrected", {"entry": 1}, "speaks of entry 1, which is not about the same invitation"),
        ("corrected", {"invitation": 1}, "which is not about the same invitation"),
        ("planned", {"kind": "party"}, "there is no kind of entry called 'party'"),
        ("planned", {"starts": "soon"}, "starts"),
        ("planned", {"at": "2026-08-01T09:00:00Z"}, "is older than the line before it"),
        ("policy_adopted", {"policy": {**vars(Policy()), "zone": "Nowhere/Nothing"}}, "does not know the time zone"),
        ("policy_adopted", {"policy": {**vars(Policy()), "zone": "../../etc/passwd"}}, "Line"),
        ("policy_adopted", {"policy": {**vars(Policy()), "notice_after": 4}}, "are less patient than the common rules"),
    ],
)
def test_a_record_that_breaks_its_own_rules_is_found_out(
    folder: Path, kind: str, change: dict[str, Any], says: str | None
) -> None:
    def forge(bodies: list[dict[str, Any]]) -> None:
        bodies[_line_of(kind) - 1] |= change

    fault = _fault(_rechained(folder, forge))
    # A notice that lacked something is only wrong once silence rests on it.
    assert (says or f"Line {_line_of('no_reply_recorded')} records no reply without the evidence") in fault


def test_silence_is_not_recorded_without_the_reminders(folder: Path) -> None:
    def forge(bodies: list[dict[str, Any]]) -> None:
        del bodies[_line_of("reminded", 1) - 1]

    assert "Line" in _fault(_rechained(folder, forge))


def test_silence_is_recorded_in_the_words_that_were_announced(folder: Path) -> None:
    def forge(bodies: list[dict[str, Any]]) -> None:
        silence, planned = (bodies[_line_of(kind) - 1] for kind in ("no_reply_recorded", "planned"))
        silence |= {"sentence": planned["title"], "enclosed": planned["enclosed"]}

    assert "without the evidence" in _fault(_rechained(folder, forge))


@pytest.mark.parametrize(("kind", "what"), [("planned", "session"), ("invited", "invitation")])
def test_nothing_is_made_twice(folder: Path, kind: str, what: str) -> None:
    def forge(bodies: list[dict[str, Any]]) -> None:
        bodies.append({**bodies[_line_of(kind) - 1], "at": bodies[-1]["at"]})

    fault = _fault(_rechained(folder, forge))
    assert fault == f"Line {len(told().entries) + 1} makes {what} 1 a second time."


def test_a_record_is_not_made_of_the_pieces_of_two(folder: Path) -> None:
    bodies = [json.loads(line) for line in told().lines()]
    prev = "f" * 64
    for body in bodies[6:]:
        body["prev"] = prev
        prev = body["hash"] = chain.hash_of(body)
    (folder / "record.jsonl").write_text("".join(chain.canonical(body) + "\n" for body in bodies))
    assert _fault(folder) == "Line 7 does not follow from the line before it."


def test_figures_cannot_be_embellished(folder: Path) -> None:
    figures = json.loads((folder / "figures.json").read_text())
    figures["forum"]["response"]["k"] += 1
    (folder / "figures.json").write_text(json.dumps(figures))
    assert "figures.json was changed after it was exported" in _fault(folder)
    write_head(folder, len(told().entries), _head(folder), told().today)
    assert _fault(folder) == "figures.json: forum is not what the record gives."


@pytest.mark.parametrize("as_at", [date(2026, 9, 20), date(2026, 9, 30)], ids=str)
def test_figures_of_a_past_day_can_be_checked_too(tmp_path: Path, as_at: date) -> None:
    assert verify(told().export(tmp_path, as_at=as_at)).figures


@pytest.mark.parametrize("name", ["record.jsonl", "figures.json", "head.json", "index.html"])
def test_no_file_can_be_left_out(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert name in _fault(folder)


HOSTILE = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"[]\n", id="a list"),
    pytest.param(b"null\n", id="null"),
    pytest.param(b"{}\n", id="an empty object"),
    pytest.param(b"\xff\xfe\n", id="not UTF-8"),
    pytest.param(b"[" * 100_000 + b"\n", id="very deep"),
    pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n", id="very deep objects"),
    pytest.param(b'{"seq":' + b"9" * 10_000 + b"}\n", id="a huge number"),
    pytest.param(b'{"seq":NaN}\n', id="not a number"),
    pytest.param(b'{"as_at":"9999-12-31","since":"0001-01-01"}\n', id="all of time"),
    pytest.param(b'{"as_at":null,"since":7}\n', id="no dates"),
    pytest.param(b'{"files":{"../../secret":""},"length":1}\n', id="files elsewhere"),
]


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("name", ["record.jsonl", "figures.json", "head.json"])
def test_a_hostile_file_is_a_fault_and_never_a_crash(folder: Path, name: str, body: bytes) -> None:
    (folder / name).write_bytes(body)
    assert _fault(folder)
    if name == "figures.json":
        write_head(folder, len(told().entries), _head(folder), told().today)
        assert _fault(folder)


@pytest.mark.parametrize("kept", [7, [], "text", {"salt": 1, "text": 2}, {"text": "no salt"}, {}, [[]]], ids=repr)
def test_a_text_that_is_none_is_a_fault(folder: Path, kept: object) -> None:
    def forge(bodies: list[dict[str, Any]]) -> None:
        body = bodies[_line_of("planned") - 1]
        body["enclosed"] = dict.fromkeys(body["enclosed"], kept)

    assert f"Line {_line_of('planned')}: a text beside it" in _fault(_rechained(folder, forge))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_line_it_never_crashes(folder: Path, data: st.DataObject) -> None:
    line = data.draw(st.integers(0, len(told().entries) - 1))

    def forge(bodies: list[dict[str, Any]]) -> None:
        bodies[line][data.draw(st.sampled_from(sorted(set(bodies[line]) - {"seq", "prev", "hash"})))] = data.draw(
            json_values
        )

    before = (folder / "record.jsonl").read_bytes()
    _rechained(folder, forge)
    with suppress(Fault):
        assert verify(folder / "record.jsonl").entries
    (folder / "record.jsonl").write_bytes(before)


def test_head_json_names_no_file_outside_the_folder(folder: Path) -> None:
    (folder.parent / "elsewhere").write_text("x")
    said = json.loads((folder / "head.json").read_text())
    said["files"]["../elsewhere"] = hashlib.sha256(b"x").hexdigest()
    (folder / "head.json").write_text(chain.canonical({**said, "seal": seal(said)}) + "\n")
    assert "which is not in this folder" in _fault(folder)


def test_thousands_of_entries_verify(tmp_path: Path) -> None:
    chronicle = Chronicle.begun(bodies=40, roles=40)
    sessions = 0
    while len(chronicle.entries) < examples(6_000):
        session, sessions = chronicle.plan(45), sessions + 1
        asked = [chronicle.invite(session, official) for official in chronicle.roles]
        for number in asked:
            chronicle.send(number)
        chronicle.today += timedelta(days=1)
        for number in asked[:30]:
            chronicle.answer(number, Answer.CANNOT_COME)
        for number in asked[30:]:
            chronicle.add(f.AutoReplied(invitation=number, **chronicle.mark()))
    found = verify(chronicle.export(tmp_path))
    assert found.entries >= examples(6_000)
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["conduct"]["invitations_sent"] == 40 * sessions


def test_it_runs_with_nothing_installed(folder: Path, tmp_path: Path) -> None:
    """With the rules alone, without site-packages, without the environment, in another folder."""
    alone = tmp_path / "alone"
    shutil.copytree(ROOT / "bot" / "rules", alone / "bot" / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    path = f"import sys, runpy; sys.path.insert(0, {str(alone)!r})"
    start = f"{path}; runpy.run_module('bot.rules.verify', run_name='__main__')"

    def run(place: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", "-B", "-c", start, str(place)]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={}, check=False)

    right = run(folder)
    assert (right.returncode, right.stderr) == (0, "")
    assert right.stdout.startswith(f"This verifies: {len(told().entries)} entries, head {_head(folder)}; every figure")
    (folder / "figures.json").write_text("{}")
    wrong = run(folder)
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert wrong.stdout == "This does not verify. figures.json was changed after it was exported.\n"


def test_the_command_line_says_what_it_wants(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "PATH" in capsys.readouterr().err
    assert main([str(tmp_path / "nothing")]) == 1
    assert "is not there" in capsys.readouterr().out


def test_a_role_may_be_called_like_a_digest(tmp_path: Path) -> None:
    chronicle = Chronicle.begun(bodies=1, roles=1)
    name = "sha256:" + "0" * 64
    listed = chronicle.entries[2].fact
    assert isinstance(listed, f.OrganisationListed)
    chronicle.add(replace(listed, name=name))
    chronicle.add(replace(listed, name="Body 1 again"))
    assert verify(chronicle.export(tmp_path)).erased == 0


def test_reading_takes_a_line_at_a_time(folder: Path) -> None:
    assert next(iter(lines(folder / "record.jsonl")))[0] == 1


def test_a_head_that_somebody_took_down_is_found_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = [json.loads(line) for line in (folder / "record.jsonl").read_bytes().splitlines()]
    seventh = bodies[6]["hash"]
    for typed in (seventh, seventh[:16].upper(), f"{seventh[:20]}…"):
        assert main([str(folder), "--head", typed]) == 0
        assert "The head you noted is that of entry 7, of 2026-09-01." in capsys.readouterr().out


def test_a_past_that_was_rewritten_does_not_have_the_head_that_was_taken_down(folder: Path) -> None:
    """All of it is chained, counted and sealed anew, so that it verifies; whoever noted a head sees it."""
    record, noted = folder / "record.jsonl", _head(folder)
    _rechained(folder, lambda bodies: bodies[2].update(name="Another body"))
    assert verify(record).entries == len(told().entries)
    with pytest.raises(Fault, match="rewritten after you saw it"):
        verify(record, noted)


@pytest.mark.parametrize("typed", ["", "0123", "g" * 64, "0" * 65])
def test_what_is_no_head_is_not_looked_for(folder: Path, typed: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(folder), "--head", typed])
    assert ended.value.code == 2


@pytest.mark.parametrize("change", [b"", b"00  ../../etc/passwd\n", b"no gap\n", b"\xff  index.html\n"], ids=repr)
def test_a_page_that_is_not_as_its_list_says_is_a_fault(folder: Path, change: bytes) -> None:
    page = folder / "index.html"
    (folder / PAGES).write_text(f"{hashlib.sha256(page.read_bytes()).hexdigest()}  index.html\n")
    write_head(folder, len(told().entries), _head(folder), told().today)
    assert verify(folder).files == 5, "the list, its page, and that page as an older export names it"
    if change:
        (folder / PAGES).write_bytes(change)
        write_head(folder, len(told().entries), _head(folder), told().today)
    else:
        page.write_text("<h1>Southshire</h1>\n")
    assert _fault(folder)
