"""Many forums in one database, each with a history told beforehand: written at once, without its notices.

`tests/chronicled.py` keeps a history as the clerk does, day by day; this is for where there are a thousand of them.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import insert

from bot.rules import chain, facts as f
from bot.rules.recount import histories_of
from bot.rules.session import session_standing
from bot.rules.standing import standing
from bot.transaction import columns
from bot.view import View
from db import ledger, models
from db.engine import Database
from tests.rules.chronicle import Chronicle

APART = 1_000
"""The numbers of forum 3 begin at 3,000: a row's number belongs to one forum alone."""
NUMBERED = ("organisation", "official", "session", "invitation")


def numbered(told: Chronicle, forum: int) -> list[f.Entry]:
    """The entries with numbers of that forum's own."""

    def own(fact: f.Fact) -> f.Fact:
        named = {one.name for one in fields(fact)} & set(NUMBERED)
        return replace(fact, **{n: getattr(fact, n) + forum * APART for n in named if getattr(fact, n) is not None})

    return [f.Entry(entry.seq, own(entry.fact)) for entry in told.entries]


async def put(database: Database, told: Chronicle, number: int) -> list[f.Entry]:
    """Write the forum with this number and slug `forum-N`; its entries as they stand on its record."""
    entries = numbered(told, number)
    async with database.writing() as db:
        row = models.Forum(
            id=number,
            guild_id=number,
            slug=f"forum-{number}",
            name=f"Forum {number}",
            nation="ENG",
            zone="Europe/London",
            host_role_id=5,
            set_up_by=11,
            created_at=entries[0].fact.at,
        )
        db.add(row)
        await db.flush()
        for model, rows in _papers(told, entries, View(db, row, entries[-1].fact.at, told.terms)).items():
            if rows:
                await db.execute(insert(model), rows)
        await ledger.append(db, list(_lines(entries, number)))
    return entries


def _lines(entries: list[f.Entry], forum: int) -> Iterator[dict[str, Any]]:
    prev = chain.GENESIS
    for entry in entries:
        fact, line = entry.fact, chain.line(entry.seq, entry.fact, prev)
        prev = line["hash"]
        about = {"kind": fact.kind, "at": fact.at, "body": chain.canonical(line), "hash": prev}
        session = fact.session if isinstance(fact, f.SessionFact | f.Invited) else None
        invitation = fact.invitation if isinstance(fact, f.InvitationFact) else None
        yield {"forum_id": forum, "seq": entry.seq, **about, "session_id": session, "invitation_id": invitation}


def _papers(told: Chronicle, entries: list[f.Entry], view: View) -> dict[type[models.Base], list[dict[str, Any]]]:
    forum, made = {"forum_id": view.forum.id}, [entry.fact for entry in entries]
    meetings = {
        fact.session: session_standing(_of_session(entries, fact.session))
        for fact in made
        if isinstance(fact, f.Planned)
    }
    return {
        models.Enclosure: [{**forum, "digest": digest, **text} for digest, text in told.texts.items() if text],
        models.Organisation: [
            {**forum, "id": one.organisation, "name": one.name, "kind": one.sort.value}
            for one in made
            if isinstance(one, f.OrganisationListed)
        ],
        models.Official: [
            {**forum, "id": one.official, "organisation_id": one.organisation, "role": one.role}
            for one in made
            if isinstance(one, f.OfficialListed)
        ],
        models.Session: [
            {
                **forum,
                "id": n,
                "title": f"Session {n}",
                "starts_at": of.starts,
                "ends_at": of.ends,
                "state": of.state.value,
            }
            for n, of in meetings.items()
        ],
        models.Invitation: [
            {
                **forum,
                "id": one.invitation,
                "session_id": one.session,
                "official_id": one.official,
                "organisation_id": one.organisation,
                "message": "",
            }
            for one in made
            if isinstance(one, f.Invited)
        ],
        models.Standing: [{**forum, **columns(standing(of), view)} for of in histories_of(entries).values()],
    }


def _of_session(entries: list[f.Entry], session: int) -> list[f.Entry]:
    return [one for one in entries if isinstance(one.fact, f.SessionFact) and one.fact.session == session]
