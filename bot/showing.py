"""Cards that show how something stands now."""

import secrets

from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from db import live, support

LIVE = ((Destination.CHAT, Action.LIVE_CARD), (Destination.HOSTS, Action.CONTROL_CARD))
"""The two cards of a session while it runs."""


async def show(tx: Transaction, action: Action, subject: int, where: Destination = Destination.CHAT) -> None:
    """Bring a card up to date. While one such notice waits it is enough for any number of changes.

    What changes how a session's card reads changes what is shown of it while it runs.
    """
    if not await support.card_is_waiting(tx.db, tx.forum.id, action.value, subject):
        tx.notify(Notice(where, action, subject, f"{action}:{subject}:{secrets.token_hex(8)}"))
    if action is Action.SESSION_CARD and await live.runs(tx.db, subject):
        await show_live(tx, subject)


async def show_live(tx: Transaction, session_id: int) -> None:
    for where, action in LIVE:
        await show(tx, action, session_id, where)
