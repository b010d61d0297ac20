"""How a rate came about over time: points that may be shown, the last of them the figure itself."""

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.rules.statistics import Rate
from bot.rules.tally import Tally
from bot.rules.trend import MOST_POINTS, Point, trend

TODAY = date(2026, 11, 4)


def tally_of(*decided: tuple[date, bool]) -> Tally:
    answered = sum(replied for _, replied in decided)
    times = {(3, True): answered, (30, False): len(decided) - answered}
    return Tally(
        answered=answered,
        unanswered=len(decided) - answered,
        times={key: many for key, many in times.items() if many},
        counted_on=dict(Counter(decided)),
    )


def every(days: int, many: int, first: date = date(2026, 1, 15)) -> Tally:
    """One after so many days, the odd ones answered."""
    return tally_of(*((first + timedelta(days=days * n), n % 2 == 1) for n in range(many)))


def test_a_point_counts_all_up_to_the_end_of_its_month_and_the_last_is_the_figure() -> None:
    tally = every(20, 14)
    points = trend(tally, TODAY)
    assert points[-1] == Point(TODAY, Rate.of(tally.answered, tally.counted))
    assert points[0] == Point(date(2026, 4, 30), Rate.of(3, 6)), "the first with five counted"
    assert [point.day for point in points[1:4]] == [date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)]
    assert [point.rate.n for point in points] == sorted(point.rate.n for point in points)


@pytest.mark.parametrize(
    "tally",
    [
        pytest.param(Tally(), id="nothing counted"),
        pytest.param(every(20, 9), id="fewer than ten"),
        pytest.param(every(0, 30, date(2026, 11, 2)), id="all in this month"),
    ],
)
def test_nothing_is_drawn(tally: Tally) -> None:
    assert trend(tally, TODAY) == []


def test_what_counts_from_a_day_on_is_in_the_point_of_that_day() -> None:
    days = [date(2026, 9, 30), TODAY]
    points = trend(tally_of(*((days[n % 2], n % 4 < 2) for n in range(12))), TODAY)
    assert [(point.day, point.rate.n) for point in points] == [(days[0], 6), (TODAY, 12)]


@pytest.mark.parametrize("years", [1, 2, 4, 9, 30])
def test_never_more_points_than_can_be_told_apart(years: int) -> None:
    tally = every(7, years * 52, TODAY - timedelta(days=years * 365))
    points = trend(tally, TODAY)
    assert 3 <= len(points) <= MOST_POINTS
    assert points[-1].rate.n == tally.counted


def test_the_end_of_a_month_just_before_the_last_day_is_left_out() -> None:
    assert [point.day for point in trend(every(20, 14), date(2026, 11, 4))][-2:] == [date(2026, 9, 30), TODAY]
    assert [point.day for point in trend(every(20, 14), date(2026, 11, 20))][-2] == date(2026, 10, 31)
