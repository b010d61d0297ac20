"""Votes of carers: called by one of them, open for some days, counted once a person; then only the sum is kept.

Who called a vote is shown to nobody, and how it stands is shown when it closes: till then, only how many have voted.
"""

import secrets

from bot.rules import voting as rules
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.voting import Votes
from bot.transaction import Transaction
from bot.view import View
from db import feedback, models, papers, support

CRITERION, DECLINE, WELCOME_BACK = "criterion", "decline", "welcome_back"
OPEN, CARRIED, NOT_CARRIED, TOLD, TAKEN_BACK = "open", "carried", "not_carried", "told", "taken_back"


async def call(tx: Transaction, row: models.Motion, *, user_id: int) -> models.Motion:
    """Put it to the carers, in their chat."""
    row.forum_id, row.state, row.called_at = tx.forum.id, OPEN, tx.now
    row.closes_on = rules.last_day(tx.terms, tx.now)
    row.proposer_id = (await papers.enrol(tx.db, tx.forum.id, user_id)).id
    tx.db.add(row)
    await tx.db.flush()
    await show(tx, row)
    return row


async def cast(tx: Transaction, motion_id: int, *, user_id: int, in_favour: bool) -> models.Motion:
    """Count somebody once; the last time they press is what counts."""
    row = await still_open(tx, motion_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    await feedback.vote(tx.db, row.id, member.id, in_favour)
    await show(tx, row)
    return row


async def take_back(tx: Transaction, motion_id: int, *, user_id: int) -> None:
    """Whoever called a vote may take it back while it is open."""
    row = await still_open(tx, motion_id)
    member = await papers.member(tx.db, tx.forum.id, user_id)
    if member is None or row.proposer_id != member.id:
        raise Refused("You did not call that vote, so you cannot take it back. You can vote against it.")
    await _end(tx, row)


async def still_open(view: View, motion_id: int) -> models.Motion:
    row: models.Motion = await view.own(models.Motion, motion_id, "vote")
    if row.state != OPEN:
        raise Refused("That vote is over, so it takes no more votes.")
    rules.still_open(row.closes_on, view.terms, view.now)
    return row


def is_over(view: View, row: models.Motion) -> bool:
    """Has its last day passed, and has nobody counted it?"""
    return row.state == OPEN and rules.over(row.closes_on, view.terms, view.now)


async def count(tx: Transaction, row: models.Motion) -> Votes:
    """The sum stays with the motion; who voted how is forgotten."""
    votes = Votes(*await feedback.votes(tx.db, row.id))
    row.in_favour, row.against = votes.in_favour, votes.against
    await feedback.forget_votes(tx.db, row.id)
    row.state = NOT_CARRIED
    await show(tx, row)
    return votes


async def forget_proposer(tx: Transaction, row: models.Motion, *, words_too: bool) -> None:
    """What is adopted is the forum's own; where the words are to go, a vote that is still open is taken back."""
    row.proposer_id = None
    if words_too and row.state == OPEN:
        await _end(tx, row)
    if words_too and row.state in (TAKEN_BACK, NOT_CARRIED):
        row.text, row.conditions = None, None
        await show(tx, row)


async def _end(tx: Transaction, row: models.Motion) -> None:
    row.state = TAKEN_BACK
    await feedback.forget_votes(tx.db, row.id)
    await show(tx, row)


async def show(tx: Transaction, row: models.Motion) -> None:
    """Bring its card up to date; one notice that waits is enough for any number of votes."""
    if not await support.card_is_waiting(tx.db, tx.forum.id, Action.VOTE_CARD, row.id):
        tx.notify(
            Notice(Destination.CHAT, Action.VOTE_CARD, row.id, f"{Action.VOTE_CARD}:{row.id}:{secrets.token_hex(8)}")
        )
