"""Direct messages that Discord did not let through: kept with the person, and said to them when they next do something
of which the clerk writes to them."""

from bot.outbox import Then
from bot.rules.saying import say_short_date
from bot.transaction import Transaction
from db import models, papers


def noted(member_id: int | None) -> Then | None:
    """What is recorded where this person takes no direct messages."""
    if member_id is None:
        return None

    async def then(tx: Transaction) -> None:
        (await tx.db.get_one(models.Member, member_id)).dm_refused_at = tx.now

    return then


async def said_once(tx: Transaction, user_id: int) -> str:
    """That Discord did not let us write to them, and what helps; empty where it did, or where they were told."""
    member = await papers.member(tx.db, tx.forum.id, user_id)
    if member is None or member.dm_refused_at is None:
        return ""
    since, member.dm_refused_at = member.dm_refused_at, None
    return (
        f"**On {say_short_date(since.astimezone(tx.zone).date())} Discord did not let the clerk write to you.** To "
        "change that, open the menu of this server, then Privacy Settings, and switch Direct Messages on."
    )
