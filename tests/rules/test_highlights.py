"""What may be pointed out about figures: thanks, streaks, flags."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import comb

import pytest

from bot.rules.counts import Counts
from bot.rules.highlights import Direction, Streak, StreakKind, flag, streak, thanked
from bot.rules.intervals import at_least, at_most, funnel_limits
from bot.rules.tally import Line, Tally
from tests.rules.test_statistics import body, of
from tests.rules.test_tally import ANSWERED, CUT_OFF, UNANSWERED


@pytest.mark.parametrize(
    ("tally", "is_thanked"),
    [
        pytest.param(body([3] * 10, []), True, id="ten of ten"),
        pytest.param(body([3] * 9, []), False, id="nine are too few"),
        pytest.param(body([3] * 9, [25]), False, id="nine of ten: the interval begins under 60 %"),
        pytest.param(body([3] * 10, [25]), True, id="ten of eleven: it begins above"),
        pytest.param(body([3] * 50, [], late=6), False, id="44 of 50 on time are less than nine in ten"),
        pytest.param(body([3] * 50, [], late=5), True, id="45 of 50 on time are nine in ten"),
    ],
)
def test_who_replies_reliably_is_thanked(tally: Tally, is_thanked: bool) -> None:
    assert thanked({1: of(tally)}, {1: "Eastvale Council"}) == ([1] if is_thanked else [])


def test_thanks_stand_in_the_order_of_the_median_and_then_of_the_name() -> None:
    figures = {1: of(body([9] * 10, [])), 2: of(body([2] * 10, [])), 3: of(body([2] * 12, []))}
    assert thanked(figures, {1: "Northshire ICB", 2: "Westmere Trust", 3: "eastvale Council"}) == [3, 2, 1]


A, U = ANSWERED, UNANSWERED
SKIPPED = replace(U, counts=Counts.SHORT_NOTICE)
OPEN = replace(U, counts_on=CUT_OFF + timedelta(1))


def held_by(holder: int | None, *lines: Line) -> list[Line]:
    return [replace(line, holder=holder) for line in lines]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], None, id="never invited"),
        pytest.param(held_by(1, SKIPPED, OPEN), None, id="nothing counted yet"),
        pytest.param(held_by(1, U, A, A, A), Streak(StreakKind.GOOD, 3), id="three replies in a row"),
        pytest.param(held_by(1, A, A, U), Streak(StreakKind.NONE, 1), id="the newest decides"),
        pytest.param(
            held_by(1, A, SKIPPED, A, OPEN), Streak(StreakKind.GOOD, 2), id="what is left out changes nothing"
        ),
        pytest.param([*held_by(2, U, U, U), *held_by(1, A)], Streak(StreakKind.GOOD, 1), id="a new holder begins anew"),
        pytest.param(held_by(2, U, U, U), None, id="a new holder who was not yet invited has none"),
        pytest.param(
            [*held_by(1, U), *held_by(2, SKIPPED), *held_by(1, U)],
            Streak(StreakKind.NONE, 1),
            id="one who comes back begins anew",
        ),
    ],
)
def test_a_streak_belongs_to_the_role_under_its_present_holder(lines: list[Line], expected: Streak | None) -> None:
    assert streak(lines, holder=1, cut_off=CUT_OFF) == expected


def test_a_role_without_a_known_holder_has_a_streak_too() -> None:
    assert streak(held_by(None, U, U), holder=None, cut_off=CUT_OFF) == Streak(StreakKind.NONE, 2)


def test_a_streak_is_shown_from_three() -> None:
    assert [Streak(StreakKind.GOOD, n).is_shown for n in (1, 2, 3, 4)] == [False, False, True, True]


def test_the_good_streaks_sort_first() -> None:
    assert sorted([Streak(StreakKind.NONE, 3), Streak(StreakKind.GOOD, 9)])[0].kind is StreakKind.GOOD


def counted(k: int, n: int) -> Tally:
    return body([3] * k, [25] * (n - k))


OTHERS = counted(120, 200)


@pytest.mark.parametrize(
    ("k", "n", "direction"),
    [
        pytest.param(20, 20, Direction.ABOVE, id="twenty of twenty where three in five is usual"),
        pytest.param(12, 20, None, id="as usual"),
        pytest.param(3, 20, Direction.BELOW, id="three of twenty"),
        pytest.param(4, 20, None, id="four of twenty: chance just explains it"),
        pytest.param(0, 19, None, id="under twenty nothing is flagged"),
    ],
)
def test_a_flag_goes_up_only_where_chance_does_not_explain_it(k: int, n: int, direction: Direction | None) -> None:
    own = counted(k, n)
    flagged = flag(own, own + OTHERS)
    assert (flagged and flagged.direction) == direction


def test_a_flag_says_what_chance_would_explain_at_the_rate_of_the_whole_kind() -> None:
    flagged = flag(counted(20, 20), counted(20, 20) + OTHERS)
    assert flagged is not None
    rate = Fraction(140, 220)
    assert at_least(flagged.high + 1, 20, rate) <= Fraction(1, 1000) < at_least(flagged.high, 20, rate)
    assert at_most(flagged.low - 1, 20, rate) <= Fraction(1, 1000) < at_most(flagged.low, 20, rate)
    assert (flagged.rate.k, flagged.rate.n, flagged.peers.k, flagged.peers.n) == (20, 20, 140, 220)


def test_a_body_is_never_flagged_against_itself_alone() -> None:
    assert all(flag(counted(k, 25), counted(k, 25)) is None for k in range(26))


def test_a_body_that_is_not_among_its_kind_is_a_fault() -> None:
    with pytest.raises(ValueError, match="does not contain"):
        flag(counted(20, 20), counted(19, 200))


def chances(n: int, p: Fraction) -> list[Fraction]:
    return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]


@pytest.mark.parametrize("n", [20, 21, 37, 60, 120])
def test_bodies_of_the_same_true_rate_are_flagged_at_most_twice_in_a_thousand(n: int) -> None:
    """RECORD-RULES, preamble: twelve bodies with the same true 60 % show gaps of 30 points; none is flagged."""
    same = Fraction(3, 5)
    low, high = funnel_limits(n, same)
    assert sum(chance for k, chance in enumerate(chances(n, same)) if not low <= k <= high) <= Fraction(2, 1000)


@pytest.mark.parametrize("others", [10, 40])
@pytest.mark.parametrize("p", [Fraction(3, 5), Fraction(9, 10)], ids=["60 %", "90 %"])
def test_few_peers_do_not_make_more_flags(p: Fraction, others: int) -> None:
    """Against the others *without* itself one in three would be flagged by chance here (90 %, 10 others)."""
    flagged = Fraction(0)
    for k, chance in enumerate(chances(20, p)):
        for j, their_chance in enumerate(chances(others, p)):
            if flag(counted(k, 20), counted(k, 20) + counted(j, others)):
                flagged += chance * their_chance
    assert flagged <= Fraction(2, 1000)
