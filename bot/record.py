"""The one door by which anything is written down.

    async with record.transaction(forum_id, by=user_id) as tx:
        tx.record(reply.respond(await tx.standing(invitation), answer, tx.terms, **tx.mark(Via.HOST)))

On leaving the block everything is in one commit or nothing is: the facts, chained; the standings they change; and a row
in the outbox for each notice that follows. A transaction takes milliseconds and never awaits Discord, SMTP or the web.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.terms import Terms
from bot.transaction import Transaction
from bot.view import KEPT, History, View, terms_in_force
from db import ledger, models, papers
from db.engine import Database, hold_forum

By = str | int
"""`facts.CLERK`, `facts.OFFICIAL`, or the Discord id of a person, which becomes a member number."""


def nobody() -> None:
    """Nobody waits to hear that something was committed."""


@dataclass(frozen=True)
class Known:
    """What was read of a record. Its entries never change, so that holds as long as the chain has the same head."""

    head: str | None
    terms: Terms
    of_kinds: dict[tuple[str, ...], History] = field(default_factory=dict)

    def and_then(self, tx: Transaction) -> "Known":
        """After this transaction, the first that was committed since."""
        if tx.head.hash == self.head:
            return self
        added = tx.recorded()
        lists = {kinds: (*seen, *_new(added, kinds, seen)) for kinds, seen in self.of_kinds.items()}
        return Known(tx.head.hash, tx.terms, {kinds: seen for kinds, seen in lists.items() if len(seen) <= KEPT})


def _new(added: History, kinds: tuple[str, ...], seen: History) -> Iterator[f.Entry]:
    """On PostgreSQL a reading that began before the commit may have seen what was added already."""
    last = seen[-1].seq if seen else 0
    return (entry for entry in added if entry.fact.kind in kinds and entry.seq > last)


@dataclass
class Record:
    """The record of every forum in one database. `committed` is called after each commit, and must only poke."""

    database: Database
    clock: Clock
    committed: Callable[[], None] = field(default=nobody)
    _at_hand: dict[int, Known] = field(default_factory=dict, repr=False)
    """Of each forum, what was read of its record last."""

    @asynccontextmanager
    async def transaction(self, forum_id: int, *, by: By = f.CLERK) -> AsyncIterator[Transaction]:
        """All that the block records, or nothing. Raises `Refused` for a forum that is not there."""
        async with self.database.writing() as db:
            await hold_forum(db, forum_id)
            tx = await self._begun(db, *await _forum_and_head(db, forum_id), by)
            known = await self._read(db, forum_id, tx.head)
            tx.terms, tx.at_hand = known.terms, known.of_kinds
            yield tx
            await tx.settle()
        self._at_hand[forum_id] = known.and_then(tx)
        self.committed()

    @asynccontextmanager
    async def founding(self, forum: models.Forum, *, by: By) -> AsyncIterator[Transaction]:
        """The transaction in which a forum begins: its row, and the first entries of its chain."""
        async with self.database.writing() as db:
            db.add(forum)
            await db.flush()
            yield (tx := await self._begun(db, forum, ledger.Head(0, None), by))
            await tx.settle()
        self._at_hand[forum.id] = Known(None, Terms()).and_then(tx)
        self.committed()

    @asynccontextmanager
    async def reading(self, forum_id: int) -> AsyncIterator[View]:
        """One unchanging view of a forum; it keeps no writer waiting."""
        async with self.database.reading() as db:
            forum, head = await _forum_and_head(db, forum_id)
            known = await self._read(db, forum_id, head)
            yield View(db, forum, self.clock.now(), known.terms, at_hand=known.of_kinds)

    async def _read(self, db: AsyncSession, forum_id: int, head: ledger.Head) -> Known:
        known = self._at_hand.get(forum_id)
        if known is None or known.head != head.hash:
            known = self._at_hand[forum_id] = Known(head.hash, await terms_in_force(db, forum_id))
        return known

    async def _begun(self, db: AsyncSession, forum: models.Forum, head: ledger.Head, by: By) -> Transaction:
        who = f"member:{(await papers.enrol(db, forum.id, by)).id}" if isinstance(by, int) else by
        now = self.clock.now()
        # A clock that was set back must not put a later entry before an earlier one.
        return Transaction(db, forum, max(now, head.at or now), by=who, head=head)


async def _forum_and_head(db: AsyncSession, forum_id: int) -> tuple[models.Forum, ledger.Head]:
    found = await ledger.forum_and_head(db, forum_id)
    if found is None:
        raise Refused("There is no such forum.")
    return found
