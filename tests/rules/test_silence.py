"""The gate: each line alone keeps it shut."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import facts as f
from bot.rules import invitation, silence
from bot.rules.errors import Refused
from bot.rules.words import Answer, Reason, State, Via
from tests.rules.tale import SENTENCE, WAY, Tale, at, silent


def _missing(tale: Tale, **evidence: object) -> tuple[str, ...]:
    return silence.missing(tale.entries, tale.evidence(**evidence), tale.terms, at(tale.today))


def _without(tale: Tale, kind: type[f.Fact]) -> Tale:
    tale.entries = [entry for entry in tale.entries if not isinstance(entry.fact, kind)]
    return tale


def _changed(tale: Tale, kind: type[f.Fact], **changes: object) -> Tale:
    from dataclasses import replace

    tale.entries = [
        replace(entry, fact=replace(entry.fact, **changes)) if isinstance(entry.fact, kind) else entry  # type: ignore[arg-type]
        for entry in tale.entries
    ]
    return tale


def test_with_every_line_in_place_the_gate_is_open() -> None:
    assert _missing(silent()) == ()
    fact = silent().publish().entries[-1].fact
    assert isinstance(fact, f.NoReplyRecorded)
    assert fact.evidence == (3, 4, 5, 6)


CASES: list[tuple[str, Callable[[], tuple[str, ...]]]] = [
    ("F1", lambda: _missing(silent().bounce())),
    ("F2", lambda: _missing(_changed(silent(), f.Sent, short_notice=True))),
    ("F3", lambda: _missing(_changed(silent(), f.Reminded, nth=1))),
    ("F4", lambda: _missing(_changed(silent(), f.NoticeGiven, with_privacy=False))),
    ("F4", lambda: _missing(_changed(silent(), f.NoticeGiven, with_answer=False))),
    ("F5", lambda: _missing(silent().day(date(2026, 9, 29)))),
    ("F6", lambda: _missing(_held(silent()))),
    ("F6", lambda: _missing(_disputed(silent()))),
    ("F6", lambda: _missing(silent(), invitations_in_the_dark=3)),
    ("F7", lambda: _missing(silent(), heard_until=at(date(2026, 9, 29), 23))),
    ("F7", lambda: _missing(silent(), heard_until=None)),
    ("F7", lambda: _missing(silent(), unmatched=1)),
    ("F8", lambda: _missing(silent(), whom_today="the person who must not be named")),
    ("F9", lambda: _missing(silent(), sentence_today=SENTENCE + " And more.")),
    ("F10", lambda: _missing(_without(silent(), f.Sent))),
]


def _held(tale: Tale) -> Tale:
    return tale.add(invitation.hold_back(tale.now, Reason.UNDER_DISCUSSION, **tale.mark(Via.HOST)))


def _disputed(tale: Tale) -> Tale:
    return tale.add(f.Disputed(invitation=1, entry=3, decide_by=date(2026, 10, 14), **tale.mark(Via.MAIL)))


@pytest.mark.parametrize(("line", "missing"), CASES, ids=[f"{line}-{n}" for n, (line, _) in enumerate(CASES)])
def test_each_line_alone_keeps_the_gate_shut(line: str, missing: Callable[[], tuple[str, ...]]) -> None:
    assert line in missing()


def test_every_line_of_the_gate_has_a_case() -> None:
    assert {line for line, _ in CASES} == {line for line, _, _ in silence.GATE} == {f"F{n}" for n in range(1, 11)}


def test_a_refusal_says_which_line_does_not_hold() -> None:
    with pytest.raises(Refused, match="the post has not been read up to now"):
        silent().publish(heard_until=None)


def test_a_bounce_may_still_be_on_its_way_for_two_days() -> None:
    tale = silent()
    assert "F1" in silence.missing(tale.entries, tale.evidence(), tale.terms, at(date(2026, 9, 2)))


@pytest.mark.parametrize("gone", [SENTENCE, WAY, "Information Commissioner"], ids=["sentence", "way", "privacy"])
def test_a_notice_that_lacks_a_part_is_no_notice(gone: str) -> None:
    from bot.rules.wording import PRIVACY

    tale = Tale().send().let_time_pass(20)
    letter = f"{SENTENCE}\n{WAY}\n{PRIVACY}".replace(gone, "")
    with pytest.raises(Refused, match="must hold the exact sentence"):
        silence.notice(
            tale.now, tale.terms, letter, SENTENCE, tale.entries[0].fact.title,  # type: ignore[attr-defined]
            as_at=date(2026, 9, 30), way=WAY, **tale.mark(),
        )  # fmt: skip


HAPPENINGS = ("pass", "answer", "bounce", "acknowledge", "time", "hold", "dispute", "replace", "send", "deaf")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(1, 30)), max_size=12))
def test_whatever_happens_silence_is_recorded_only_through_the_gate(story: list[tuple[str, int]]) -> None:
    tale = Tale(session_on=date(2027, 6, 1)).send()
    for happening, days in story:
        try:
            _happen(tale, happening, days)
        except Refused:
            continue
    for entry in tale.entries:
        if isinstance(entry.fact, f.NoReplyRecorded):
            before = [known for known in tale.entries if known.seq < entry.seq]
            sent = next(e.fact for e in reversed(before) if isinstance(e.fact, f.Sent))
            since = [e for e in before if e.seq > next(k.seq for k in before if k.fact is sent)]
            assert sum(isinstance(e.fact, f.Reminded) for e in since) == 2
            assert sum(isinstance(e.fact, f.NoticeGiven) for e in since) == 1
            assert not any(isinstance(e.fact, f.Responded) for e in before)
            assert entry.fact.on >= tale.terms.after(sent.reply_by, 10)
            assert not any(isinstance(e.fact, f.Bounced) for e in since)


def _happen(tale: Tale, happening: str, days: int) -> None:
    match happening:
        case "pass":
            tale.let_time_pass(days)
        case "answer":
            tale.answer()
        case "bounce":
            tale.bounce()
        case "acknowledge":
            tale.acknowledge()
        case "time":
            tale.ask_for_time(tale.today + timedelta(days=days))
        case "hold":
            _held(tale)
        case "dispute":
            _disputed(tale)
        case "replace":
            tale.replace_address()
        case "send":
            tale.send()
        case "deaf":
            tale.heard = not tale.heard


def test_nothing_but_the_gate_makes_the_state() -> None:
    tale = Tale().send().let_time_pass(28)
    assert tale.now.state is State.WAITING
    assert tale.let_time_pass(2).now.state is State.NO_REPLY
    assert tale.answer(Answer.DEPUTY).now.state is State.REPLIED_LATE
