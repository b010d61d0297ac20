"""A forum may be more patient than the common terms, never less."""

import pytest
from hypothesis import given, strategies as st

from bot.rules.errors import Refused
from bot.rules.policy import CALLED, LEAST, MOST_PATIENT, PATIENCE, Policy, lengthened


def test_a_longer_period_makes_a_new_version_and_changes_nothing_else() -> None:
    new = lengthened(Policy(), reply_days=12)
    assert (new.version, new.reply_days) == (2, 12)
    assert new == Policy(version=2, reply_days=12)
    assert lengthened(new, reply_days=10).version == 3


@pytest.mark.parametrize("name", PATIENCE)
def test_no_period_is_shorter_than_the_default_nor_endless(name: str) -> None:
    for days in (getattr(LEAST, name) - 1, MOST_PATIENT + 1, 0, -1):
        with pytest.raises(Refused, match=f"The {CALLED[name]} may be"):
            lengthened(Policy(), **{name: days})


@pytest.mark.parametrize(
    ("periods", "sentence"),
    [
        ({"dispute_days": 20}, "cannot change “dispute days”"),
        ({"version": 9}, "cannot change “version”"),
        ({"reply_days": 10}, "are the periods that the forum has already"),
        ({}, "are the periods that the forum has already"),
        ({"second_reminder_after": 4}, "make it at least 6"),
        ({"reply_days": 13}, "fair notice is at least 16"),
    ],
    ids=[
        "not a period",
        "the version",
        "the same",
        "nothing",
        "a notice after a reminder at once",
        "no time to reply",
    ],
)
def test_what_does_not_fit_is_refused(periods: dict[str, int], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        lengthened(Policy(), **periods)


@given(st.fixed_dictionaries({name: st.integers(-5, MOST_PATIENT + 5) for name in PATIENCE}))
def test_whatever_is_asked_for_no_forum_is_less_patient(periods: dict[str, int]) -> None:
    try:
        new = lengthened(Policy(), **periods)
    except Refused:
        return
    assert all(getattr(LEAST, name) <= getattr(new, name) <= MOST_PATIENT for name in PATIENCE)
    assert new.notice_after - new.second_reminder_after >= LEAST.notice_after - LEAST.second_reminder_after
    assert new.fair_notice >= new.reply_days + new.reply_before_session
    assert {**vars(new), **dict.fromkeys((*PATIENCE, "version"), 0)} == {
        **vars(LEAST),
        **dict.fromkeys((*PATIENCE, "version"), 0),
    }
