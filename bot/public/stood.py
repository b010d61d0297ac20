"""What lists are made of (bodies, sessions, invitations), as it is today or as it stood on the past day of a view.

Today it is read from the papers and the cached standings; of a past day it is folded from the entries.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.public.said import CHUNK
from bot.rules import facts as f
from bot.rules.answers import Carrier
from bot.rules.counts import Counts
from bot.rules.recount import histories_of
from bot.rules.session import SessionState, session_standing
from bot.rules.standing import standing
from bot.rules.words import State
from bot.transaction import columns
from bot.view import View, entries
from db import figures, ledger, models, papers, public

SESSION_KINDS = tuple(kind for kind, fact in f.every_kind().items() if issubclass(fact, f.SessionFact))


@dataclass(frozen=True)
class Listed:
    """A body as it was called, and of what kind it was."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True)
class Meeting:
    """A session. Its title is as it reads today: empty once it was removed."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    state: SessionState


async def bodies(view: View) -> Sequence[Listed]:
    """By name."""
    if view.past is None:
        return [Listed(row.id, row.name, row.kind) for row in await papers.organisations(view.db, view.forum.id)]
    lines = await view.of_kinds((f.OrganisationListed.kind,))
    named = {one.fact.organisation: one.fact for one in lines if isinstance(one.fact, f.OrganisationListed)}
    found = [Listed(number, fact.name, fact.sort.value) for number, fact in named.items()]
    return sorted(found, key=lambda one: (one.name, one.id))


async def meetings(view: View) -> Sequence[Meeting]:
    """The latest first."""
    rows = await papers.sessions(view.db, view.forum.id)
    now = [Meeting(one.id, one.title, one.starts_at, one.ends_at, SessionState(one.state)) for one in rows]
    if view.past is None:
        return now
    histories = await _sessions(view)
    # There may be thousands: the clerk's other work is not kept waiting meanwhile, here and where they are read.
    then = await asyncio.to_thread(lambda: {number: session_standing(of) for number, of in histories.items()})
    found = [
        replace(one, starts_at=then[one.id].starts, ends_at=then[one.id].ends, state=then[one.id].state)
        for one in now
        if one.id in then
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.id), reverse=True)


async def invitations(
    view: View, *, organisation_id: int | None = None, session_id: int | None = None
) -> list[public.InvitationLine]:
    """In order, with the standing of each."""
    rows = await public.invitations(view.db, view.forum.id, organisation_id=organisation_id, session_id=session_id)
    if view.past is None:
        return rows
    histories = await _histories(view, [row.standing.invitation_id for row in rows])
    found = []
    for row in rows:
        if history := histories.get(row.standing.invitation_id):
            then = standing(history)
            assert then.starts is not None, "its session was called before anybody was invited to it"
            cached = models.Standing(forum_id=view.forum.id, **columns(then, view))
            found.append(replace(row, standing=cached, session_starts=then.starts))
    return found


async def carriers(view: View, numbers: Collection[int]) -> dict[int, Carrier]:
    """What each invitation counts as and where it stands, for the questions that it carries."""
    if view.past is None:
        rows = await figures.carriers(view.db, numbers)
        return {number: Carrier(Counts(counts), State(state)) for number, counts, state in rows}
    histories = (await _histories(view, sorted(numbers))).items()
    return {number: Carrier(now.counts, now.state) for number, of in histories for now in [standing(of)]}


async def _histories(view: View, numbers: Sequence[int]) -> dict[int, list[f.Entry]]:
    """By invitation; those that were not on the record yet are missing."""
    known: list[f.Entry] = []
    for start in range(0, len(numbers), CHUNK):
        known += entries(await public.of_invitations(view.db, view.forum.id, numbers[start : start + CHUNK]))
    called = sorted({entry.fact.session for entry in known if isinstance(entry.fact, f.Invited)})
    for start in range(0, len(called), CHUNK):
        known += entries(await ledger.of_sessions(view.db, view.forum.id, called[start : start + CHUNK]))
    return histories_of(known)


async def _sessions(view: View) -> dict[int, list[f.Entry]]:
    found, last = defaultdict[int, list[f.Entry]](list), 0
    while few := entries(await ledger.of_kinds(view.db, view.forum.id, SESSION_KINDS, after=last, limit=CHUNK)):
        last = few[-1].seq
        for entry in few:
            assert isinstance(entry.fact, f.SessionFact)
            found[entry.fact.session].append(entry)
    return found
