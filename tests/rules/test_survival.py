"""Time to reply, against the textbook and against plain counting."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bot.rules.survival import Times, curve, median, replied_within, shortest_wait

# Freireich et al. (1963), remission in weeks: the example from which most textbooks teach the method.
REPLIED = {(6, True): 3, (7, True): 1, (10, True): 1, (13, True): 1, (16, True): 1, (22, True): 1, (23, True): 1}
CENSORED = {(week, False): 1 for week in (6, 9, 10, 11, 17, 19, 20, 25, 34, 35)}
TREATED = {**REPLIED, **CENSORED, (32, False): 2}
PLACEBO_WEEKS = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
PLACEBO = {(week, True): PLACEBO_WEEKS.count(week) for week in PLACEBO_WEEKS}

replies = st.dictionaries(st.tuples(st.integers(0, 60), st.just(True)), st.integers(1, 5), min_size=1)
times = st.dictionaries(st.tuples(st.integers(0, 60), st.booleans()), st.integers(1, 5))


def test_the_curve_is_that_of_the_textbook() -> None:
    assert [(day, round(float(waiting), 4)) for day, waiting in curve(TREATED)] == [
        (6, 0.8571),
        (7, 0.8067),
        (10, 0.7529),
        (13, 0.6902),
        (16, 0.6275),
        (22, 0.5378),
        (23, 0.4482),
    ]


def test_the_medians_are_those_of_the_textbook() -> None:
    assert median(TREATED) == 23
    assert median(PLACEBO) == 8


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param({}, None, id="nothing, no median"),
        pytest.param({(3, True): 1, (8, True): 1}, 3, id="exactly half is half"),
        pytest.param({(3, True): 2, (20, False): 3}, None, id="two quick replies of five are not half"),
        pytest.param({(0, True): 1}, 0, id="on the same day"),
        pytest.param(
            {(5, True): 3, (30, True): 1, (60, True): 1, (100, False): 5},
            60,
            id="those still waited for at the cut-off weigh against every late reply",
        ),
        pytest.param({(5, True): 1, (5, False): 1}, 5, id="one still waited for on the day of a reply counts that day"),
        pytest.param({(4, False): 1, (5, True): 1, (9, False): 1}, 5, id="one no longer waited for does not"),
    ],
)
def test_the_median_is_over_those_without_a_reply_too(times: Times, expected: int | None) -> None:
    assert median(times) == expected


@given(replies)
def test_where_all_replied_the_median_is_the_middle_one(times: dict[tuple[int, bool], int]) -> None:
    days = sorted(day for (day, _), many in times.items() for _ in range(many))
    assert median(times) == days[(len(days) - 1) // 2]


@given(replies, st.integers(0, 60))
def test_where_all_replied_the_curve_is_the_share_still_waiting(times: dict[tuple[int, bool], int], at: int) -> None:
    waiting = sum(many for (day, _), many in times.items() if day > at)
    on_the_curve = [share for day, share in curve(times) if day <= at]
    assert (on_the_curve or [Fraction(1)])[-1] == Fraction(waiting, sum(times.values()))


@given(times)
def test_the_curve_only_falls_and_stays_between_one_and_nought(times: dict[tuple[int, bool], int]) -> None:
    shares = [Fraction(1), *(share for _, share in curve(times))]
    assert all(0 <= later < earlier <= 1 for earlier, later in pairwise(shares))


@given(times, st.integers(0, 60))
def test_one_more_without_a_reply_never_makes_the_median_shorter(times: dict[tuple[int, bool], int], day: int) -> None:
    before, after = median(times), median({**times, (day, False): times.get((day, False), 0) + 1})
    assert after is None or (before is not None and before <= after)


def test_the_shortest_wait_looks_only_at_those_without_a_reply() -> None:
    assert shortest_wait({(1, True): 4, (20, False): 1, (31, False): 1}) == 20
    assert shortest_wait({(1, True): 4}) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(4, 0, id="none before the first"),
        pytest.param(5, 2, id="the day itself is within"),
        pytest.param(20, 3, id="as long as all have been waited for"),
        pytest.param(21, None, id="not known where one has not been waited for that long"),
    ],
)
def test_how_many_replied_within_some_days(days: int, expected: int | None) -> None:
    assert replied_within({(5, True): 2, (9, True): 1, (30, True): 1, (20, False): 1}, days) == expected
