"""Cards in the chat that show how something stands now."""

import secrets

from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from db import support


async def show(tx: Transaction, action: Action, subject: int) -> None:
    """Bring a card in the chat up to date. While one such notice waits it is enough for any number of changes."""
    if not await support.card_is_waiting(tx.db, tx.forum.id, action.value, subject):
        tx.notify(Notice(Destination.CHAT, action, subject, f"{action}:{subject}:{secrets.token_hex(8)}"))
