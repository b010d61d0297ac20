"""Questions as the public reads them: to whom, where each stands, and the answer as it was given."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bot import questions
from bot.rules.answers import Carrier
from bot.rules.asking import say_answer, say_asked, say_carried, say_put
from bot.rules.counts import Counts
from bot.rules.question import Question
from bot.rules.words import State
from bot.view import View
from db import figures, models


@dataclass(frozen=True)
class Asked:
    """One question in words. `answer` is theirs, unedited; None where there is none or where it was removed."""

    question: int
    item: int
    organisation: int
    body: str
    session: int
    invitation: int
    first_on: date
    stands: str
    carried: str | None
    answer: str | None
    entry: int
    put: int
    """The number of the entry by which it was first put."""
    put_said: str
    """The first half of `stands` where there is an answer: what was asked, without what came of it."""
    answer_said: str | None
    answered_on: date | None
    answered: bool
    disputed: bool
    open: bool


async def every_question(view: View) -> list[Asked]:
    """By item, the newest first; of an item the bodies in the order in which they were asked."""
    found = (await questions.asked(view)).values()
    return await in_words(view, sorted(found, key=lambda one: (-one.item, one.question)))


async def questions_to(view: View, organisation_id: int) -> list[Asked]:
    return [one for one in await every_question(view) if one.organisation == organisation_id]


async def questions_of(view: View, items: Collection[int]) -> list[Asked]:
    return [one for one in await every_question(view) if one.item in items]


async def in_words(view: View, found: Iterable[Question]) -> list[Asked]:
    """In the order given; an answer that a host hid, or that was erased on request, is not shown."""
    seen = list(found)
    numbers = {number for one in seen for number in one.invitations}
    rows = await figures.carriers(view.db, numbers)
    carriers = {number: Carrier(Counts(counts), State(state)) for number, counts, state in rows}
    texts = await view.texts(one.answer.text for one in seen if one.answer and one.answer.text)
    today = view.terms.day(view.now)
    said = []
    for one in seen:
        body = await view.db.get_one(models.Organisation, one.organisation)
        known = [carriers[number] for number in one.invitations if number in carriers]
        said.append(
            Asked(
                question=one.question,
                item=one.item,
                organisation=one.organisation,
                body=body.name,
                session=one.session,
                invitation=one.answer.invitation if one.answer else one.invitations[-1],
                first_on=one.first_on,
                stands=say_asked(one, known, view.terms, today),
                carried=f"{say_carried(one)}." if one.carried else None,
                answer=texts.get(one.answer.text) if one.answer and one.answer.text else None,
                entry=one.answer_seq,
                put=one.first_seq,
                put_said=say_put(one, view.terms),
                answer_said=say_answer(one) if one.answer else None,
                answered_on=one.answer.on if one.answer else None,
                disputed=any(carrier.counts is Counts.DISPUTED for carrier in known),
                answered=not one.open and not one.withdrawn,
                open=one.open,
            )
        )
    return said
