"""/agenda order: the items of a session in the order that the hosts choose, with minutes."""

import pytest

from bot import agenda
from bot.cards.session import session_card, session_sheet
from bot.letters import items_for
from bot.rules.agenda import worded
from bot.rules.session import cancel
from bot.rules.words import Reason, Via
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, rows
from tests.desk import HOST, Desk
from tests.discord_world import World

COG = "cogs.agenda"


async def on_agenda(desk: Desk, session: int, *titles: str) -> list[int]:
    made = []
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for title in titles:
            item = await agenda.raise_item(tx, worded(title, ""), user_id=HOST, label=None, organisation=None)
            await agenda.accept(tx, item.id, session, None)
            made.append(item.id)
    return made


def order(world: World, answer: object) -> list[str]:
    lines = world.words(answer).splitlines()  # type: ignore[arg-type]
    return [one.partition(" · ")[2] for one in lines if one.startswith("**")]


@pytest.mark.on_both
async def test_cards_lists_letters_and_desks_follow_the_order(database: Database) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    first, second, third = await on_agenda(desk, session, "First", "Second", "Third")
    invitation = await desk.invited(session, await desk.official(await desk.body()))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await agenda.move_up(tx, third)
        await agenda.give_minutes(tx, third, 20)
        await agenda.move_up(tx, first)
        row = await tx.db.get_one(models.Invitation, invitation)
        assert await items_for(tx, row) == ("Third", "Second", "First")
        await agenda.move_up(tx, third)
        assert await items_for(tx, row) == ("Second", "First", "Third")
        sheet = await session_sheet(tx, session)
        assert (sheet.items, sheet.minutes) == (("Second", "First", "Third"), (None, None, 20))
        assert "- Third (20 minutes)" in str(session_card(sheet).blocks)
        await agenda.defer(tx, second, Reason.NEEDS_MORE_TIME)
        await agenda.defer(tx, third, Reason.NEEDS_MORE_TIME)
        await agenda.accept(tx, third, session, None)
        await agenda.accept(tx, second, session, None)
        assert await items_for(tx, row) == ("First", "Third", "Second")
        assert (await tx.db.get_one(models.Item, third)).minutes is None


@pytest.mark.only_on("sqlite")
async def test_a_host_moves_items_and_gives_minutes_by_button(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session(title="Respite")
        await on_agenda(desk, session, "First", "Second", "Third")
        await deliver(world, desk)
        card = await world.slash(world.hana, "agenda order", session="Respite")
        assert world.labels(card) == ["To the end", "Move 2 up", "Move 3 up"]
        assert "0 of the session’s 90 minutes are given. 3 items have no minutes yet." in world.words(card)
        await world.restart()
        await world.press(world.hana, card, "Move 3 up")
        form = await world.choose(world.hana, card, "2")
        await world.submit(world.hana, form, minutes="100 min")
        said = world.words(await world.slash(world.hana, "agenda order", session=str(session)))
        assert said.index("First") < said.index("Third") < said.index("Second (100 minutes)")
        assert "That is 10 minutes more than there is." in said
        await deliver(world, desk)
        (shown,) = [text for text in world.texts(world.chat) if "On the agenda**\n" in text]
        assert "- First\n- Third\n- Second (100 minutes)" in shown
        listed = world.words(await world.slash(world.stan, "agenda list", session=str(session)))
        assert listed.index("Third") < listed.index("Second")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("typed", ["0", "-5", "601", "ten", "１０", "1.5", "9999"])
async def test_minutes_that_cannot_be_are_refused(database: Database, typed: str) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session()
        await on_agenda(desk, session, "First", "Second")
        card = await world.slash(world.hana, "agenda order", session=str(session))
        refused = await world.submit(world.hana, await world.choose(world.hana, card, "1"), minutes=typed)
        assert "Type the minutes as a number from 1 to 600" in world.words(refused)
        assert [item.minutes for item in await rows(desk, models.Item)] == [None, None]


@pytest.mark.only_on("sqlite")
async def test_only_hosts_order_and_only_what_stands_on_an_agenda(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session()
        assert "Nothing stands on it yet" in world.words(
            await world.slash(world.hana, "agenda order", session=str(session))
        )
        await on_agenda(desk, session, "First", "Second")
        card = await world.slash(world.hana, "agenda order", session=str(session))
        assert "Only this forum’s hosts" in world.words(
            await world.slash(world.cal, "agenda order", session=str(session))
        )
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            await agenda.defer(tx, 2, Reason.NEEDS_MORE_TIME)
        gone = await world.press(world.hana, card, "Move 2 up")
        assert "put off to a later session, so it has no place on an agenda" in world.words(gone)
        await on_agenda(desk, session, "Third")
        card = await world.slash(world.hana, "agenda order", session=str(session))
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            tx.record(cancel(await tx.session(session), Reason.TOO_FEW_PEOPLE, **tx.mark(Via.COMMAND)))
        over = await world.press(world.hana, card, "Move 2 up")
        assert "its agenda stays as it was" in world.words(over)
        form = await world.choose(world.hana, card, "3")
        assert "its agenda stays as it was" in world.words(await world.submit(world.hana, form, minutes="5"))


@pytest.mark.only_on("sqlite")
async def test_a_long_agenda_turns_pages_and_the_longest_titles_fit(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session(title="*" * 100)
        await on_agenda(desk, session, *("*_`~|<>[](): @every" * 6 + f"{n:02}" for n in range(18)))
        card = await world.slash(world.hana, "agenda order", session=str(session))
        assert "Not everything fits here" not in world.words(card)
        last = await world.press(world.hana, await world.press(world.hana, card, "Next"), "Next")
        assert "Page 3 of 3" in world.words(last)
        moved = await world.press(world.hana, last, "Move 17 up")
        assert "Page 2 of 3" in world.words(moved)
