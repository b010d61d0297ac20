"""The agenda of a session once it is published: what stands on it, and each later change on the record."""

from collections.abc import Sequence

from bot.rules import published as rules
from bot.rules.agenda import ItemState
from bot.rules.published import Published
from bot.rules.session import SessionState
from bot.rules.terms import Mark
from bot.transaction import Transaction
from bot.view import View
from db import models, papers


async def published(view: View, session_id: int) -> Published | None:
    return rules.published(await view.session_history(session_id))


async def standing_on(view: View, session_id: int) -> list[models.Item]:
    """What stands on an agenda, in order; of a session that is over what stood there, as questions go on from it."""
    rows = list(await papers.agenda(view.db, view.forum.id, session_id))
    known = await published(view, session_id)
    session: models.Session = await view.own(models.Session, session_id, "session")
    if known is None or session.state != SessionState.HELD:
        return rows
    stood = {item: await view.db.get(models.Item, item) for item in known.now}
    return [row for row in stood.values() if row is not None and row.state != ItemState.WITHDRAWN]


async def changed(tx: Transaction, session_id: int, mark: Mark) -> None:
    """Put on the record what is different from the published agenda, if anything is."""
    history, numbers = await tx.session_history(session_id), await numbers_on(tx, session_id)
    fact = rules.change(await tx.session(session_id), rules.published(history), numbers, **mark)
    if fact is not None:
        tx.record(fact)


async def numbers_on(view: View, session_id: int) -> Sequence[int]:
    return [row.id for row in await papers.agenda(view.db, view.forum.id, session_id)]
