"""/session prepare: what is left to do, with a button for each thing; and a wrong address mended with one form."""

from datetime import timedelta

from bot.rules.words import Presence, Purpose, State
from bot.ways import Ways
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.desk import Desk
from tests.discord_world import Answer, World

COGS = ("cogs.sessions", "cogs.agenda", "cogs.invitations", "cogs.post", "cogs.directory", "cogs.record")
BY_HAND = Ways()


async def prepared(world: World, session: int | None = None) -> Answer:
    if session is None:
        return await world.slash(world.hana, "session prepare")
    return await world.slash(world.hana, "session prepare", session=str(session))


async def raised(world: World, desk: Desk, title: str) -> None:
    form = await world.slash(world.cal, "agenda raise")
    await world.submit(world.cal, form, title=title, shown="named")


async def test_a_session_is_prepared_from_one_card(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session()
        director = await desk.official(await desk.body())
        await raised(world, desk, "Respite is cancelled")
        card = await prepared(world)
        words = world.words(card)
        assert "1 item waits for your decision." in words
        assert "Nobody is invited yet." in words
        review = await world.press(world.hana, card, "Review")
        form = await world.press(world.hana, review, "Put on an agenda")
        icb = str((await row(desk, models.Official, director)).organisation_id)
        await world.submit(world.hana, form, session=[str(session)], organisation=icb)
        card = await prepared(world, session)
        words = world.words(card)
        assert "The item on the agenda has no time set yet." in words
        assert "The agenda asks NHS Northshire ICB, and nobody there is invited yet." in words
        assert "waits for your decision" not in words
        menu = await world.press(world.hana, card, "Invite")
        await world.choose(world.hana, menu, str(director))
        assert "nobody there is invited" not in world.words(await prepared(world))


async def test_nothing_left_to_do_is_said(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session()
        await desk.invited(session, await desk.official(await desk.body()))
        assert "Nothing is left to do." in world.words(await prepared(world))


async def test_a_wrong_address_is_mended_with_one_form_and_asked_anew(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
        await desk.post()
        await desk.bounced(invitation)
        card = await prepared(world)
        assert "Our letter to the Director of Commissioning of NHS Northshire ICB did not arrive." in world.words(card)
        form = await world.press(world.hana, card, "Right address")
        old = (await rows(desk, models.Official))[0].email or ""
        refused = await world.submit(world.hana, form, email=old)
        assert "That is the address to which our letter did not arrive." in world.words(refused)
        form = await world.press(world.hana, card, "Right address")
        await world.submit(world.hana, form, email="right@body.example")
        assert [fact.kind for fact in await record(desk)][-1] == "address_replaced"
        assert await desk.post() == [Purpose.INVITATION]
        assert (await desk.standing(invitation)).state is State.WAITING


async def test_the_notice_of_a_bounce_has_the_same_button(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
        await desk.post()
        await desk.bounced(invitation)
        await deliver(world, desk)
        notice = next(one for one in world.hosts.history() if "A letter did not arrive" in world.text(one))
        form = await world.press(world.hana, notice, "Put in the right address")
        await world.submit(world.hana, form, email="right@body.example")
        assert (await desk.standing(invitation)).to_send


async def test_letters_to_send_by_hand_are_found_again_where_they_stand(database: Database) -> None:
    async with open_office(database, *COGS, ways=BY_HAND) as (world, desk):
        await desk.invited(await desk.session(), await desk.official(await desk.body()))
        await deliver(world, desk)
        card = await prepared(world)
        assert "1 letter is yours to send: to the Director of Commissioning of NHS Northshire ICB." in world.words(card)


async def test_after_the_session_it_asks_who_came(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session(days=20)
        invitation = await desk.invited(session, await desk.official(await desk.body()))
        await desk.post()
        desk.clock.move_by(timedelta(days=21))
        words = world.words(card := await prepared(world))
        assert "The session is not closed yet." in words
        assert "Who came is not noted yet for 1 invitation." in words
        await world.press(world.hana, card, "Who came?")
        await desk.attended(invitation, Presence.CAME)
        form = await world.press(world.hana, await prepared(world), "Close it")
        await world.submit(world.hana, form, carers="9")
        words = world.words(card := await prepared(world))
        assert "Who came" not in words
        assert "Minutes are promised by 6 October 2026." in words
        await world.press(world.hana, card, "Read them")


async def test_it_is_for_hosts_and_their_own_forum(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        assert "No session has been called yet." in world.words(await prepared(world))
        await desk.session()
        refused = await world.slash(world.cal, "session prepare")
        assert "Only this forum’s hosts can do that." in world.words(refused)
        assert "77" in world.words(await prepared(world, 77))
