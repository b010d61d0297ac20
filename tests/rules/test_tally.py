"""What each invitation contributes to the figures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules.counts import LABELS, LEFT_OUT, Counts
from bot.rules.tally import Line, Tally, tally

CUT_OFF = date(2026, 11, 3)
ANSWERED = Line(
    counts=Counts.ANSWERED,
    counts_on=CUT_OFF,
    on_time=True,
    working_days=6,
    organisation=1,
    official=11,
    holder=111,
    session=1,
    present=True,
)
UNANSWERED = replace(ANSWERED, counts=Counts.UNANSWERED, on_time=False, working_days=25, present=False)

lines = st.builds(
    Line,
    counts=st.sampled_from(Counts),
    counts_on=st.dates(CUT_OFF - timedelta(3), CUT_OFF + timedelta(3)) | st.none(),
    on_time=st.booleans(),
    working_days=st.integers(0, 40),
    organisation=st.integers(1, 3),
    official=st.integers(1, 6),
    holder=st.integers(1, 3) | st.none(),
    session=st.integers(1, 3),
    present=st.booleans() | st.none(),
)
many_lines = st.lists(lines, max_size=12)


def test_every_reason_to_leave_out_has_its_words() -> None:
    assert LABELS.keys() == LEFT_OUT


def test_answered_and_unanswered_are_counted_from_their_date_on() -> None:
    counted = tally([ANSWERED, UNANSWERED, UNANSWERED], cut_off=CUT_OFF)
    assert (counted.answered, counted.on_time, counted.unanswered) == (1, 1, 2)
    assert counted.times == {(6, True): 1, (25, False): 2}
    assert counted.left_out == {}


@pytest.mark.parametrize("line", [ANSWERED, UNANSWERED], ids=["answered", "unanswered"])
@pytest.mark.parametrize("counts_on", [CUT_OFF + timedelta(1), None], ids=["tomorrow", "no date"])
def test_before_its_date_an_invitation_is_open(line: Line, counts_on: date | None) -> None:
    assert tally([replace(line, counts_on=counts_on)], cut_off=CUT_OFF) == Tally(left_out={Counts.OPEN: 1})


@pytest.mark.parametrize("reason", sorted(LEFT_OUT))
def test_what_is_left_out_is_named_and_counts_nowhere_else(reason: Counts) -> None:
    line = replace(ANSWERED, counts=reason, working_days=None)
    assert tally([line, line], cut_off=CUT_OFF) == Tally(left_out={reason: 2})


def test_a_counted_line_without_its_working_days_is_a_fault() -> None:
    with pytest.raises(ValueError, match="working days"):
        tally([replace(ANSWERED, working_days=None)], cut_off=CUT_OFF)


COLLEAGUE = replace(UNANSWERED, official=12)


@pytest.mark.parametrize(
    ("lines", "held", "present"),
    [
        pytest.param([ANSWERED, COLLEAGUE], 1, 1, id="two invited, one came: present once"),
        pytest.param([UNANSWERED, COLLEAGUE], 1, 0, id="two invited, none came: absent once"),
        pytest.param([ANSWERED, replace(UNANSWERED, session=2)], 2, 1, id="two sessions are two opportunities"),
        pytest.param([ANSWERED, replace(UNANSWERED, organisation=2)], 2, 1, id="two bodies are two opportunities"),
        pytest.param([replace(ANSWERED, present=None)], 0, 0, id="not held, or attendance not taken"),
        pytest.param(
            [UNANSWERED, replace(COLLEAGUE, counts=Counts.SHORT_NOTICE, present=True)],
            1,
            1,
            id="one asked at short notice who came makes the body present",
        ),
        pytest.param(
            [replace(UNANSWERED, present=None), replace(COLLEAGUE, counts=Counts.DISPUTED, present=True)],
            1,
            1,
            id="present by somebody, though not noted for the one counted",
        ),
        pytest.param(
            [UNANSWERED, replace(COLLEAGUE, counts=Counts.TEST, present=True)], 1, 0, id="a test is no presence"
        ),
        pytest.param(
            [replace(ANSWERED, counts=Counts.SHORT_NOTICE)], 0, 0, id="a session for which nothing is counted"
        ),
        pytest.param(
            [replace(ANSWERED, counts_on=CUT_OFF + timedelta(1))], 0, 0, id="a session for which all is still open"
        ),
    ],
)
def test_attendance_is_counted_once_for_each_opportunity(lines: list[Line], held: int, present: int) -> None:
    counted = tally(lines, cut_off=CUT_OFF)
    assert (counted.sessions_held, counted.sessions_present) == (held, present)


@given(many_lines.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_the_lines_is_irrelevant(pair: tuple[list[Line], list[Line]]) -> None:
    assert tally(pair[0], cut_off=CUT_OFF) == tally(pair[1], cut_off=CUT_OFF)


@given(many_lines)
def test_every_line_is_counted_or_left_out_and_never_both(lines: list[Line]) -> None:
    counted = tally(lines, cut_off=CUT_OFF)
    assert counted.answered + counted.unanswered + sum(counted.left_out.values()) == len(lines)


@given(many_lines)
def test_the_tallies_of_the_bodies_add_up_to_the_whole(lines: list[Line]) -> None:
    of_each = [tally([line for line in lines if line.organisation == body], cut_off=CUT_OFF) for body in (1, 2, 3)]
    assert sum(of_each, Tally()) == tally(lines, cut_off=CUT_OFF)


@given(many_lines, lines)
def test_a_line_whose_date_has_not_come_moves_no_figure(lines: list[Line], early: Line) -> None:
    early = replace(early, counts=Counts.ANSWERED, counts_on=CUT_OFF + timedelta(1), present=None)
    before, after = tally(lines, cut_off=CUT_OFF), tally([*lines, early], cut_off=CUT_OFF)
    assert replace(after, left_out={}) == replace(before, left_out={})


@given(many_lines, st.data())
def test_a_late_reply_never_lowers_the_response_rate(lines: list[Line], data: st.DataObject) -> None:
    before = tally(lines, cut_off=CUT_OFF)
    at = [n for n, line in enumerate(lines) if line.counts is Counts.UNANSWERED]
    for n in data.draw(st.sets(st.sampled_from(at))) if at else ():
        lines[n] = replace(lines[n], counts=Counts.ANSWERED, on_time=False)
    after = tally(lines, cut_off=CUT_OFF)
    assert after.answered >= before.answered
    assert (after.counted, after.on_time) == (before.counted, before.on_time)


@pytest.mark.parametrize(
    "contradiction",
    [
        pytest.param(lambda: Tally(answered=1), id="a reply without its time"),
        pytest.param(lambda: Tally(unanswered=1, times={(25, True): 1}), id="a time of the wrong sort"),
        pytest.param(lambda: Tally(on_time=1), id="more on time than answered"),
        pytest.param(lambda: Tally(sessions_present=1), id="present where nothing was held"),
        pytest.param(lambda: Tally(left_out={Counts.ANSWERED: 1}), id="answered and left out"),
    ],
)
def test_sums_that_contradict_each_other_are_a_fault(contradiction: Callable[[], Tally]) -> None:
    with pytest.raises(ValueError, match="contradict"):
        contradiction()
