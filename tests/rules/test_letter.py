"""Which letters are still wanted when their turn comes."""

from datetime import date

import pytest

from bot.rules import facts as f
from bot.rules.letter import ABOUT_THE_BODY, still_wanted, told_of_a_cancellation, told_of_a_move
from bot.rules.words import Answer, Purpose, Reason
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
