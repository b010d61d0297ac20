"""What a stranger finds out about feedback, criteria and declined bodies that do not follow from the lines before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.rules import criteria, declining, facts as f, feedback, invitation, session
from bot.rules.audit import Audit, Fault
from bot.rules.enclosed import enclosed_in
from bot.rules.errors import Refused
from bot.rules.partnership import Partnership, beside, partnership
from bot.rules.policy import Policy
from bot.rules.session import session_standing
from bot.rules.verify import verify
from bot.rules.voting import Votes, carried
from bot.rules.words import Ground, Presence, Reason
from tests.rules.chronicle import Chronicle

SIX, FIVE_TO_FIVE, FOUR = Votes(5, 1), Votes(5, 5), Votes(4, 0)


def adopt(told: Chronicle, text: str | None, instead_of: int | None = None) -> None:
    now = partnership(told.facts)
    words = told.text(text) if text else None
    number = len(told.entries) + 1
    told.add(criteria.adopt(number, words, instead_of, now, SIX, told.terms.policy, **told.mark()))


@cache
def _told() -> Chronicle:
    """Two bodies asked to two sessions. The first is held and rated by two criteria; one body is declined before the
    second, answers, and is welcomed back."""
    told = Chronicle.begun(bodies=2, roles=2)
    first, second = told.plan(30), told.plan(120)
    told.send(told.invite(first, 1))
    told.answer(1)
    told.send(told.invite(first, 2))
    told.answer(2)
    adopt(told, "Someone who can decide was there")
    adopt(told, "Our questions were answered")
    told.days_pass(31)
    told.add(session.hold(session_standing(told.of_session[first]), 30, **told.mark()))
    for one in (1, 2):
        told.add(f.Attended(invitation=one, presence=Presence.CAME, **told.mark()))
    numbers = tuple(partnership(told.facts).criteria)
    adopt(told, "Adopted after it was held", instead_of=numbers[0])
    told.days_pass(20)
    counted = {"overall": {"good": 7}, "objectives": {"met": 7}, "equal_partner": {"met": 7}}
    counted |= {f"criterion-{number}": {"met": 5} for number in numbers}
    told.add(
        feedback.count(
            told.of_session[first],
            [told.now(1), told.now(2)],
            told.terms,
            numbers,
            carers=feedback.side(30, 7, counted, numbers),
            officials=feedback.side(2, 2, {}, numbers),
            **told.mark(),
        )
    )
    told.send(told.invite(second, 2))
    told_on = told.today
    told.days_pass(20)
    told.add(_decline(told, told_on))
    told.add(invitation.withdraw(told.now(3), Reason.BODY_DECLINED, **told.mark()))
    told.add(declining.answer(2, told.text("We will come."), partnership(told.facts), **told.mark()))
    told.add(declining.welcome_back(2, partnership(told.facts), SIX, told.terms.policy, **told.mark()))
    return told


def _decline(told: Chronicle, told_on: date, votes: Votes = SIX) -> f.BodyDeclined:
    return declining.decline(
        2,
        (Ground.QUESTIONS_OPEN,),
        words=None,
        conditions=told.text("Our questions are answered."),
        told_on=told_on,
        votes=votes,
        now=partnership(told.facts),
        terms=told.terms,
        **told.mark(),
    )


def _audit(facts: list[f.Fact]) -> None:
    audit = Audit()
    for number, fact in enumerate(facts, 1):
        audit.read(f.Entry(number, fact))
    audit.end()


def test_what_the_rules_made_is_found_right_and_verifies(tmp_path: Path) -> None:
    _audit(_told().facts)
    assert verify(_told().export(tmp_path / "northshire")).figures


def _changed(kind: type[f.Fact], **changes: Any) -> list[f.Fact]:
    facts = list(_told().facts)
    at = next(n for n, fact in enumerate(facts) if isinstance(fact, kind))
    facts[at] = replace(facts[at], **changes)
    return facts


def _without(kind: type[f.Fact]) -> list[f.Fact]:
    return [fact for fact in _told().facts if not isinstance(fact, kind)]


def _side(**changes: Any) -> f.Side:
    fact = next(fact for fact in _told().facts if isinstance(fact, f.FeedbackCounted))
    return replace(fact.carers, **changes)


def _invited_while_declined() -> list[f.Fact]:
    facts = list(_told().facts)
    at = next(n for n, fact in enumerate(facts) if isinstance(fact, f.BodyAnswered))
    invited = next(fact for fact in facts if isinstance(fact, f.Invited) and fact.organisation == 2)
    return [*facts[:at], replace(invited, invitation=9, session=2, at=facts[at].at), *facts[at:]]


@pytest.mark.parametrize(
    "facts",
    [
        lambda: _changed(f.FeedbackCounted, carers=_side(present=29)),
        lambda: _changed(f.FeedbackCounted, carers=_side(completed=4)),
        lambda: _changed(f.FeedbackCounted, officials=_side()),
        lambda: _changed(f.CriteriaAdopted, in_favour=4, against=0),
        lambda: _changed(f.CriteriaAdopted, version=2),
        lambda: _changed(f.CriteriaAdopted, texts=()),
        lambda: _changed(f.BodyDeclined, in_favour=3, against=3),
        lambda: _changed(f.BodyDeclined, grounds=()),
        lambda: _changed(f.BodyDeclined, told_on=_told().today - timedelta(days=3)),
        lambda: _without(f.BodyDeclined),
        lambda: _without(f.Withdrawn),
        lambda: [*_told().facts, _told().facts[-1]],
        _invited_while_declined,
        lambda: _changed(f.PolicyAdopted, policy=Policy(vote_least=2)),
        lambda: _changed(f.PolicyAdopted, policy=Policy(told_before=1)),
    ],
    ids=[
        "more carers than were counted", "counts of four", "officials of whom there were not so many",
        "four votes", "a version left out", "a number without words", "as many against it", "no reason",
        "told three days ago", "an answer to nothing", "an invitation that is not withdrawn", "welcomed back twice",
        "invited while declined", "terms by which two decide", "terms by which nobody has time to answer",
    ],
)  # fmt: skip
def test_a_forgery_is_found_out(facts: Callable[[], list[f.Fact]]) -> None:
    with pytest.raises(Fault):
        _audit(facts())


@pytest.mark.parametrize(
    ("votes", "is_carried"), [(SIX, True), (FIVE_TO_FIVE, False), (FOUR, False), (Votes(0, 5), False)]
)
def test_a_vote_takes_five_people_and_more_for_it_than_against_it(votes: Votes, is_carried: bool) -> None:
    assert carried(votes, Policy()) is is_carried


def test_at_most_eight_criteria_are_in_force_and_a_ninth_takes_the_place_of_one() -> None:
    full = Partnership(8, {number: f.Enclosed(str(number)) for number in range(8)})
    with pytest.raises(Refused, match="8 criteria already"):
        criteria.change("A ninth", None, full, ())
    assert criteria.change("A ninth", 3, full, ()) == criteria.Change("A ninth", 3)
    assert not criteria.still_fits(criteria.Change("A ninth", None), full)
    assert not criteria.still_fits(criteria.Change("A ninth", 9), full)
    assert list(criteria.adopt(9, f.Enclosed("x"), 3, full, SIX, Policy(), **_told().mark()).criteria) == [
        *(0, 1, 2, 9, 4, 5, 6, 7)
    ]


def test_what_a_body_said_stands_under_the_entry_by_which_it_was_declined_and_no_other() -> None:
    entries = _told().entries
    seq = next(entry.seq for entry in entries if isinstance(entry.fact, f.BodyDeclined))
    assert [entry.fact.kind for entry in beside(entries, seq)] == ["body_answered", "body_welcomed_back"]
    assert beside(entries, seq + 1) == []


def test_the_words_of_criteria_stand_beside_the_chain() -> None:
    adopted = [fact for fact in _told().facts if isinstance(fact, f.CriteriaAdopted)][1]
    assert enclosed_in(adopted) == adopted.texts
    assert len(adopted.texts) == 2
