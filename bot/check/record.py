"""Is the record whole, and are its caches what it gives? Everything is read, hashed, chained and folded again.

One moment of the database is looked at, so the clerk may go on writing. For each forum the first difference is named.
"""

import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from bot.check import kept
from bot.check.finding import Finding
from bot.check.kept import CHUNK, Differs, same
from bot.clerk import Clerk
from bot.export.data import record
from bot.rules import chain, facts as f
from bot.rules.audit import Fault
from bot.rules.enclosed import enclosed_in
from bot.rules.reading import read_through
from bot.rules.shelf import Book
from bot.rules.stood import Stood
from bot.rules.wording import plural
from bot.view import View
from db import audit, ledger, models, papers

CHANGED = (
    "Somebody has changed the database past the clerk. Stop the clerk, keep a copy of the database as it is, and "
    "restore the newest backup with which forum-clerk check --record finds nothing."
)
STALE = (
    "The record itself is whole; what was kept beside it to find things quickly is not. Restore the newest backup with "
    "which forum-clerk check --record finds nothing, and please tell the makers of Forum Clerk."
)


async def look(clerk: Clerk) -> AsyncIterator[Finding]:
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db)]
    if not forums:
        yield Finding("There is no forum yet, so there is no record.")
    for forum_id in forums:
        async with clerk.database.reading() as db:
            await audit.one_moment(db)
            forum = await db.get_one(models.Forum, forum_id)
            yield await _look_at(View(db, forum, clerk.clock.now()))


async def _look_at(view: View) -> Finding:
    name = view.forum.name
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.jsonl"
        try:
            length = await _rows(view)
            await _written(view, length, file)
            with Book(file) as book:
                audited = read_through(book, file).audit
                return await _beside(view, Stood(book, audited, length))
        except (Differs, Fault) as difference:
            return Finding(f"{name}: {difference}", CHANGED)


async def _beside(view: View, stood: Stood) -> Finding:
    """The record holds, so nothing more of it is read from the database."""
    name, view.terms = view.forum.name, stood.audit.terms
    try:
        folded = await kept.compare(view, stood)
    except Differs as difference:
        return Finding(f"{name}: {difference}", STALE)
    entries = plural(stood.length, "entry", "entries")
    return Finding(
        f"{name}: {entries} hashed and chained again, {folded} folded again; all of it is as it was written."
    )


async def _rows(view: View) -> int:
    """Each line of the ledger against its own columns, and the texts beside it against being there at all."""
    length = 0
    while rows := await audit.entries_after(view.db, view.forum.id, length, CHUNK):
        digests: set[str] = set()
        for row in rows:
            length += 1
            digests |= set(_row(row, length))
        there = await ledger.enclosed(view.db, view.forum.id, digests)
        if lost := digests - set(there):
            raise Differs(f"a text beside entry {length - len(rows) + 1} or one after it is gone ({min(lost)}).")
    return length


def _row(row: models.Entry, number: int) -> tuple[str, ...]:
    """The digests of the texts beside it."""
    if row.seq != number:
        raise Differs(f"entry {number} is missing.")
    try:
        body = json.loads(row.body)
        fact = chain.read(body)
    except (ValueError, TypeError) as error:
        raise Differs(f"entry {number} cannot be read: {error}.") from error
    if row.body != chain.canonical(body):
        raise Differs(f"entry {number} is not written in the one canonical form.")
    there = {
        name: getattr(row, name) for name in ("seq", "kind", "at", "invitation_id", "session_id", "pledge_id", "hash")
    }
    same(f"entry {number}", there, _columns(body, fact))
    return tuple(enclosed_in(fact))


def _columns(body: Mapping[str, Any], fact: f.Fact) -> dict[str, Any]:
    about_session = f.SessionFact | f.ItemAccepted | f.Invited
    return {
        "seq": body["seq"],
        "kind": fact.kind,
        "at": fact.at,
        "invitation_id": fact.invitation if isinstance(fact, f.InvitationFact) else None,
        "session_id": fact.session if isinstance(fact, about_session) else None,
        "pledge_id": fact.pledge if isinstance(fact, f.PledgeFact) else None,
        "hash": body["hash"],
    }


async def _written(view: View, length: int, file: Path) -> None:
    """The record as it would be exported, to be held to what any stranger holds it to (`bot.rules.verify`)."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        async for text in record(view, length):
            lines.write(text)
