"""Sessions that repeat keep their weekday and their time on the wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.rules.repeating import Repeat, Series, say_series

LONDON = ZoneInfo("Europe/London")
CASES = [
    pytest.param(Repeat.WEEKLY, "2026-10-20T19:00", "2026-10-27T19:00", "every week, on Tuesday", id="across October"),
    pytest.param(Repeat.FORTNIGHTLY, "2027-03-16T19:00", "2027-03-30T19:00", "every two weeks, on Tuesday", id="March"),
    pytest.param(
        Repeat.MONTHLY, "2026-11-10T19:00", "2026-12-08T19:00", "every month, on the second Tuesday", id="the second"
    ),
    pytest.param(
        Repeat.MONTHLY, "2026-12-01T10:00", "2027-01-05T10:00", "every month, on the first Tuesday", id="over New Year"
    ),
    pytest.param(
        Repeat.MONTHLY, "2026-09-29T19:00", "2026-10-27T19:00", "every month, on the last Tuesday", id="a fifth is last"
    ),
]


@pytest.mark.parametrize(("repeat", "slot", "following", "said"), CASES)
def test_the_next_one_has_the_same_time_on_the_wall(repeat: Repeat, slot: str, following: str, said: str) -> None:
    starts = datetime.fromisoformat(slot).replace(tzinfo=LONDON).astimezone(UTC)
    series = Series.beginning(repeat, starts, LONDON)
    assert say_series(series) == said
    assert series.starts(LONDON) == starts
    found = series.after(starts, LONDON)
    assert found.slot == datetime.fromisoformat(following)
    assert found.starts(LONDON) == found.slot.replace(tzinfo=LONDON)


def test_a_moved_session_leaves_the_series_where_it_was() -> None:
    series = Series.beginning(Repeat.WEEKLY, datetime(2026, 11, 3, 19, tzinfo=UTC), LONDON)
    a_day_later = datetime(2026, 11, 4, 21, tzinfo=UTC)
    assert series.after(a_day_later, LONDON).slot.isoformat() == "2026-11-10T19:00:00"
    a_day_earlier = datetime(2026, 11, 2, 21, tzinfo=UTC)
    assert series.after(a_day_earlier, LONDON).slot.isoformat() == "2026-11-10T19:00:00"


def test_what_was_missed_is_not_called_afterwards() -> None:
    series = Series.beginning(Repeat.MONTHLY, datetime(2026, 11, 10, 19, tzinfo=UTC), LONDON)
    assert series.after(datetime(2027, 5, 1, tzinfo=UTC), LONDON).slot.isoformat() == "2027-05-11T19:00:00"


@given(
    st.sampled_from([Repeat.WEEKLY, Repeat.FORTNIGHTLY, Repeat.MONTHLY]),
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2037-01-01")),
    st.integers(1, 12),
)
def test_a_series_never_drifts(repeat: Repeat, first: datetime, times: int) -> None:
    starts = first.replace(second=0, microsecond=0, tzinfo=LONDON).astimezone(UTC)
    begun = series = Series.beginning(repeat, starts, LONDON)
    for _ in range(times):
        following = series.after(series.starts(LONDON), LONDON)
        assert following.slot.weekday() == begun.slot.weekday()
        assert following.slot.time() == begun.slot.time()
        assert following.slot - series.slot in [timedelta(weeks=n) for n in (1, 2, 4, 5)]
        assert Series.read(str(following)) == following
        if begun.repeat is Repeat.MONTHLY:
            assert (following.slot.day - 1) // 7 == (begun.slot.day - 1) // 7
        if begun.repeat is Repeat.MONTHLY_LAST:
            assert (following.slot + timedelta(weeks=1)).month != following.slot.month
        series = following
