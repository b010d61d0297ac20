"""Feedback on a session: one short form for everybody who was there, carers and officials, on the same rungs.

The forms are papers until they are counted; the record holds how many chose each rung, and nothing of under five.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Unpack

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.errors import Refused
from bot.rules.saying import say_short_date
from bot.rules.standing import Standing
from bot.rules.statistics import Rate
from bot.rules.terms import Mark, Terms
from bot.rules.words import Asked, Met, Overall

LEAST = 5
"""Of fewer answers nothing is shown or recorded: whoever was there could tell who said what."""

OF_EVERYBODY = (Asked.OVERALL, Asked.OBJECTIVES, Asked.EQUAL_PARTNER)
"""Asked about every session; a form without an answer to each of them is not taken."""


@dataclass(frozen=True)
class Question:
    """One question of the form: `criterion` is the number of one of the forum's own."""

    asked: Asked
    criterion: int | None = None

    @property
    def key(self) -> str:
        """As forms and papers call it."""
        return self.asked.value if self.criterion is None else f"{self.asked.value}-{self.criterion}"

    @property
    def rungs(self) -> Sequence[StrEnum]:
        return tuple(Overall) if self.asked is Asked.OVERALL else tuple(Met)


Counted = Mapping[str, Mapping[str, int]]
"""How many chose each rung, by the question's key and the rung."""


def questions(criteria: Iterable[int]) -> tuple[Question, ...]:
    """The whole form where these criteria are in force."""
    return (*map(Question, OF_EVERYBODY), *(Question(Asked.CRITERION, number) for number in criteria))


def last_day(history: Iterable[f.Entry], terms: Terms) -> date | None:
    """The last day on which forms are taken; None where the session was not held."""
    held = next((entry.fact for entry in history if isinstance(entry.fact, f.Held)), None)
    return terms.after(terms.day(held.at), terms.policy.feedback_days) if held else None


def open_until(history: Sequence[f.Entry], terms: Terms, at: datetime) -> date | None:
    """The last day, while forms are taken."""
    last = last_day(history, terms)
    return last if last and terms.day(at) <= last and counted_in(history) is None else None


def promised_until(history: Sequence[f.Entry], terms: Terms, at: datetime) -> date | None:
    """What a letter can promise: of a session that is not closed yet, the form is open at least so long."""
    if last_day(history, terms) is None:
        return terms.after(terms.day(at), terms.policy.feedback_days)
    return open_until(history, terms, at)


def counted_in(history: Iterable[f.Entry]) -> f.FeedbackCounted | None:
    return next((entry.fact for entry in history if isinstance(entry.fact, f.FeedbackCounted)), None)


def take(history: Sequence[f.Entry], terms: Terms, at: datetime) -> date:
    """The last day, or `Refused` where no form is taken."""
    last = last_day(history, terms)
    if last is None:
        raise Refused("That session has not been held yet. The form opens when it is over.")
    if open_until(history, terms, at) is None:
        raise Refused(f"The form about that session closed on {say_short_date(last)}. Thank you all the same.")
    return last


def filled(asked: Collection[Question], given: Mapping[str, str], before: Collection[str] = ()) -> dict[str, str]:
    """The rungs that somebody chose, by the question's key. `before`: the keys of what they answered earlier."""
    chosen = {}
    for question in asked:
        rung = given.get(question.key, "")
        if rung in question.rungs:
            chosen[question.key] = rung
        elif rung or question.asked in OF_EVERYBODY:
            raise Refused("Please choose one answer to each question, and send the form again.")
    if not set(OF_EVERYBODY) <= {*before, *chosen}:
        raise Refused("Please answer the first questions first: the button stands under the session’s feedback card.")
    return chosen


def side(present: int | None, completed: int, counted: Counted, criteria: Iterable[int]) -> f.Side:
    """What the record says of one side: nothing of a question that fewer than five answered."""
    if completed < LEAST:
        return f.Side(present=present, completed=completed, rated=())
    rated = []
    for question in questions(criteria):
        counts = tuple(counted.get(question.key, {}).get(rung, 0) for rung in question.rungs)
        if sum(counts) >= LEAST:
            rated.append(f.Rated(asked=question.asked, criterion=question.criterion, counts=counts))
    return f.Side(present=present, completed=completed, rated=tuple(rated))


def officials_present(standings: Iterable[Standing], history: Iterable[f.Entry]) -> int | None:
    """How many officials were there, by invitation or without; None where nobody took down who came."""
    known = [now.present for now in standings if not now.test and now.present is not None]
    uninvited = {entry.fact.official for entry in history if isinstance(entry.fact, f.CameUninvited)}
    return sum(known) + len(uninvited) if known or uninvited else None


def count(
    history: Sequence[f.Entry],
    standings: Iterable[Standing],
    terms: Terms,
    criteria: Sequence[int],
    *,
    carers: f.Side,
    officials: f.Side,
    **mark: Unpack[Mark],
) -> f.FeedbackCounted:
    """Once, on a day after the last on which forms are taken; who was present is what the record says."""
    last, held = last_day(history, terms), next((e.fact for e in history if isinstance(e.fact, f.Held)), None)
    if held is None or last is None:
        raise Refused("That session has not been held, so there is nothing to count.")
    if counted_in(history) is not None:
        raise Refused("The forms about that session have been counted already.")
    if terms.day(mark["at"]) <= last:
        raise Refused(f"The form about that session is open until {say_short_date(last)}.")
    if (carers.present, officials.present) != (held.carers, officials_present(standings, replayed(history))):
        raise Refused("Who was present is not what the record says.")
    for one in (carers, officials):
        _sound(one, criteria)
    return f.FeedbackCounted(session=held.session, carers=carers, officials=officials, **mark)


def _sound(one: f.Side, criteria: Sequence[int]) -> None:
    """That a side says what forms can give: each question once, each rung, nothing of under five."""
    of = {(question.asked, question.criterion): question for question in questions(criteria)}
    asked = [(rated.asked, rated.criterion) for rated in one.rated]
    if one.completed < 0 or asked != [known for known in of if known in asked]:
        raise Refused("The questions are not those of the form.")
    for rated in one.rated:
        everybody, rungs = rated.asked in OF_EVERYBODY, of[rated.asked, rated.criterion].rungs
        many = sum(rated.counts)
        if len(rated.counts) != len(rungs) or min(rated.counts) < 0 or not LEAST <= many <= one.completed:
            raise Refused("The counts are not those of so many forms; nothing is said of under five.")
        if everybody and many != one.completed:
            raise Refused("Whoever hands in the form answers what everybody is asked.")
    if one.completed >= LEAST and [known for known in asked if known[0] in OF_EVERYBODY] != list(of)[:3]:
        raise Refused("Whoever hands in the form answers what everybody is asked.")


def well(rated: f.Rated) -> Rate:
    """How many chose the upper half: excellent or good; of other questions, met."""
    upper = 2 if rated.asked is Asked.OVERALL else 1
    return Rate.of(sum(rated.counts[:upper]), sum(rated.counts))
