"""A host would like to quote a carer, and the carer says yes or no, without the host learning who they are."""

from bot.agenda import forget_quote, own_item
from bot.rules import quoting as rules
from bot.rules.agenda import ItemState
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from bot.view import View
from db import models, papers

NOBODY = "Nobody knows any more whose item that is, so nobody could say yes. Please do not quote it."


async def ask(tx: Transaction, item_id: int, words: str) -> models.Item:
    """Ask its author, in private. Words that were asked for before are asked for no more."""
    row: models.Item = await tx.own(models.Item, item_id, "item")
    quote = rules.quotable(words, row.details, ItemState(row.state))
    if row.author_id is None:
        raise Refused(NOBODY)
    if row.quote == quote:
        raise Refused("Its author has agreed to that." if row.quote_agreed_at else "Its author has been asked that.")
    row.quote, row.quote_agreed_at = quote, None
    key = f"item:{row.id}:quote:{tx.now.isoformat()}"
    tx.notify(Notice(Destination.CARER, Action.ASK_TO_QUOTE, row.id, key))
    return row


async def answer(tx: Transaction, item_id: int, *, user_id: int, yes: bool) -> models.Item:
    """By its author alone. Raises `Refused` for anybody else, who is not told more."""
    row = await own_item(tx, item_id, user_id)
    rules.answer(row.quote, row.quote_agreed_at is not None, yes=yes)
    if yes:
        row.quote_agreed_at = tx.now
    else:
        await forget_quote(tx, row)
    return row


async def asked_of(view: View, user_id: int) -> list[models.Item]:
    """The items of one person that somebody would like to quote, or may."""
    member = await papers.member(view.db, view.forum.id, user_id)
    rows = await papers.items(view.db, view.forum.id)
    return [row for row in rows if member is not None and row.author_id == member.id and row.quote is not None]
