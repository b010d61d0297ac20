"""Is the record whole, and are its caches what it gives? Everything is read, hashed, chained and folded again.

One moment of the database is looked at, so the clerk may go on writing. For each forum the first difference is named.
"""

import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from bot.check.finding import Finding
from bot.clerk import Clerk
from bot.export.data import record
from bot.rules import chain, facts as f
from bot.rules.enclosed import enclosed_in
from bot.rules.recount import fold
from bot.rules.session import session_standing
from bot.rules.verify import Fault, verify
from bot.rules.wording import plural
from bot.transaction import columns, pledge_columns
from bot.view import History, View, entries, terms_in_force
from db import audit, desk, ledger, models, papers, pledges

CHUNK = 500

CHANGED = (
    "Somebody has changed the database past the clerk. Stop the clerk, keep a copy of the database as it is, and "
    "restore the newest backup with which forum-clerk check --record finds nothing."
)
STALE = (
    "The record itself is whole; what was kept beside it to find things quickly is not. Restore the newest backup with "
    "which forum-clerk check --record finds nothing, and please tell the makers of Forum Clerk."
)


class Differs(Exception):
    """The first difference, in words."""


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
    try:
        length = await _rows(view)
        await _chain(view, length)
    except (Differs, Fault) as difference:
        return Finding(f"{name}: {difference}", CHANGED)
    view.terms = await terms_in_force(view.db, view.forum.id)
    history = entries(await ledger.after(view.db, view.forum.id, 0, length))
    try:
        invitations, sessions = await _standings(view, history), await _sessions(view, history)
        promised = await _pledges(view, history)
    except Differs as difference:
        return Finding(f"{name}: {difference}", STALE)
    return Finding(
        f"{name}: {plural(length, 'entry', 'entries')} hashed and chained again, {plural(invitations, 'invitation')}, "
        f"{plural(promised, 'pledge')} and {plural(sessions, 'session')} folded again; all of it is as it was written."
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
    kept = {
        name: getattr(row, name) for name in ("seq", "kind", "at", "invitation_id", "session_id", "pledge_id", "hash")
    }
    _same(f"entry {number}", kept, _columns(body, fact))
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


async def _chain(view: View, length: int) -> None:
    """The record as it would be exported, held to what any stranger holds it to (`bot.rules.verify`)."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.jsonl"
        with file.open("w", encoding="utf-8", newline="") as lines:
            async for text in record(view, length):
                lines.write(text)
        verify(file)


async def _standings(view: View, history: History) -> int:
    folded = fold(history).standings
    kept = {row.invitation_id: row for row in await desk.standings(view.db, view.forum.id)}
    for number in sorted(folded.keys() | kept.keys()):
        if number not in kept:
            raise Differs(f"where invitation {number} stands was not kept.")
        if number not in folded:
            raise Differs(f"invitation {number} is kept, and the record knows none of that number.")
        wanted = columns(folded[number], view)
        _same(f"invitation {number}", {name: getattr(kept[number], name) for name in wanted}, wanted)
    return len(folded)


async def _pledges(view: View, history: History) -> int:
    folded = fold(history).pledges
    rows = {row.id: row for row in await pledges.of_forum(view.db, view.forum.id)}
    for number in sorted(folded.keys() | rows.keys()):
        if number not in rows or number not in folded:
            raise Differs(f"pledge {number} stands {'in the papers' if number in rows else 'on the record'} alone.")
        wanted = pledge_columns(folded[number], view)
        _same(f"pledge {number}", {name: getattr(rows[number], name) for name in wanted}, wanted)
    return len(rows)


async def _sessions(view: View, history: History) -> int:
    of: dict[int, list[f.Entry]] = {}
    for entry in history:
        if isinstance(entry.fact, f.SessionFact):
            of.setdefault(entry.fact.session, []).append(entry)
    rows = {row.id: row for row in await papers.sessions(view.db, view.forum.id)}
    for number in sorted(of.keys() | rows.keys()):
        if number not in rows or number not in of:
            raise Differs(f"session {number} stands {'in the papers' if number in rows else 'on the record'} alone.")
        now, row = session_standing(of[number]), rows[number]
        wanted = {"state": now.state.value, "starts_at": now.starts, "ends_at": now.ends}
        _same(f"session {number}", {name: getattr(row, name) for name in wanted}, wanted)
    return len(rows)


def _same(what: str, kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        if kept[name] != value:
            raise Differs(f"{what}: {name} is kept as {_shown(kept[name])}, and the record gives {_shown(value)}.")


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)
