"""Counting as an office counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules.policy import Policy
from bot.rules.workingdays import after, awake, between, is_working_day, local_day, next_office_hour, opening

CLOSED = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2026, 8, 31)})
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        pytest.param(date(2026, 12, 18), 10, date(2027, 1, 6), id="ten days over Christmas"),
        pytest.param(date(2026, 8, 28), 1, date(2026, 9, 1), id="over the summer bank holiday"),
        pytest.param(date(2026, 9, 5), 0, date(2026, 9, 7), id="a Saturday itself becomes Monday"),
        pytest.param(date(2026, 9, 5), 1, date(2026, 9, 7), id="from Saturday, the first day is Monday"),
        pytest.param(date(2026, 9, 7), -1, date(2026, 9, 4), id="backwards over a weekend"),
        pytest.param(date(2026, 12, 29), -2, date(2026, 12, 23), id="backwards over Christmas"),
    ],
)
def test_so_many_working_days_after(day: date, days: int, expected: date) -> None:
    assert after(day, days, CLOSED) == expected


@given(DAYS, st.integers(0, 60))
def test_the_day_is_a_working_day_and_never_sooner_than_so_many_days(day: date, days: int) -> None:
    found = after(day, days, CLOSED)
    assert is_working_day(found, CLOSED)
    assert found >= day + timedelta(days=days)
    assert between(day, found, CLOSED) == days or days == 0


@given(DAYS, st.integers(0, 60))
def test_one_more_day_is_later(day: date, days: int) -> None:
    assert after(day, days + 1, CLOSED) > after(day, days, CLOSED) or days == 0


@given(DAYS, DAYS)
def test_nothing_lies_between_a_day_and_an_earlier_one(first: date, last: date) -> None:
    assert (between(first, last, CLOSED) == 0) or first < last


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        pytest.param("2026-09-01T09:00", "2026-09-01T09:00", id="in office hours, at once"),
        pytest.param("2026-09-01T07:29", "2026-09-01T07:30", id="before half past eight, at half past eight"),
        pytest.param("2026-09-01T16:30", "2026-09-02T07:30", id="from half past five, the next morning"),
        pytest.param("2026-09-04T18:00", "2026-09-07T07:30", id="on Friday evening, on Monday"),
        pytest.param("2026-12-24T20:00", "2026-12-29T08:30", id="on Christmas Eve, after the holidays"),
        pytest.param(
            "2026-10-24T10:00", "2026-10-26T08:30", id="over the change to winter time, still half past eight"
        ),
    ],
)
def test_a_letter_leaves(moment: str, leaves: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert next_office_hour(at, Policy(), CLOSED) == datetime.fromisoformat(leaves).replace(tzinfo=UTC)


def test_the_day_on_the_forums_wall_is_not_the_day_in_greenwich() -> None:
    assert local_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), Policy()) == date(2026, 7, 2)
    assert opening(date(2026, 7, 1), Policy()) == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        pytest.param("2026-09-01T19:59", "2026-09-01T19:59", id="in the evening, at once"),
        pytest.param("2026-09-01T20:00", "2026-09-02T07:00", id="from nine, the next morning at eight"),
        pytest.param("2026-09-02T02:00", "2026-09-02T07:00", id="in the night, that morning"),
        pytest.param("2026-09-06T10:00", "2026-09-06T10:00", id="on a Sunday too: carers have no office"),
        pytest.param("2026-10-24T22:00", "2026-10-25T08:00", id="over the change to winter time, still at eight"),
    ],
)
def test_no_carer_is_written_to_in_the_night(moment: str, told: str) -> None:
    found = awake(datetime.fromisoformat(moment).replace(tzinfo=UTC), Policy())
    assert found.astimezone(UTC) == datetime.fromisoformat(told).replace(tzinfo=UTC)
