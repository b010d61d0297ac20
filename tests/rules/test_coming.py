"""Places, and the moments at which somebody is told something in private."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rules.coming import (
    Reminder,
    badge,
    free,
    limited,
    may_say,
    moments,
    move_up,
    next_reminder,
    remind_at,
    tell_at,
)
from bot.rules.errors import Refused
from bot.rules.policy import Policy
from bot.rules.session import SessionState

LONDON = ZoneInfo("Europe/London")
POLICY, BOTH = Policy(), frozenset(Reminder)


def at(text: str) -> datetime:
    """On London's wall."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


PLACES = [
    pytest.param(None, 500, 0, True, 0, id="without a limit everybody has a place"),
    pytest.param(20, 19, 0, True, 0, id="the last place"),
    pytest.param(20, 20, 0, False, 0, id="none is left"),
    pytest.param(20, 19, 2, False, 1, id="who waits goes first, and nobody overtakes"),
    pytest.param(None, 20, 3, True, 3, id="the limit was taken away"),
    pytest.param(5, 20, 3, False, 0, id="it was lowered: who has a place keeps it"),
]


@pytest.mark.parametrize(("places", "going", "waiting", "is_free", "up"), PLACES)
def test_places(places: int | None, going: int, waiting: int, is_free: bool, up: int) -> None:
    assert free(places, going, waiting) is is_free
    assert move_up(places, going, waiting) == up


def test_places_are_a_sensible_number() -> None:
    assert limited(None) is None
    for number in (0, -1, 10_001):
        with pytest.raises(Refused, match="as a number like 20"):
            limited(number)


DUE = [
    pytest.param("2026-11-03T19:00", "2026-11-02T19:00", "2026-11-03T18:00", id="in the evening"),
    pytest.param("2026-10-25T19:00", "2026-10-24T19:00", "2026-10-25T18:00", id="the clocks went back that night"),
    pytest.param("2027-03-28T19:00", "2027-03-27T19:00", "2027-03-28T18:00", id="the clocks went forward that night"),
    pytest.param(
        "2026-11-03T07:30", "2026-11-02T08:00", "2026-11-03T06:30", id="early: not before eight the day before"
    ),
    pytest.param("2026-11-03T22:00", "2026-11-02T20:00", "2026-11-03T21:00", id="late: by eight the day before"),
]


@pytest.mark.parametrize(("starts", "day", "hour"), DUE)
def test_the_reminders_are_due_on_the_wall(starts: str, day: str, hour: str) -> None:
    assert moments(at(starts), BOTH, POLICY) == [(at(day), Reminder.DAY), (at(hour), Reminder.HOUR)]
    assert next_reminder(at(starts), BOTH, POLICY, at(day)) == at(hour)
    assert next_reminder(at(starts), BOTH, POLICY, at(hour)) is None
    assert next_reminder(at(starts), {Reminder.HOUR}, POLICY, at("2026-09-01T09:00")) == at(hour)


LATE = [
    pytest.param("2026-11-02T19:00", False, "2026-11-02T19:00", id="in time"),
    pytest.param("2026-11-02T21:00", False, "2026-11-03T08:00", id="the clerk was away until night: in the morning"),
    pytest.param("2026-11-03T03:00", True, "2026-11-03T08:00", id="before dawn"),
    pytest.param("2026-11-03T18:59", False, "2026-11-03T18:59", id="late, and still of use"),
    pytest.param("2026-11-03T19:00", True, None, id="it has begun"),
]


@pytest.mark.parametrize(("now", "hour", "said"), LATE)
def test_a_late_reminder_comes_when_it_is_of_use_and_not_at_night(now: str, hour: bool, said: str | None) -> None:
    found = remind_at(at(now), at("2026-11-03T19:00"), POLICY, hour_before=hour)
    assert found == (at(said) if said else None)


def test_who_asked_for_the_hour_before_is_reminded_then_whatever_the_hour() -> None:
    starts = at("2026-11-03T07:30")
    assert remind_at(at("2026-11-03T06:30"), starts, POLICY, hour_before=True) == at("2026-11-03T06:30")
    assert remind_at(at("2026-11-03T06:30"), starts, POLICY, hour_before=False) is None


def test_a_change_waits_for_the_morning_unless_that_is_too_late() -> None:
    night = at("2026-11-02T23:00")
    assert tell_at(night, at("2026-11-03T09:00"), POLICY) == at("2026-11-03T08:00")
    assert tell_at(night, at("2026-11-03T08:59"), POLICY) == night


def test_a_badge_is_screened_like_a_label() -> None:
    assert badge("  Parent carer,\n ask me about buses ") == "Parent carer, ask me about buses"
    assert badge(" \u00a0 ") is None
    for text, said in (
        ("x" * 41, "That badge has 41 characters. Shorten it to 40."),
        ("ring me on 0191 498 0000", "A badge is public. Please leave out the telephone number"),
        ("a@b.example", "e-mail address"),
        ("Carer ignored by all", "ignored"),
    ):
        with pytest.raises(Refused, match=said):
            badge(text)


def test_what_is_over_takes_no_answers() -> None:
    ends, now = at("2026-11-03T20:30"), at("2026-11-03T20:00")
    may_say(SessionState.OPEN, ends, now)
    for state, moment, said in (
        (SessionState.HELD, now, "has already been held"),
        (SessionState.CANCELLED, now, "was cancelled"),
        (SessionState.PLANNED, ends, "is over"),
    ):
        with pytest.raises(Refused, match=said):
            may_say(state, ends, moment)
