"""The one door by which anything is written down.

    async with record.transaction(forum_id, by=user_id) as tx:
        tx.record(reply.respond(await tx.standing(invitation), answer, tx.terms, **tx.mark(Via.HOST)))

On leaving the block everything is in one commit or nothing is: the facts, chained; the standings they change; and a row
in the outbox for each notice that follows. A transaction takes milliseconds and never awaits Discord, SMTP or the web.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.terms import Terms
from bot.transaction import Transaction
from bot.view import View, terms_in_force
from db import ledger, models, papers
from db.engine import Database, hold_forum

By = str | int
"""`facts.CLERK`, `facts.OFFICIAL`, or the Discord id of a person, which becomes a member number."""


def nobody() -> None:
    """Nobody waits to hear that something was committed."""


@dataclass
class Record:
    """The record of every forum in one database. `committed` is called after each commit, and must only poke."""

    database: Database
    clock: Clock
    committed: Callable[[], None] = field(default=nobody)
    _terms: dict[int, tuple[str | None, Terms]] = field(default_factory=dict, repr=False)
    """The terms of each forum, and the hash of the chain's head when they were read: they stand in its entries."""

    @asynccontextmanager
    async def transaction(self, forum_id: int, *, by: By = f.CLERK) -> AsyncIterator[Transaction]:
        """All that the block records, or nothing. Raises `Refused` for a forum that is not there."""
        async with self.database.writing() as db:
            await hold_forum(db, forum_id)
            tx = await self._begun(db, *await _known(db, forum_id), by)
            tx.terms = await self._in_force(db, forum_id, tx.head)
            yield tx
            await tx.settle()
        self._terms[forum_id] = tx.head.hash, tx.terms
        self.committed()

    @asynccontextmanager
    async def founding(self, forum: models.Forum, *, by: By) -> AsyncIterator[Transaction]:
        """The transaction in which a forum begins: its row, and the first entries of its chain."""
        async with self.database.writing() as db:
            db.add(forum)
            await db.flush()
            yield (tx := await self._begun(db, forum, ledger.Head(0, None), by))
            await tx.settle()
        self.committed()

    @asynccontextmanager
    async def reading(self, forum_id: int) -> AsyncIterator[View]:
        """One unchanging view of a forum; it keeps no writer waiting."""
        async with self.database.reading() as db:
            forum, head = await _known(db, forum_id)
            terms = await self._in_force(db, forum_id, head)
            yield View(db, forum, self.clock.now(), terms)

    async def _in_force(self, db: AsyncSession, forum_id: int, head: ledger.Head) -> Terms:
        known = self._terms.get(forum_id)
        if known is not None and known[0] == head.hash:
            return known[1]
        terms = await terms_in_force(db, forum_id)
        self._terms[forum_id] = head.hash, terms
        return terms

    async def _begun(self, db: AsyncSession, forum: models.Forum, head: ledger.Head, by: By) -> Transaction:
        who = f"member:{(await papers.enrol(db, forum.id, by)).id}" if isinstance(by, int) else by
        now = self.clock.now()
        # A clock that was set back must not put a later entry before an earlier one.
        return Transaction(db, forum, max(now, head.at or now), by=who, head=head)


async def _known(db: AsyncSession, forum_id: int) -> tuple[models.Forum, ledger.Head]:
    found = await ledger.forum_and_head(db, forum_id)
    if found is None:
        raise Refused("There is no such forum.")
    return found
