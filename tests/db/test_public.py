"""What the lists of the public pages find: what is about a body or a role, and nothing about another."""

from datetime import timedelta

import pytest

from bot.rules import chain, facts as f
from bot.rules.terms import Mark
from bot.rules.words import Via
from db import ledger, models, public
from db.engine import Database
from db.public import Chosen
from tests.db.rows import NOON, forum
from tests.desk import Desk

CAME = ((1, 2), (12, 22), (121, 222))
"""Body and role of each; the numbers begin and end alike."""


@pytest.mark.on_both
async def test_who_came_uninvited_is_found_by_their_own_body_and_role_alone(database: Database) -> None:
    async with database.writing() as db:
        await forum(db)
        before = chain.GENESIS
        for seq, (body, role) in enumerate(CAME, start=1):
            mark = Mark(at=NOON + timedelta(minutes=seq), by=f.CLERK, via=Via.HOST)
            fact = f.CameUninvited(session=5, official=role, organisation=body, **mark)
            line = chain.line(seq, fact, before)
            before = line["hash"]
            row = {"forum_id": 1, "seq": seq, "kind": fact.kind, "at": fact.at, "session_id": 5, "hash": before}
            await ledger.append(db, [{**row, "body": chain.canonical(line)}])
    async with database.reading() as db:
        for body, role in CAME:
            for chosen in (Chosen(forum_id=1, organisation_id=body), Chosen(forum_id=1, official_id=role)):
                assert [(one["organisation"], one["official"]) for one in await public.newest(db, chosen)] == [
                    (body, role)
                ]
                assert await public.how_many(db, chosen) == 1


@pytest.mark.parametrize("name", ["Alex Fenn", None])
async def test_of_what_is_held_looking_it_up_asks_nobody(
    database: Database, asked: list[str], name: str | None
) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), name=name))
    async with desk.clerk.record.reading(desk.forum) as view:
        rows = await public.held(view.db, [invitation])
        asked.clear()
        await view.whom_of(invitation)
        row = await view.own(models.Invitation, invitation, "invitation")
        assert (await view.db.get_one(models.Session, row.session_id)).title == "Respite that works"
    assert (asked, len(rows)) == ([], 1)
