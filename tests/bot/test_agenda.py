"""Items, and the people who want them, through the one writing door; on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot import agenda
from bot.cards.item import item_sheet
from bot.rules import facts as f
from bot.rules.agenda import worded
from bot.rules.errors import Refused
from bot.rules.words import Reason
from db import models, support
from db.engine import Database
from tests.cogs.office import record, row, rows
from tests.desk import CAL, CARA, HOST, Desk
from tests.thorough import examples

PEOPLE = range(1_000, 1_000 + examples(200))


async def raised(desk: Desk, title: str = "Bus passes", *, by: int = CAL, label: str | None = None) -> int:
    async with desk.clerk.record.transaction(desk.forum, by=by) as tx:
        item = await agenda.raise_item(tx, worded(title, ""), user_id=by, label=label, organisation=None)
    return item.id


async def me_too(desk: Desk, item: int, by: int) -> int | None:
    async with desk.clerk.record.transaction(desk.forum, by=by) as tx:
        return await agenda.me_too(tx, item, user_id=by)


async def count(desk: Desk, item: int) -> int:
    async with desk.clerk.database.reading() as db:
        return (await support.counts(db, [item]))[item]


async def cards(desk: Desk, item: int) -> list[models.Outbox]:
    return list(await rows(desk, models.Outbox, action="item_card", subject=item))


@pytest.mark.on_both
async def test_a_crowd_that_presses_at_once_is_counted_each_person_once_and_who_presses_again_no_longer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 600)  # the claim is about counting, not about this machine
    desk = await Desk.opened(database)
    item = await raised(desk)
    twice = PEOPLE[:20]
    counts = await asyncio.gather(*(me_too(desk, item, person) for person in PEOPLE))
    assert await count(desk, item) == len(PEOPLE)
    assert sorted(filter(None, counts)) == list(range(1, len(PEOPLE) + 1))
    assert await asyncio.gather(*(me_too(desk, item, person) for person in twice)) == [None] * len(twice)
    assert await count(desk, item) == len(PEOPLE) - len(twice)
    assert len(await cards(desk, item)) == 1, "one notice is enough for any number of presses while it waits"


async def test_a_press_while_the_card_is_being_brought_up_to_date_is_shown_later(database: Database) -> None:
    desk = await Desk.opened(database)
    item = await raised(desk)
    async with database.writing() as db:
        (await db.get_one(models.Outbox, (await cards(desk, item))[0].id)).owner = "a courier"
    await me_too(desk, item, CARA)
    held, waiting = await cards(desk, item)
    assert (held.owner, waiting.owner, waiting.state) == ("a courier", None, "waiting")
    assert waiting.key != held.key


async def test_the_author_is_not_counted_for_their_own_item(database: Database) -> None:
    desk = await Desk.opened(database)
    item = await raised(desk)
    with pytest.raises(Refused, match="You raised this item yourself"):
        await me_too(desk, item, CAL)
    assert await count(desk, item) == 0


async def test_merging_adds_up_the_support_of_both_once_a_person(database: Database) -> None:
    desk = await Desk.opened(database)
    buses, trains = await raised(desk), await raised(desk, "Trains", by=CARA)
    for person in (1, 2, 3, CARA):
        await me_too(desk, buses, person)
    for person in (3, 4):
        await me_too(desk, trains, person)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.merge(tx, buses, trains)
    # 1, 2, 3 and 4, and Cal who raised the buses; Cara raised the trains herself.
    assert await count(desk, trains) == 5
    assert await count(desk, buses) == 0
    joined = await row(desk, models.Item, buses)
    assert (joined.state, joined.merged_into_id) == ("merged", trains)
    assert [fact.into for fact in await record(desk) if isinstance(fact, f.ItemMerged)] == [trains]
    # The news to the author, and both cards.
    assert await rows(desk, models.Outbox, action="item_news", subject=buses)
    assert await cards(desk, trains)
    with pytest.raises(Refused, match="joined to another item, so nothing more can be done"):
        await me_too(desk, buses, 5)


async def test_a_refused_merge_moves_nobody(database: Database) -> None:
    desk = await Desk.opened(database)
    buses, trains = await raised(desk), await raised(desk, "Trains", by=CARA)
    await me_too(desk, buses, 1)
    async with desk.clerk.record.transaction(desk.forum, by=CARA) as tx:
        await agenda.withdraw(tx, trains, user_id=CARA)
    for into, said in ((trains, "The other item is withdrawn"), (buses, "cannot be joined to itself")):
        with pytest.raises(Refused, match=said):
            async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
                await agenda.merge(tx, buses, into)
    assert await count(desk, buses) == 1


async def test_what_is_put_off_counts_how_often_it_was_carried_over(database: Database) -> None:
    desk = await Desk.opened(database)
    item, body = await raised(desk), await desk.body()
    for times, days in ((1, 30), (2, 60)):
        session = await desk.session(days=days)
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await agenda.accept(tx, item, session, body)
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await agenda.defer(tx, item, Reason.NEEDS_MORE_TIME)
        now = await row(desk, models.Item, item)
        assert (now.state, now.carried, now.session_id, now.organisation_id) == ("deferred", times, None, body)
        # It no longer stands on the card of the session.
        assert await rows(desk, models.Outbox, action="session_card", subject=session)
    last = await desk.session(days=90)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.accept(tx, item, last, None)
    now = await row(desk, models.Item, item)
    assert (now.state, now.carried, now.session_id) == ("accepted", 2, last)


async def test_nothing_on_the_record_or_on_a_card_says_who_raised_an_unnamed_item(database: Database) -> None:
    desk = await Desk.opened(database)
    item = await raised(desk, "Respite")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.decline(tx, item, Reason.OUT_OF_SCOPE, "This is for the council alone.")
    author = (await row(desk, models.Item, item)).author_id
    for fact in await record(desk):
        assert fact.by != f"member:{author}"
    async with desk.clerk.record.reading(desk.forum) as view:
        assert (await item_sheet(view, item)).author is None


async def test_an_item_of_another_forum_is_not_found(database: Database) -> None:
    here, there = await Desk.opened(database), await Desk.opened(database, guild=901, slug="eastvale")
    theirs = await raised(there)
    mine, body = await raised(here), await there.body()
    with pytest.raises(Refused, match="There is no such item in this forum"):
        await me_too(here, theirs, CARA)
    with pytest.raises(Refused, match="There is no such item in this forum"):
        async with here.clerk.record.transaction(here.forum, by=HOST) as tx:
            await agenda.merge(tx, mine, theirs)
    with pytest.raises(Refused, match="There is no such organisation in this forum"):
        async with here.clerk.record.transaction(here.forum, by=CAL) as tx:
            await agenda.raise_item(tx, worded("Respite", ""), user_id=CAL, label=None, organisation=body)


async def test_what_became_of_an_item_at_night_is_told_in_the_morning(database: Database) -> None:
    desk = await Desk.opened(database)
    item = await raised(desk)
    desk.clock.move_by(timedelta(hours=13))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.defer(tx, item, Reason.NEEDS_MORE_TIME)
    (news,) = await rows(desk, models.Outbox, action="item_news", subject=item)
    assert news.not_before == datetime(2026, 9, 2, 7, tzinfo=UTC)
    (log,) = await rows(desk, models.Outbox, destination="log", action="post_entry", subject=3)
    assert log.not_before == desk.clock.now()
