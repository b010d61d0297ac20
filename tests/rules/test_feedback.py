"""Feedback on a session: when it is taken, what is counted, and what is never said."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules import facts as f, feedback, session
from bot.rules.errors import Refused
from bot.rules.feedback import Question
from bot.rules.session import session_standing
from bot.rules.words import Asked, Presence
from tests.rules.chronicle import Chronicle

HELD_ON = date(2026, 10, 13)
GENERAL = {"overall": "good", "objectives": "met", "equal_partner": "partly"}


def held(*, came: int = 2, carers: int | None = 30) -> Chronicle:
    """Three officials asked; so many of them came."""
    told = Chronicle.begun(bodies=3, roles=3)
    number = told.plan(42)
    invited = [told.invite(number, role) for role in (1, 2, 3)]
    for one in invited:
        told.send(one)
        told.answer(one)
    told.today = HELD_ON + timedelta(days=1)
    told.add(session.hold(session_standing(told.of_session[number]), carers, **told.mark()))
    for one in invited:
        presence = Presence.CAME if one <= came else Presence.DID_NOT_COME
        told.add(f.Attended(invitation=one, presence=presence, **told.mark()))
    return told


def counted(
    told: Chronicle, *, many: int = 21, officials: int = 2, criteria: tuple[int, ...] = ()
) -> f.FeedbackCounted:
    history, standings = told.of_session[1], [told.now(number) for number in told.session_of]
    present = feedback.officials_present(standings, history)
    carers = feedback.side(30, many, {key: {rung: many} for key, rung in GENERAL.items()}, criteria)
    theirs = feedback.side(present, officials, {key: {rung: officials} for key, rung in GENERAL.items()}, criteria)
    return feedback.count(history, standings, told.terms, criteria, carers=carers, officials=theirs, **told.mark())


def test_the_form_is_open_for_ten_working_days_and_counted_on_the_day_after() -> None:
    told = held()
    last = feedback.last_day(told.of_session[1], told.terms)
    assert last == date(2026, 10, 28)
    told.today = last
    assert feedback.open_until(told.of_session[1], told.terms, told.mark()["at"]) == last
    with pytest.raises(Refused, match="is open until 28 October 2026"):
        counted(told)
    told.today += timedelta(days=1)
    with pytest.raises(Refused, match="closed on 28 October 2026"):
        feedback.take(told.of_session[1], told.terms, told.mark()["at"])
    told.add(counted(told))
    with pytest.raises(Refused, match="counted already"):
        counted(told)


def test_of_under_five_nothing_is_recorded_on_either_side() -> None:
    told = held().days_pass(30)
    fact = counted(told, many=4, officials=2)
    assert (fact.carers, fact.officials) == (
        f.Side(present=30, completed=4, rated=()),
        f.Side(present=2, completed=2, rated=()),
    )


def test_a_criterion_that_fewer_than_five_answered_is_left_out() -> None:
    six, four = {"met": 6}, {"met": 3, "partly": 1}
    general = {key: {rung: 6} for key, rung in GENERAL.items()}
    side = feedback.side(9, 6, {**general, "criterion-3": six, "criterion-7": four}, (3, 7))
    assert [(one.asked, one.criterion, one.counts) for one in side.rated] == [
        (Asked.OVERALL, None, (0, 6, 0, 0)),
        (Asked.OBJECTIVES, None, (6, 0, 0)),
        (Asked.EQUAL_PARTNER, None, (0, 6, 0)),
        (Asked.CRITERION, 3, (6, 0, 0)),
    ]


def test_officials_present_are_those_who_came_with_or_without_an_invitation() -> None:
    told = held(came=2)
    standings = [told.now(number) for number in told.session_of]
    assert feedback.officials_present(standings, told.of_session[1]) == 2
    told.add(f.CameUninvited(session=1, official=3, organisation=3, **told.mark()))
    assert feedback.officials_present(standings, told.of_session[1]) == 3
    assert feedback.officials_present([], []) is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({**GENERAL, "overall": ""}, "one answer to each question"),
        ({**GENERAL, "overall": "met"}, "one answer to each question"),
        ({**GENERAL, "criterion-3": "good"}, "one answer to each question"),
    ],
    ids=["one is not answered", "a rung of another question", "no rung of a criterion"],
)
def test_a_form_that_says_less_than_everybody_is_asked_is_given_back(given: dict[str, str], says: str) -> None:
    with pytest.raises(Refused, match=says):
        feedback.filled(feedback.questions((3,)), given)


def test_a_criterion_may_be_left_out_and_the_rest_of_a_form_comes_alone() -> None:
    assert feedback.filled(feedback.questions((3,)), GENERAL) == GENERAL
    assert feedback.filled((Question(Asked.CRITERION, 3),), {"criterion-3": "met"}, GENERAL) == {"criterion-3": "met"}
    with pytest.raises(Refused, match="the first questions first"):
        feedback.filled((Question(Asked.CRITERION, 3),), {"criterion-3": "met"})


SIDE = f.Side(
    present=30,
    completed=6,
    rated=(
        f.Rated(asked=Asked.OVERALL, criterion=None, counts=(1, 5, 0, 0)),
        f.Rated(asked=Asked.OBJECTIVES, criterion=None, counts=(6, 0, 0)),
        f.Rated(asked=Asked.EQUAL_PARTNER, criterion=None, counts=(6, 0, 0)),
    ),
)


def _rated(**changes: Any) -> f.Side:
    first = {"asked": Asked.OVERALL, "criterion": None, "counts": (1, 5, 0, 0), **changes}
    return f.Side(present=30, completed=6, rated=(f.Rated(**first), *SIDE.rated[1:]))


@pytest.mark.parametrize(
    "side",
    [
        f.Side(present=31, completed=6, rated=SIDE.rated),
        f.Side(present=30, completed=4, rated=SIDE.rated),
        f.Side(present=30, completed=6, rated=()),
        f.Side(present=30, completed=6, rated=SIDE.rated[::-1]),
        f.Side(present=30, completed=6, rated=(*SIDE.rated, SIDE.rated[0])),
        _rated(counts=(1, 3, 0, 0)),
        _rated(counts=(1, 5, 0)),
        _rated(counts=(7, -1, 0, 0)),
        _rated(asked=Asked.CRITERION, criterion=9, counts=(6, 0, 0)),
    ],
    ids=[
        "more in the room than were counted", "four forms", "nothing asked", "in another order", "a question twice",
        "a form without an answer", "a rung too few", "fewer than none", "a criterion that was not in force",
    ],
)  # fmt: skip
def test_what_forms_cannot_give_is_found_out(side: f.Side) -> None:
    told = held().days_pass(30)
    standings = [told.now(number) for number in told.session_of]
    few = f.Side(present=2, completed=0, rated=())
    with pytest.raises(Refused):
        feedback.count(told.of_session[1], standings, told.terms, (), carers=side, officials=few, **told.mark())
