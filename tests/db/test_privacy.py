"""Queries on one person, on both databases."""

import pytest

from bot import agenda, privacy
from bot.rules.agenda import worded
from db import models, support
from db.engine import Database
from tests.desk import CAL, CARA, HOST, Desk

pytestmark = pytest.mark.on_both


async def raised(desk: Desk, user: int) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=user) as tx:
        words = worded("Bus passes", "")
        return (await agenda.raise_item(tx, words, user_id=user, label=None, organisation=None)).id


async def test_what_somebody_did_is_found_and_erased_and_nobody_elses(database: Database) -> None:
    desk, other = await Desk.opened(database), await Desk.opened(database, guild=901, slug="eastvale")
    item, theirs = await raised(desk, CAL), await raised(other, CAL)
    for user in (CARA, HOST):
        async with desk.clerk.record.transaction(desk.forum, by=user) as tx:
            await agenda.me_too(tx, item, user_id=user)
    for user in (CAL, CARA):
        async with desk.clerk.record.transaction(desk.forum, by=user) as tx:
            held = await privacy.held(tx, user)
            await privacy.erase(tx, held, words_too=True, owner=None)
    async with desk.clerk.record.reading(desk.forum) as view:
        assert (await privacy.held(view, CAL)).nothing
        host = await privacy.held(view, HOST)
        assert [one.kind for one in host.entries] == ["policy_adopted", "calendar_adopted"]
        assert [one.id for one in host.supported] == [item]
        assert await support.counts(view.db, [item]) == {item: 2}
        assert (await view.db.get_one(models.Item, item)).supporters_erased == 1
    async with other.clerk.record.reading(other.forum) as view:
        assert [one.id for one in (await privacy.held(view, CAL)).items] == [theirs]
