"""Where a question stands: read from its own entries, as corrections make them read, and its dates.

Whether the letters that put it arrived, the invitations know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.standing import Standing
from bot.rules.terms import Terms
from bot.rules.words import Extent, State

GRACE = 1
"""A question counts on the first day after the days that follow every notice of ours (`publish_after_notice`)."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, folded. `invitations` are those whose letters put it since its clock started."""

    question: int
    item: int
    organisation: int
    session: int
    invitations: tuple[int, ...]
    first_on: date
    put_on: date
    answer_by: date
    """As it was worked out when it was put; `due` reckons with the pauses since."""
    reminded: bool = False
    carried: int = 0
    withdrawn: bool = False
    answer: f.QuestionAnswered | None = None
    answer_seq: int = 0
    first_seq: int = 0
    """By which entry it was first put."""

    @property
    def open(self) -> bool:
        """Is an answer still asked for? What does not address it leaves it open."""
        return not self.withdrawn and (self.answer is None or self.answer.extent is Extent.NOT_ADDRESSED)


def questions(history: Iterable[f.Entry]) -> dict[int, Question]:
    """Fold the entries of any number of questions, with the corrections and disputes about them, in order."""
    found: dict[int, Question] = {}
    for entry in replayed(history):
        if isinstance(entry.fact, f.QuestionFact):
            found[entry.fact.question] = _apply(found.get(entry.fact.question), entry.seq, entry.fact)
    return found


KINDS = (*f.every_kind(f.QuestionFact), f.Corrected.kind, f.DisputeDecided.kind)
"""The kinds of entry that questions are folded from."""


def _apply(now: Question | None, seq: int, fact: f.QuestionFact) -> Question:
    if isinstance(fact, f.QuestionPut):
        return _put(now, seq, fact)
    if now is None:
        raise ValueError(f"entry {seq} speaks of question {fact.question}, which was never put")
    match fact:
        case f.QuestionReminded():
            return replace(now, reminded=True)
        case f.QuestionAnswered():
            return replace(now, answer=fact, answer_seq=seq)
        case f.QuestionCarried(session=session):
            return replace(now, session=session, carried=now.carried + 1)
        case f.QuestionWithdrawn():
            return replace(now, withdrawn=True)
        case _:
            return now


def _put(now: Question | None, seq: int, put: f.QuestionPut) -> Question:
    """Put anew, because the letter before had not arrived: the clock starts anew, and the first day is remembered."""
    start = Question(
        question=put.question,
        item=put.item,
        organisation=put.organisation,
        session=put.session,
        invitations=(put.invitation,),
        first_on=put.on,
        put_on=put.on,
        answer_by=put.answer_by,
        first_seq=seq,
    )
    if now is None:
        return start
    return replace(
        start,
        first_on=now.first_on,
        first_seq=now.first_seq,
        carried=now.carried,
        answer=now.answer,
        answer_seq=now.answer_seq,
    )


def answer_by(organisation: int, day: date, terms: Terms) -> date:
    """By when an answer is asked for to what a letter of that day puts."""
    return terms.of(organisation).after(day, terms.policy.answer_days)


def due(now: Question, terms: Terms) -> date:
    """By when an answer is asked for: as it was said, or later where a pause declared since gives days back."""
    return max(now.answer_by, answer_by(now.organisation, now.put_on, terms))


def counts_on(now: Question, terms: Terms) -> date:
    """From when it is in the figures, answered or not."""
    return terms.of(now.organisation).after(due(now, terms), terms.policy.publish_after_notice + GRACE)


def remind_on(now: Question, terms: Terms) -> date:
    return terms.of(now.organisation).after(due(now, terms), -terms.policy.answer_reminder_before)


def arrived(now: Question, standings: Mapping[int, Standing]) -> bool:
    """Did any of the letters that put it reach somebody, and is it still asked by that letter?"""
    gone = (State.BOUNCED, State.TO_SEND, State.WITHDRAWN, State.CANCELLED)
    return any(standings[number].state not in gone for number in now.invitations if number in standings)
