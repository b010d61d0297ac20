"""Which letters are still wanted when their turn comes."""

from datetime import date

import pytest

from bot.rules import facts as f
from bot.rules.letter import (
    ABOUT_THE_BODY,
    sequence,
    still_wanted,
    told_of_a_cancellation,
    told_of_a_move,
    told_of_an_agenda,
)
from bot.rules.words import Answer, Purpose, Reason, Via
from tests.rules.tale import Tale

TENTH = date(2026, 9, 10)


@pytest.mark.parametrize(
    ("tale", "wanted"),
    [
        pytest.param(Tale().send().day(TENTH), True, id="nobody has answered"),
        pytest.param(Tale().send().day(TENTH).answer(), False, id="an answer came"),
        pytest.param(Tale().send().day(TENTH).bounce(), False, id="the invitation bounced"),
        pytest.param(Tale().send().day(TENTH).acknowledge(), False, id="it was acknowledged, so the reminder can wait"),
        pytest.param(Tale().send().day(TENTH).ask_for_time(date(2026, 9, 20)), False, id="they asked for time"),
        pytest.param(Tale().send().day(TENTH).remind(), False, id="it has already left"),
        pytest.param(Tale().send().day(TENTH).replace_address(), False, id="the address was wrong"),
    ],
)
def test_the_first_reminder_is_still_wanted(tale: Tale, wanted: bool) -> None:
    assert still_wanted(tale.now, Purpose.FIRST_REMINDER, 1, TENTH) is wanted


def test_in_a_pause_nothing_is_wanted_that_time_alone_brings_about() -> None:
    assert not still_wanted(Tale().send().now, Purpose.FIRST_REMINDER, 1, TENTH, paused=True)
    assert still_wanted(Tale().now, Purpose.INVITATION, 1, TENTH, paused=True)


def test_an_invitation_is_wanted_until_it_has_left() -> None:
    assert still_wanted(Tale().now, Purpose.INVITATION, 1, TENTH)
    assert not still_wanted(Tale().send().now, Purpose.INVITATION, 1, TENTH)
    assert still_wanted(Tale().send().replace_address().now, Purpose.INVITATION, 2, TENTH)


def test_who_hears_of_a_move_and_of_a_cancellation() -> None:
    assert not told_of_a_move(Tale().now)
    assert told_of_a_move(Tale().send().answer(Answer.CANNOT_COME).now)
    assert told_of_a_cancellation(Tale().send().now)
    assert not told_of_a_cancellation(Tale().send().bounce().now)


def test_of_an_invitation_that_was_withdrawn_only_what_is_about_the_body_is_wanted() -> None:
    tale = Tale().send()
    tale.add(f.Withdrawn(invitation=1, reason=Reason.OUR_MISTAKE, **tale.mark()))
    assert {purpose for purpose in Purpose if still_wanted(tale.now, purpose, 1, TENTH)} == set(ABOUT_THE_BODY)


@pytest.mark.parametrize(
    ("tale", "in_any_case", "where_they_are_asked"),
    [
        pytest.param(Tale(), False, False, id="no letter has left"),
        pytest.param(Tale().send(), True, True, id="asked"),
        pytest.param(Tale().send().answer(), True, True, id="coming"),
        pytest.param(Tale().send().answer(Answer.CANNOT_COME), False, True, id="cannot come"),
        pytest.param(Tale().send().answer(Answer.OTHER_CHANNEL), False, False, id="prefers another channel"),
        pytest.param(Tale().send().bounce(), False, False, id="it did not arrive"),
    ],
)
def test_who_hears_of_a_new_agenda(tale: Tale, in_any_case: bool, where_they_are_asked: bool) -> None:
    assert told_of_an_agenda(tale.now, asked=False) is in_any_case
    assert told_of_an_agenda(tale.now, asked=True) is where_they_are_asked


def test_a_letter_about_the_agenda_is_not_wanted_once_the_day_has_passed() -> None:
    now = Tale().send().now
    assert still_wanted(now, Purpose.AGENDA, 1, date(2026, 11, 3))
    assert not still_wanted(now, Purpose.AGENDA, 1, date(2026, 11, 4))
    assert not still_wanted(now, Purpose.QUESTIONS, 1, TENTH, paused=True)


def test_a_new_agenda_brings_a_calendar_up_to_date_and_asks_nobody_again() -> None:
    tale = Tale().send()
    count, before = sequence(tale.entries)
    tale.day(TENTH).add(f.AgendaPublished(session=1, items=(3,), **tale.mark(Via.TIMETABLE)))
    assert sequence(tale.entries) == (count, tale.entries[-1].fact.at)
    assert tale.entries[-1].fact.at > before
