"""The gate: each line alone keeps it shut."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.rules import facts as f, invitation, silence
from bot.rules.errors import Refused
from bot.rules.words import Answer, Reason, State, Via
from tests.rules.tale import SENTENCE, WAY, Tale, at, silent


def _missing(tale: Tale, **evidence: object) -> tuple[str, ...]:
    return silence.missing(tale.entries, tale.evidence(**evidence), tale.terms, at(tale.today))


def _without(tale: Tale, kind: type[f.Fact]) -> Tale:
    tale.entries = [entry for entry in tale.entries if not isinstance(entry.fact, kind)]
    return tale


def _changed(tale: Tale, kind: type[f.Fact], **changes: object) -> Tale:
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
    ("F1", lambda: _missing(silent(), delayed_at=at(date(2026, 9, 25), 11))),
    ("F2", lambda: _missing(_changed(silent(), f.Sent, short_notice=True))),
    ("F3", lambda: _missing(_changed(silent(), f.Reminded, nth=1))),
    ("F4", lambda: _missing(_changed(silent(), f.NoticeGiven, with_privacy=False))),
    ("F4", lambda: _missing(_changed(silent(), f.NoticeGiven, with_answer=False))),
    ("F5", lambda: _missing(silent().day(date(2026, 9, 29)))),
    ("F5", lambda: _missing(silent().day(date(2026, 9, 29)), heard_until=at(date(2026, 9, 30), 0))),
    ("F6", lambda: _missing(_held(silent()))),
    ("F6", lambda: _missing(_disputed(silent()))),
    ("F6", lambda: _missing(silent(), invitations_in_the_dark=3)),
    ("F6", lambda: _paused(silent())),
    ("F6", lambda: _missing(Tale().send().ask_for_time(date(2026, 9, 30)).day(date(2026, 9, 30)))),
    ("F7", lambda: _missing(silent(), heard_until=at(date(2026, 9, 29), 23))),
    ("F7", lambda: _missing(silent(), heard_until=None)),
    ("F7", lambda: _missing(silent(), unmatched=1)),
    ("F7", lambda: _missing(silent(), reads_post=True, heard_until=at(date(2026, 9, 30), 8))),
    ("F7", lambda: _missing(silent().day(date(2026, 10, 5)), heard_until=at(date(2026, 10, 2), 9))),
    ("F8", lambda: _missing(silent(), whom_today="the person who must not be named")),
    ("F9", lambda: _missing(silent(), sentence_today=SENTENCE + " And more.")),
    ("F10", lambda: _missing(_without(silent(), f.Sent))),
]


def _held(tale: Tale) -> Tale:
    return tale.add(invitation.hold_back(tale.now, Reason.UNDER_DISCUSSION, **tale.mark(Via.HOST)))


def _disputed(tale: Tale) -> Tale:
    return tale.add(f.Disputed(invitation=1, entry=3, decide_by=date(2026, 10, 14), **tale.mark(Via.MAIL)))


def _paused(tale: Tale) -> tuple[str, ...]:
    """Known to the terms alone, as if the clock had not been moved."""
    terms = replace(tale.terms, pauses=Tale().pause(date(2026, 9, 30), date(2026, 10, 2)).terms.pauses)
    return silence.missing(tale.entries, tale.evidence(), terms, at(tale.today))


@pytest.mark.parametrize(("line", "missing"), CASES, ids=[f"{line}-{n}" for n, (line, _) in enumerate(CASES)])
def test_each_line_alone_keeps_the_gate_shut(line: str, missing: Callable[[], tuple[str, ...]]) -> None:
    assert line in missing()


def test_every_line_of_the_gate_has_a_case() -> None:
    assert {line for line, _ in CASES} == {line for line, _, _ in silence.GATE} == {f"F{n}" for n in range(1, 11)}


def test_nothing_else_would_have_kept_the_gate_shut() -> None:
    """Without the line, "no reply recorded" would appear. Without any letter (F10) nothing has arrived either (F1)."""
    alone = {found[0] for _, missing in CASES if len(found := missing()) == 1}
    assert alone == {f"F{n}" for n in range(1, 10)}


def test_a_refusal_says_which_line_does_not_hold() -> None:
    with pytest.raises(Refused, match="the post has not been read up to now"):
        silent().publish(heard_until=None)


def test_a_server_gives_up_after_five_days_and_then_we_know() -> None:
    assert _missing(silent(), delayed_at=at(date(2026, 9, 25), 10)) == ()


def test_what_the_hosts_say_of_their_post_holds_over_a_weekend() -> None:
    tale = silent().day(date(2026, 10, 5))
    assert _missing(tale, heard_until=at(date(2026, 10, 2), 10)) == ()


def test_only_the_dark_address_may_stand_in_the_way_before_the_hosts_are_asked() -> None:
    def only_dark(tale: Tale, **evidence: object) -> bool:
        return silence.only_dark(tale.entries, tale.evidence(**evidence), tale.terms, at(tale.today))

    assert only_dark(silent(), invitations_in_the_dark=3)
    assert only_dark(silent(), invitations_in_the_dark=3, heard_until=None)
    assert not only_dark(silent(), invitations_in_the_dark=2)
    assert not only_dark(_held(silent()), invitations_in_the_dark=3)
    assert not only_dark(silent(), invitations_in_the_dark=3, sentence_today="Another.")


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


def test_nothing_but_the_gate_makes_the_state() -> None:
    tale = Tale().send().let_time_pass(28)
    assert tale.now.state is State.WAITING
    assert tale.let_time_pass(2).now.state is State.NO_REPLY
    assert tale.answer(Answer.DEPUTY).now.state is State.REPLIED_LATE
