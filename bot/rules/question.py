"""A question to an organisation: put by a letter, with a clock of its own, answered or carried over.

It belongs to an agenda item and to the body that the item is for, whether or not anybody of that body comes. It is read
from its own entries as corrections make them read; whether the letters that put it arrived, the invitations know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Unpack

from bot.rules import facts as f
from bot.rules.correction import replayed
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.saying import say_short_date
from bot.rules.session import SessionStanding, SessionState
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Extent, State, Way

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


def put(
    now: Question | None,
    question: int,
    item: int,
    session: int,
    to: Standing,
    terms: Terms,
    *,
    running: bool,
    **mark: Unpack[Mark],
) -> f.QuestionPut:
    """A letter of the invitation `to` put it. `running`: an earlier letter put it already, and arrived."""
    if now is not None and not now.open and not now.withdrawn:
        raise Refused("That question has an answer already.")
    if now is not None and running and not now.withdrawn:
        raise Refused(f"That question was put on {say_short_date(now.put_on)}. Its clock runs.")
    day = terms.day(mark["at"])
    return f.QuestionPut(
        invitation=to.invitation,
        question=question,
        item=item,
        session=session,
        organisation=to.organisation,
        on=day,
        answer_by=answer_by(to.organisation, day, terms),
        **mark,
    )


def remind(now: Question, invitation: int, **mark: Unpack[Mark]) -> f.QuestionReminded:
    """A letter that left reminded them, once for each time that it is put."""
    _open(now)
    if now.reminded:
        raise Refused("They have been reminded of that question already.")
    return f.QuestionReminded(invitation=invitation, question=now.question, item=now.item, **mark)


def answer(
    now: Question,
    invitation: int,
    extent: Extent,
    way: Way,
    terms: Terms,
    *,
    text: Enclosed | None = None,
    on: date | None = None,
    new_words: bool = False,
    **mark: Unpack[Mark],
) -> f.QuestionAnswered:
    """At any time, also long after the date asked for; the last one says. The same again needs `new_words`."""
    if now.withdrawn:
        raise Refused("We no longer ask that question, so there is nothing to answer.")
    today = terms.day(mark["at"])
    on = on or today
    if on > today:
        raise Refused("An answer cannot come from a day that has not been yet. Type the day on which it came.")
    if on < now.first_on:
        raise Refused(f"The question was put on {say_short_date(now.first_on)}. An answer cannot be older than that.")
    before = now.answer
    if before and (before.extent, before.way) == (extent, way) and not (new_words and text):
        raise Refused(f"That answer is already on the record, since {say_short_date(before.on)}.")
    asked = due(now, terms)
    late = max(terms.of(now.organisation).between(asked, on), 1) if on > asked else 0
    return f.QuestionAnswered(
        invitation=invitation,
        question=now.question,
        item=now.item,
        extent=extent,
        way=way,
        text=text,
        on=on,
        days_late=late,
        **mark,
    )


def carry(now: Question, to: SessionStanding, **mark: Unpack[Mark]) -> f.QuestionCarried:
    """It stands on the agenda of a later session; nobody has to raise it again."""
    _open(now)
    if to.session == now.session:
        raise Refused("That question stands on the agenda of that session already.")
    if to.state not in (SessionState.PLANNED, SessionState.OPEN):
        raise Refused("That session is over or cancelled. A question is carried over to one that is still to come.")
    return f.QuestionCarried(
        invitation=now.invitations[-1], question=now.question, item=now.item, session=to.session, **mark
    )


def withdraw(now: Question, **mark: Unpack[Mark]) -> f.QuestionWithdrawn:
    """Its item was taken back, declined or joined to another: nobody waits for an answer any more."""
    if now.withdrawn:
        raise Refused("That question is no longer asked.")
    return f.QuestionWithdrawn(invitation=now.invitations[-1], question=now.question, item=now.item, **mark)


def _open(now: Question) -> None:
    if now.withdrawn:
        raise Refused("We no longer ask that question.")
    if not now.open and now.answer:
        raise Refused(f"That question has an answer, since {say_short_date(now.answer.on)}.")
