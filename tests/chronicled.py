"""A chronicle (tests/rules/chronicle.py) kept in a real database, a day's entries in one transaction, on that day."""

from collections.abc import AsyncIterator
from itertools import groupby

from bot.clerk import Clerk
from bot.clock import HandClock
from bot.record import Record
from bot.rules import facts as f
from bot.rules.enclosed import enclosed_in
from bot.transaction import Transaction
from db import ledger, models
from db.engine import Database
from tests.desk import MAIL
from tests.rules.chronicle import Chronicle


async def kept(database: Database, told: Chronicle) -> AsyncIterator[tuple[Clerk, int]]:
    """The clerk after each day on which something happened, and how many entries there are by then."""
    clerk = Clerk(Record(database, HandClock(told.entries[0].fact.at)), MAIL)
    forum: int | None = None
    for at, days_entries in groupby(told.entries, key=lambda entry: entry.fact.at):
        entries = list(days_entries)
        assert isinstance(clerk.clock, HandClock)
        clerk.clock.move_to(at)
        if forum is None:
            row = _forum(clerk)
            async with clerk.record.founding(row, by=f.CLERK) as tx:
                await _write(tx, told, entries)
            forum = row.id
        else:
            async with clerk.record.transaction(forum) as tx:
                await _write(tx, told, entries)
        yield clerk, entries[-1].seq


async def whole(database: Database, told: Chronicle) -> Clerk:
    """The clerk when all of it is in the database; the forum's number is 1."""
    async for clerk, _ in kept(database, told):
        last = clerk
    return last


def _forum(clerk: Clerk) -> models.Forum:
    return models.Forum(
        guild_id=900,
        slug="northshire",
        name="Northshire Carers’ Forum",
        nation="ENG",
        zone="Europe/London",
        host_role_id=5,
        set_up_by=11,
        created_at=clerk.clock.now(),
    )


async def _write(tx: Transaction, told: Chronicle, entries: list[f.Entry]) -> None:
    for entry in entries:
        await _papers(tx, entry.fact)
        for digest in enclosed_in(entry.fact):
            text = told.texts[digest]
            # Two entries may rest on one text: the notice, and what was published word for word.
            if text and not await ledger.enclosed(tx.db, tx.forum.id, [digest]):
                await ledger.enclose(tx.db, tx.forum.id, digest, text["salt"], text["text"])
                await tx.db.flush()
        tx.record(entry.fact)


async def _papers(tx: Transaction, fact: f.Fact) -> None:
    """The rows that the numbers in the entries stand for."""
    match fact:
        case f.OrganisationListed(organisation=number, name=name, sort=sort):
            body = await tx.db.get(models.Organisation, number)
            if body is None:
                await _new(tx, models.Organisation(forum_id=tx.forum.id, name=name, kind=sort.value), number)
            else:
                body.name, body.kind = name, sort.value
        case f.OfficialListed(official=number, organisation=body_id, role=role):
            email = f"role{number}@body.example"
            row = models.Official(forum_id=tx.forum.id, organisation_id=body_id, role=role, email=email)
            await _new(tx, row, number)
        case f.Planned(session=number, starts=starts, ends=ends):
            title = f"Session {number}"
            row_of = models.Session(forum_id=tx.forum.id, title=title, starts_at=starts, ends_at=ends, state="planned")
            await _new(tx, row_of, number)
        case f.Invited(invitation=number, session=session, official=official, organisation=organisation):
            invited = models.Invitation(
                forum_id=tx.forum.id,
                session_id=session,
                official_id=official,
                organisation_id=organisation,
                message="",
            )
            await _new(tx, invited, number)


async def _new(
    tx: Transaction, row: models.Organisation | models.Official | models.Session | models.Invitation, number: int
) -> None:
    tx.db.add(row)
    await tx.db.flush()
    assert row.id == number
