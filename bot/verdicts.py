"""Whether an answer was one, as carers see it: a vote each, changeable, shown only once there are enough of them."""

from dataclasses import dataclass

from bot import questions
from bot.rules.errors import Refused
from bot.rules.notices import Action
from bot.rules.words import Extent
from bot.showing import show
from bot.transaction import Transaction
from bot.view import View
from db import models, papers, questions as rows

ENOUGH = 5
"""Of fewer nothing is shown, so that nobody can tell who said what."""


@dataclass(frozen=True)
class Verdicts:
    """How many said what of one answer."""

    answered: int = 0
    partly: int = 0
    not_addressed: int = 0

    @property
    def all(self) -> int:
        return self.answered + self.partly + self.not_addressed

    @property
    def shown(self) -> bool:
        return self.all >= ENOUGH


async def verdicts(view: View, question_id: int, entry: int) -> Verdicts:
    counted = await rows.verdicts(view.db, question_id, entry)
    return Verdicts(*(counted[extent.value] for extent in Extent))


async def say(tx: Transaction, question_id: int, entry: int, said: Extent, *, user_id: int) -> Verdicts:
    """One vote a person: a second press changes it. Only the last answer is voted on."""
    await tx.own(models.Question, question_id, "question")
    now = (await questions.asked(tx)).get(question_id)
    if now is None or now.answer is None:
        raise Refused("That answer no longer counts, so there is nothing to vote on.")
    if now.answer_seq != entry:
        raise Refused("They have answered again since. Please vote under their last answer.")
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    known = await rows.verdict_of(tx.db, question_id, member.id)
    if known is None:
        tx.db.add(models.Verdict(question_id=question_id, member_id=member.id, entry=entry, said=said.value))
    else:
        known.entry, known.said = entry, said.value
    await tx.db.flush()
    await show(tx, Action.ANSWER_CARD, question_id)
    return await verdicts(tx, question_id, entry)
