"""A correction reads as if it had been right from the start."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.rules.correction import replayed
from bot.rules.errors import Refused
from bot.rules.standing import standing
from bot.rules.words import Answer, Presence, State
from tests.rules.tale import Tale, silent


@given(said=st.sampled_from(Answer), meant=st.sampled_from(Answer), waited=st.integers(0, 40))
def test_folding_a_corrected_answer_equals_folding_the_right_one(said: Answer, meant: Answer, waited: int) -> None:
    wrong, right = Tale().send().later(waited).answer(said), Tale().send().later(waited).answer(meant)
    if said is not meant:
        wrong.correct(4, answer=meant)
    assert wrong.now == right.now


@given(st.sampled_from(Presence), st.sampled_from(Presence))
def test_folding_a_corrected_attendance_equals_folding_the_right_one(said: Presence, meant: Presence) -> None:
    def came(presence: Presence) -> Tale:
        return Tale().send().answer().day(date(2026, 11, 4)).attend(presence)

    wrong = came(said)
    if said is not meant:
        wrong.correct(5, presence=meant)
    assert wrong.now == came(meant).now


def test_an_entry_that_was_void_reads_as_if_it_had_never_been() -> None:
    tale = Tale().send().bounce()
    assert tale.correct(4).now == Tale().send().now
    assert [entry.fact.kind for entry in replayed(tale.entries)][-2:] == ["sent", "corrected"]


def test_no_reply_recorded_by_mistake_no_longer_counts() -> None:
    tale = silent().publish()
    assert tale.now.state is State.NO_REPLY
    tale.correct(7)
    assert tale.now.state is not State.NO_REPLY
    assert tale.entries[6].fact.kind == "no_reply_recorded"


def test_a_dispute_that_is_upheld_voids_the_entry_and_one_that_is_not_leaves_it() -> None:
    for upheld, state in ((True, State.WAITING), (False, State.NO_REPLY)):
        tale = silent().publish().dispute(7)
        assert tale.now.state is State.DISPUTED
        assert tale.decide(7, upheld=upheld).now.state is state


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param(lambda: Tale().send().correct(3), "cannot be corrected here", id="the sending itself"),
        pytest.param(lambda: Tale().send().correct(99), "cannot be corrected here", id="an entry that is not there"),
        pytest.param(lambda: Tale().send().bounce().correct(4, answer=Answer.DEPUTY), "is not a reply", id="a bounce"),
        pytest.param(
            lambda: Tale().send().answer().correct(4, presence=Presence.CAME), "not about attendance", id="reply"
        ),
        pytest.param(lambda: Tale().send().answer().correct(4).correct(4), "already been corrected", id="twice void"),
        pytest.param(
            lambda: Tale().send().answer().correct(4, answer=Answer.ATTENDING), "already says that", id="the same"
        ),
    ],
)
def test_it_is_refused_in_a_sentence(told: Callable[[], Tale], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


@given(st.permutations(range(4)))
def test_the_order_in_which_replies_are_written_down_changes_only_the_last_word(order: list[int]) -> None:
    facts = [replace(Tale().send().answer(a).entries[3].fact) for a in list(Answer)[:4]]
    tale = Tale().send()
    for number in order:
        tale.add(facts[number])
    now = standing(tale.entries)
    assert (now.replied_on, now.on_time, now.counts.value) == (date(2026, 9, 1), True, "answered")
