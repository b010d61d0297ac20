"""What of carers' items the public reads: a title that was on an agenda, for as long as its author lets it stand."""

import pytest

from bot import agenda
from bot.public.titles import Words, titles_of
from bot.rules.agenda import worded
from bot.rules.words import Reason
from db import models
from db.engine import Database
from tests.desk import CAL, HOST, Desk


async def _on_an_agenda(database: Database) -> tuple[Desk, int]:
    desk = await Desk.opened(database)
    session = await desk.session()
    async with desk.clerk.record.transaction(desk.forum, by=CAL) as tx:
        words = worded("Bus passes", "I wait for hours")
        item = await agenda.raise_item(tx, words, user_id=CAL, label=None, organisation=None)
    assert await _titles(desk, item.id) == {}, "nobody has put it on an agenda yet"
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.accept(tx, item.id, session, None)
    return desk, item.id


async def _titles(desk: Desk, item: int) -> dict[int, Words]:
    async with desk.clerk.record.reading(desk.forum) as view:
        return await titles_of(view, [item])


async def test_it_stands_while_it_is_put_off_and_goes_when_it_is_taken_back(database: Database) -> None:
    desk, item = await _on_an_agenda(database)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.defer(tx, item, Reason.NEEDS_MORE_TIME)
    assert await _titles(desk, item) == {item: Words("Bus passes")}
    async with desk.clerk.record.transaction(desk.forum, by=CAL) as tx:
        await agenda.withdraw(tx, item, user_id=CAL)
    assert await _titles(desk, item) == {}


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_quotation_stands_with_it_only_where_its_author_agreed(database: Database, agreed: bool) -> None:
    desk, item = await _on_an_agenda(database)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        row = await tx.db.get_one(models.Item, item)
        row.quote, row.quote_agreed_at = "I wait for hours", tx.now if agreed else None
    assert (await _titles(desk, item))[item].quote == ("I wait for hours" if agreed else None)


async def test_what_was_raised_before_titles_were_public_stays_a_number(database: Database) -> None:
    desk, item = await _on_an_agenda(database)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Item, item)).public = False
    assert await _titles(desk, item) == {}


async def test_words_that_were_taken_out_are_not_shown_as_a_title(database: Database) -> None:
    desk, item = await _on_an_agenda(database)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        row = await tx.db.get_one(models.Item, item)
        row.state, row.title = "declined", agenda.TAKEN_OUT
    assert await _titles(desk, item) == {}
