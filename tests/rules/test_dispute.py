"""Who may dispute what, and who decides it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.rules import facts as f
from bot.rules.counts import Counts
from bot.rules.dispute import decide, disputable, open_disputes
from bot.rules.errors import Refused
from bot.rules.terms import Mark
from bot.rules.words import Answer, State, Via
from tests.rules.tale import Tale, silent


def test_a_dispute_is_due_ten_working_days_later_and_takes_the_invitation_out_of_the_figures() -> None:
    tale = silent().publish().dispute(7)
    fact = tale.entries[-1].fact
    assert isinstance(fact, f.Disputed)
    assert (fact.entry, fact.decide_by) == (7, date(2026, 10, 14))
    assert (tale.now.state, tale.now.counts, tale.now.decide_by) == (
        State.DISPUTED,
        Counts.DISPUTED,
        date(2026, 10, 14),
    )


def test_a_dispute_that_nobody_decides_stays_out_of_the_figures() -> None:
    assert silent().publish().dispute(7).let_time_pass(200).now.counts is Counts.DISPUTED


@pytest.mark.parametrize(("upheld", "counts"), [(True, Counts.NOT_PROVEN), (False, Counts.UNANSWERED)])
def test_the_decision_says_whether_the_entry_counts(upheld: bool, counts: Counts) -> None:
    tale = silent().publish().dispute(7).decide(7, upheld=upheld)
    assert (tale.now.counts, tale.now.decide_by) == (counts, None)
    assert open_disputes(tale.entries) == {}


def test_what_can_be_disputed_is_what_was_noted_of_them_and_still_counts() -> None:
    tale = silent().publish()
    assert [entry.seq for entry in disputable(tale.entries)] == [7]
    assert [entry.seq for entry in disputable(tale.answer().entries)] == [7, 8]
    assert [entry.seq for entry in disputable(tale.correct(7).entries)] == [8]
    assert [entry.seq for entry in disputable(tale.dispute(8).entries)] == []


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("cannot be disputed here", lambda: silent().publish().dispute(3)),
    ("cannot be disputed here", lambda: silent().publish().dispute(99)),
    ("is disputed already", lambda: silent().publish().dispute(7).dispute(7)),
    ("has been decided", lambda: silent().publish().dispute(7).decide(7, upheld=False).dispute(7)),
    ("has already been corrected", lambda: silent().publish().correct(7).dispute(7)),
    ("no open dispute", lambda: silent().publish().decide(7, upheld=True)),
    ("no open dispute", lambda: silent().publish().dispute(7).decide(7, upheld=True).decide(7, upheld=True)),
]


@pytest.mark.parametrize(
    ("sentence", "told"),
    REFUSED,
    ids=["a letter", "no entry", "twice at once", "twice", "corrected", "nothing to decide", "decided twice"],
)
def test_it_is_refused_in_a_sentence(sentence: str, told: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


def _by(host: str) -> Mark:
    return Mark(at=Tale().mark()["at"], by=host, via=Via.HOST)


def _noted_by(host: str) -> list[f.Entry]:
    tale = Tale().send().answer(Answer.CANNOT_COME)
    tale.entries[-1] = replace(tale.entries[-1], fact=replace(tale.entries[-1].fact, by=host))
    return tale.dispute(4).entries


def test_whoever_made_the_entry_does_not_decide_where_there_is_another_host() -> None:
    history = _noted_by("member:1")
    with pytest.raises(Refused, match="another host decides"):
        decide(history, 4, upheld=False, alone=False, **_by("member:1"))
    assert decide(history, 4, upheld=False, alone=False, **_by("member:2")).by == "member:2"
    assert decide(history, 4, upheld=False, alone=True, **_by("member:1")).by == "member:1"


def test_what_the_clerk_recorded_any_host_decides() -> None:
    assert decide(silent().publish().dispute(7).entries, 7, upheld=True, alone=False, **_by("member:1")).upheld
