"""The mathematics of small numbers, against published values and against plain sums."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, strategies as st

from bot.rules.intervals import at_least, at_most, funnel_limits, percent, percent_bounds, wilson

few = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
some = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
rates = st.fractions(0, 1, max_denominator=50)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3 (score without continuity correction).
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe's 81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="Newcombe's 15 of 148"),
        pytest.param(0, 20, 0.0, 0.1611, id="Newcombe's 0 of 20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="Newcombe's 1 of 29"),
        # By hand: z² / (n + z²) with z² = 3.8415.
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten"),
        pytest.param(10, 10, 0.7225, 1.0, id="all of ten"),
        pytest.param(7, 9, 0.4526, 0.9368, id="the example of the rules"),
        pytest.param(0, 0, 0.0, 1.0, id="nothing says nothing"),
    ],
)
def test_the_wilson_interval_has_its_published_values(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@given(some)
def test_the_interval_contains_the_rate(case: tuple[int, int]) -> None:
    k, n = case
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1


@given(st.integers(1, 400))
def test_none_and_all_are_the_ends_themselves(n: int) -> None:
    assert wilson(0, n)[0] == 0
    assert wilson(n, n)[1] == 1


@given(some)
def test_the_interval_of_those_who_did_not_is_the_mirror_image(case: tuple[int, int]) -> None:
    k, n = case
    low, high = wilson(k, n)
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@given(some)
def test_one_more_reply_raises_both_bounds(case: tuple[int, int]) -> None:
    k, n = case
    below, above = wilson(k, n), wilson(min(k + 1, n), n)
    assert k == n or (below[0] < above[0] and below[1] < above[1])


@given(some)
def test_more_events_at_the_same_rate_narrow_the_interval(case: tuple[int, int]) -> None:
    k, n = case
    low, high = wilson(k, n)
    narrower = wilson(2 * k, 2 * n)
    assert narrower[1] - narrower[0] < high - low


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        pytest.param(7, 9, 78, id="to the nearest"),
        pytest.param(1, 8, 13, id="halves up"),
        pytest.param(1, 300, 1, id="one of many is not none"),
        pytest.param(299, 300, 99, id="all but one is not all"),
        pytest.param(0, 3, 0, id="none"),
        pytest.param(3, 3, 100, id="all"),
    ],
)
def test_a_percentage_is_whole_and_keeps_0_and_100_for_none_and_all(k: int, n: int, expected: int) -> None:
    assert percent(k, n) == expected


def test_there_is_no_percentage_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percent(0, 0)


@given(some)
def test_the_printed_interval_contains_both_the_printed_rate_and_the_true_interval(case: tuple[int, int]) -> None:
    k, n = case
    low, high = wilson(k, n)
    printed_low, printed_high = percent_bounds(low, high)
    assert printed_low <= percent(k, n) <= printed_high
    assert printed_low <= 100 * low
    assert printed_high >= 100 * high


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_more_than_all_or_less_than_none_is_no_count(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a count"):
        wilson(k, n)


@given(few, rates)
def test_a_tail_is_the_sum_of_its_chances(case: tuple[int, int], p: Fraction) -> None:
    k, n = case
    chance = [comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(n + 1)]
    assert at_most(k, n, p) == sum(chance[: k + 1])
    assert at_least(k, n, p) == sum(chance[k:])


def test_the_tails_of_ten_fair_coins_are_those_of_the_tables() -> None:
    assert at_most(0, 10, Fraction(1, 2)) == Fraction(1, 1024)
    assert at_least(8, 10, Fraction(1, 2)) == Fraction(56, 1024)


def test_a_rate_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rate"):
        at_most(1, 2, Fraction(3, 2))


@given(st.integers(0, 60), rates)
def test_outside_the_funnel_lies_at_most_one_in_a_thousand_on_each_side_and_no_limit_could_be_tighter(
    n: int, p: Fraction
) -> None:
    low, high = funnel_limits(n, p)
    tail = Fraction(1, 1000)
    assert 0 <= low <= high <= n
    assert low == 0 or at_most(low - 1, n, p) <= tail
    assert high == n or at_least(high + 1, n, p) <= tail
    assert at_most(low, n, p) > tail
    assert at_least(high, n, p) > tail
