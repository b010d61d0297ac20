"""The figures, and how much of them is shown."""

import json
from datetime import date

import pytest
from hypothesis import given, strategies as st

from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.statistics import WITHIN, Figures, Rate, Show, Tally, figures, shown, to_json

AS_AT = date(2026, 11, 3)


def body(days: list[int], waiting: list[int], *, late: int = 0, held: int = 0, present: int = 0) -> Tally:
    """Replies after so many working days, the last `late` of them late, and those still waited for."""
    return Tally(
        answered=len(days),
        on_time=len(days) - late,
        unanswered=len(waiting),
        times={(day, answered): some.count(day) for some, answered in ((days, True), (waiting, False)) for day in some},
        sessions_held=held,
        sessions_present=present,
    )


def of(tally: Tally) -> Figures:
    return figures(tally, since=date(2025, 11, 3), as_at=AS_AT, policy_version=1, head="9f3a")


bodies = st.builds(
    body, st.lists(st.integers(0, 40), max_size=25), st.lists(st.integers(0, 40), max_size=25), held=st.just(2)
)


@pytest.mark.parametrize(
    ("n", "show"),
    [
        (0, Show.NOTHING),
        (1, Show.COUNTS),
        (4, Show.COUNTS),
        (5, Show.SMALL),
        (9, Show.SMALL),
        (10, Show.FULL),
        (19, Show.FULL),
        (20, Show.FLAGGED),
        (2000, Show.FLAGGED),
    ],
)
def test_how_much_is_shown_depends_on_the_number(n: int, show: Show) -> None:
    assert shown(n) is show


def test_each_rate_has_its_own_counts() -> None:
    figures = of(body([1, 2, 3, 4, 5, 6, 30], [25, 40], late=1, held=4, present=3))
    assert (figures.response.k, figures.response.n) == (7, 9)
    assert (figures.on_time.k, figures.on_time.n) == (6, 9)
    assert (figures.attendance.k, figures.attendance.n) == (3, 4)
    assert figures.period == (date(2025, 11, 3), AS_AT)


@pytest.mark.parametrize(
    ("tally", "median", "not_reached_in"),
    [
        pytest.param(body([], []), None, None, id="nothing counted"),
        pytest.param(body([1, 2, 3], [25, 40]), 3, None, id="over those without a reply too"),
        pytest.param(body([1, 2], [25, 40]), 2, None, id="half is enough"),
        pytest.param(body([1, 2], [25, 40, 90]), None, 25, id="fewer than half: as long as all were waited for"),
        pytest.param(body([9], [2, 3, 4]), None, 2, id="fewer than half, though the curve ends at nought"),
    ],
)
def test_the_time_to_reply_is_never_a_number_from_the_answered_alone(
    tally: Tally, median: int | None, not_reached_in: int | None
) -> None:
    time = of(tally).time_to_reply
    assert (time.median, time.not_reached_in) == (median, not_reached_in)


@given(bodies)
def test_a_median_is_given_exactly_where_half_have_replied(tally: Tally) -> None:
    time = of(tally).time_to_reply
    if tally.counted:
        assert (time.median is not None) == (2 * tally.answered >= tally.counted)
        assert (time.not_reached_in is not None) == (time.median is None)


@given(bodies)
def test_not_reached_in_n_days_is_true_by_plain_counting(tally: Tally) -> None:
    days = of(tally).time_to_reply.not_reached_in
    if days is not None:
        replied = sum(many for (day, answered), many in tally.times.items() if answered and day <= days)
        assert 2 * replied < tally.counted
        assert all(day >= days for day, answered in tally.times if not answered)


def test_within_some_days_is_a_share_of_all_counted() -> None:
    time = of(body([1, 5, 6, 30], [19])).time_to_reply
    assert time.within == {5: Rate.of(2, 5), 10: Rate.of(3, 5), 20: None}


def test_json_gives_whole_numbers_with_the_interval_rounded_outwards() -> None:
    assert to_json(of(body([6] * 7, [25, 40], late=1)))["response"] == {
        "k": 7,
        "n": 9,
        "percent": 78,
        "low": 45,
        "high": 94,
    }


def test_json_holds_back_what_so_few_do_not_allow() -> None:
    data = to_json(of(body([6, 7], [25])))
    assert data["response"] == {"k": 2, "n": 3, "percent": None, "low": None, "high": None}
    assert data["time_to_reply"] == {
        "median": None,
        "not_reached_in": None,
        "within": {
            str(days): {"k": k, "n": 3, "percent": None, "low": None, "high": None}
            for days, k in zip(WITHIN, (0, 2, 2), strict=True)
        },
    }


def test_json_says_from_what_it_was_worked_out() -> None:
    tally = Tally(left_out={Counts.BOUNCED: 2})
    data = to_json(figures(tally, since=None, as_at=AS_AT, policy_version=2, head="9f3a"))
    assert (data["since"], data["as_at"], data["policy_version"], data["head"]) == (None, "2026-11-03", 2, "9f3a")
    assert (data["shown"], data["counted"]) == ("nothing", 0)
    assert data["left_out"] == {**dict.fromkeys(map(str, LEFT_OUT), 0), "bounced": 2}


def keys(data: object) -> object:
    """The shape of a value: its keys, all the way down."""
    return {key: keys(value) for key, value in data.items()} if isinstance(data, dict) else None


@given(bodies)
def test_json_holds_no_fractions_and_survives_the_journey(tally: Tally) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(f"{text} is a fraction")

    data = to_json(of(tally))
    assert json.loads(json.dumps(data), parse_float=refuse) == data


@given(bodies.filter(lambda tally: all(of(tally).time_to_reply.within.values())))
def test_json_always_has_the_same_keys(tally: Tally) -> None:
    assert keys(to_json(of(tally))) == keys(to_json(of(Tally())))
