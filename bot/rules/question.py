"""A question to an organisation: put by a letter, with a clock of its own, answered or carried over.

It belongs to an agenda item and to the body that the item is for, whether or not anybody of that body comes.
"""

from datetime import date
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.question_standing import (
    KINDS as KINDS,
    Question as Question,
    answer_by as answer_by,
    arrived as arrived,
    counts_on as counts_on,
    due as due,
    questions as questions,
    remind_on as remind_on,
)
from bot.rules.saying import say_short_date
from bot.rules.session import SessionStanding, SessionState
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Extent, Way


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
