"""Partnership criteria: proposed by a carer, adopted by a vote, and from then on what sessions are rated by."""

from collections.abc import Mapping

from bot import voting
from bot.partnership import in_words, partnership_now
from bot.rules import criteria as rules
from bot.rules.criteria import Change
from bot.rules.voting import carried
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from db import feedback, models


async def propose(tx: Transaction, text: str, instead_of: int | None, *, user_id: int) -> models.Motion:
    """Call a vote on a criterion: a further one, one in the place of another, or, without words, one less."""
    now, voted_on = await partnership_now(tx), await feedback.motions(tx.db, tx.forum.id, voting.OPEN)
    known = [*(await in_words(tx, now)).values(), *(row.text for row in voted_on if row.text)]
    wish = rules.change(text, instead_of, now, known)
    row = models.Motion(kind=voting.CRITERION, text=wish.text, instead_of=wish.instead_of)
    return await voting.call(tx, row, user_id=user_id)


async def decide(tx: Transaction, row: models.Motion) -> None:
    """The vote is over: what it adopts is a new version, on the record."""
    votes, now = await voting.count(tx, row), await partnership_now(tx)
    if not carried(votes, tx.terms.policy) or not rules.still_fits(Change(row.text, row.instead_of), now):
        return
    text = await tx.enclose(row.text) if row.text else None
    tx.record(rules.adopt(row.id, text, row.instead_of, now, votes, tx.terms.policy, **tx.mark(Via.TIMETABLE)))
    row.state = voting.CARRIED


async def in_force(view: View) -> Mapping[int, str]:
    """By number, in words."""
    return await in_words(view, await partnership_now(view))
