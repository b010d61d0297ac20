"""Sessions that repeat keep their weekday and their time on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.rules.errors import Refused
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


CHANGES = [
    pytest.param(Repeat.WEEKLY, "2026-10-20T18:00Z", "2026-10-27T19:00Z", id="back in October, weekly"),
    pytest.param(Repeat.FORTNIGHTLY, "2027-03-16T19:00Z", "2027-03-30T18:00Z", id="forward in March, every two weeks"),
    pytest.param(Repeat.MONTHLY, "2026-10-13T18:00Z", "2026-11-10T19:00Z", id="back in October, second Tuesday"),
    pytest.param(Repeat.MONTHLY, "2027-03-09T19:00Z", "2027-04-13T18:00Z", id="forward in March, second Tuesday"),
    pytest.param(Repeat.WEEKLY, "2027-03-21T01:30Z", "2027-03-28T01:30Z", id="the hour that is skipped: an hour later"),
    pytest.param(Repeat.WEEKLY, "2026-10-18T00:30Z", "2026-10-25T00:30Z", id="the hour that comes twice: the first"),
]


@pytest.mark.parametrize(("repeat", "starts", "following"), CHANGES)
def test_seven_in_the_evening_stays_seven_when_the_clocks_change(repeat: Repeat, starts: str, following: str) -> None:
    first = datetime.fromisoformat(starts)
    found = Series.beginning(repeat, first, LONDON).after(first, LONDON)
    assert found.starts(LONDON) == datetime.fromisoformat(following)


def test_one_date_is_left_out_and_every_other_stays() -> None:
    starts = datetime(2026, 11, 10, 19, tzinfo=UTC)
    series = Series.beginning(Repeat.MONTHLY, starts, LONDON)
    whole, christmas = series.dates(4), date(2026, 12, 8)
    without = series.leaving_out(christmas)
    assert str(without) == "monthly 2026-11-10T19:00 2026-12-08"
    assert Series.read(str(without)) == without
    found = without.after(starts, LONDON)
    assert (found.slot.date(), found.left_out) == (whole[1], ()), "what lies behind is forgotten"
    assert found.dates(2) == whole[2:]
    assert without.leaving_out(date(2027, 2, 9)).after(starts, LONDON).left_out == (date(2027, 2, 9),)
    assert without.leaving_out(christmas) == series, "put back"


def test_only_its_own_dates_can_be_left_out() -> None:
    series = Series.beginning(Repeat.MONTHLY, datetime(2026, 11, 10, 19, tzinfo=UTC), LONDON)
    for day in (date(2026, 12, 9), date(2026, 11, 10), date(2026, 10, 13)):
        with pytest.raises(Refused, match="no date to come of this series"):
            series.leaving_out(day)


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
