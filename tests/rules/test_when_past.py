"""The day on which something came, as people in the UK type it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rules.errors import Refused
from bot.rules.when_past import read_past_date

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", date(2026, 9, 1)),
        ("Yesterday", date(2026, 8, 31)),
        ("Monday", date(2026, 8, 31)),
        ("Wed", date(2026, 8, 26)),
        ("28 Aug", date(2026, 8, 28)),
        ("Fri 28 August", date(2026, 8, 28)),
        ("3 Nov", date(2025, 11, 3)),
        ("3/11/2025", date(2025, 11, 3)),
        ("29 Feb", date(2024, 2, 29)),
        ("1 September", date(2026, 9, 1)),
        ("<t:1788166800:F>", date(2026, 8, 31)),
    ],
)
def test_what_was_typed_is_read_backwards(typed: str, day: date) -> None:
    now = datetime(2026, 1, 10, tzinfo=UTC) if typed == "29 Feb" else NOW
    assert read_past_date(typed, now=now, zone=LONDON) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tomorrow", "has not come yet"),
        ("2/9/2026", "Wednesday 2 September 2026 has not come yet"),
        ("Tuesday", "Today is a Tuesday"),
        ("31 April", "There is no 31 April."),
        ("29 Feb 2025", "There is no 29 February 2025."),
        ("Mon 28 Aug", "28 August 2026 is a Friday, not a Monday"),
        ("1 Aug 2024", "is more than two years ago"),
        ("28 Aug 7pm", "leave out the time"),
        ("last week", "can mean different days"),
        ("soonish", "could not be read"),
        ("", "Please type a date"),
    ],
)
def test_what_has_two_meanings_or_none_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_past_date(typed, now=NOW, zone=LONDON)
    assert said in str(refusal.value)


def test_late_in_the_evening_it_is_the_day_on_the_forums_wall() -> None:
    late = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)
    assert read_past_date("today", now=late, zone=LONDON) == date(2026, 9, 2)
