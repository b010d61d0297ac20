"""What the hosts may make of an item, and what a carer may do with their own."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.rules import agenda
from bot.rules.agenda import DECLINE_REASONS, DETAILS_LIMIT, OPEN, TITLE_LIMIT, ItemState
from bot.rules.errors import Refused
from bot.rules.session import SessionStanding, SessionState
from bot.rules.terms import Mark
from bot.rules.words import Reason, Via

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
MARK = Mark(at=NOW, by="member:1", via=Via.HOST)


def _session(state: SessionState = SessionState.PLANNED) -> SessionStanding:
    return SessionStanding(1, state, NOW, NOW)


def test_a_title_is_one_line_whatever_was_typed() -> None:
    worded = agenda.worded("  Respite \n\t care ", "  why  ")
    assert (worded.title, worded.details) == ("Respite care", "why")


@pytest.mark.parametrize("state", ItemState)
def test_only_open_items_can_be_supported_withdrawn_and_reviewed(state: ItemState) -> None:
    acts: list[Callable[[], object]] = [
        lambda: agenda.support(state),
        lambda: agenda.withdraw(state, own=True),
        lambda: agenda.decline(1, state, Reason.OUT_OF_SCOPE, "because", **MARK),
        lambda: agenda.merge(1, state, 2, ItemState.RAISED, **MARK),
    ]
    for act in acts:
        if state in OPEN:
            act()
        else:
            with pytest.raises(Refused, match="nothing more can be done"):
                act()


def test_a_deferred_item_can_be_put_on_a_later_agenda() -> None:
    fact = agenda.accept(1, ItemState.DEFERRED, _session(), 3, **MARK)
    assert (fact.session, fact.organisation) == (1, 3)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        pytest.param(lambda: agenda.worded(" ", "x"), "give your item a title", id="no title"),
        pytest.param(lambda: agenda.worded("x" * 5_000, ""), "has 5,000 characters", id="a title of 5,000 characters"),
        pytest.param(lambda: agenda.worded("x" * (TITLE_LIMIT + 1), ""), "Shorten it", id="one character too long"),
        pytest.param(lambda: agenda.worded("x", "y" * (DETAILS_LIMIT + 1)), "Shorten them", id="details too long"),
        pytest.param(lambda: agenda.withdraw(ItemState.RAISED, own=False), "not yours", id="somebody else's"),
        pytest.param(
            lambda: agenda.accept(1, ItemState.ACCEPTED, _session(), None, **MARK), "already on the agenda", id="twice"
        ),
        pytest.param(
            lambda: agenda.accept(1, ItemState.RAISED, _session(SessionState.HELD), None, **MARK),
            "over or cancelled",
            id="for a session that is over",
        ),
        pytest.param(lambda: agenda.merge(1, ItemState.RAISED, 1, ItemState.RAISED, **MARK), "to itself", id="itself"),
        pytest.param(
            lambda: agenda.merge(1, ItemState.RAISED, 2, ItemState.DECLINED, **MARK),
            "other item is not taken",
            id="closed",
        ),
        pytest.param(
            lambda: agenda.defer(1, ItemState.DEFERRED, Reason.NEEDS_MORE_TIME, **MARK),
            "already put off",
            id="put off twice",
        ),
        pytest.param(
            lambda: agenda.decline(1, ItemState.RAISED, Reason.OUT_OF_SCOPE, " ", **MARK),
            "write a sentence",
            id="no words",
        ),
        pytest.param(
            lambda: agenda.decline(1, ItemState.RAISED, Reason.PAUSE, "x", **MARK),
            "listed reasons",
            id="another reason",
        ),
    ],
)
def test_it_is_refused_in_a_sentence(act: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        act()


def test_every_reason_to_decline_is_about_the_item_and_not_about_its_author() -> None:
    assert set(DECLINE_REASONS) == {Reason.OUT_OF_SCOPE, Reason.ALREADY_ANSWERED, Reason.PERSONAL_CASE}
