"""/pledge, as hosts and carers use it, and the buttons on the card of a pledge."""

import json
from typing import Any

import pytest

from bot import pledges as promised
from bot.cards.pledge import pledge_card, pledge_line
from bot.chat.limits import CARD_TEXT
from bot.chat.sheet import sheet
from bot.desk import pledging
from bot.mail.codes import plus
from bot.post import take
from bot.preparing import Todo, left_to_do
from bot.public.chain import chains_of
from bot.public.pledges import pledge_sheet
from bot.rules import facts as f
from bot.rules.words import PledgeOutcome, PledgeState, Via
from bot.ways import Ways
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.cogs.test_privacy import erased, shown
from tests.desk import HOST, MAIL, Desk
from tests.discord_world import Answer, Message, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.pledges"
PROMISE = "We will publish the waiting times for respite."


async def _official(desk: Desk) -> int:
    return await desk.official(await desk.body(), "Chief Nurse")


async def added(world: World, desk: Desk, **more: Any) -> Answer:
    """A pledge, recorded by Hana after a yes."""
    official = more.pop("official", None) or await _official(desk)
    options: dict[str, Any] = {"promise": PROMISE, "due": "Fri 18 Dec", **more}
    asked = await world.slash(world.hana, "pledge add", official=str(official), **options)
    return await world.press(world.hana, asked, "Yes, record it")


def the_card(world: World) -> Message:
    (found,) = [one for one in world.chat.history() if "A pledge by" in world.text(one)]
    return found


async def update(world: World, state: str, evidence: str | None = None, pledge: int = 1) -> str:
    more: dict[str, Any] = {"evidence": evidence} if evidence else {}
    return world.words(await world.slash(world.hana, "pledge update", pledge=str(pledge), state=state, **more))


async def test_whoever_raised_it_hears_of_the_promise_and_of_what_became_of_it(database: Database) -> None:
    async with open_office(database, COG, "cogs.agenda") as (world, desk):
        official = await _official(desk)
        form = await world.slash(world.cal, "agenda raise")
        await world.submit(world.cal, form, title="Respite", shown="unnamed")
        asked = await world.slash(
            world.hana, "pledge add", official=str(official), promise=PROMISE, due="18/12/2026", item="1"
        )
        await world.press(world.hana, asked, "Yes, record it")
        await deliver(world, desk)
        (news,) = world.texts(dm := world.cal.user.dm_channel)
        assert "Pledge of NHS Northshire ICB" in news
        assert f"> {PROMISE}" in news
        await update(world, "done", "It opened on Monday.")
        await deliver(world, desk)
        assert "**What became of pledge 1**: Done. “It opened on Monday.”" in world.texts(dm)[-1]


async def test_a_promise_is_read_back_in_words_before_it_is_recorded(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        official, session = await _official(desk), await desk.session()
        options: dict[str, Any] = {"official": str(official), "promise": PROMISE, "session": str(session)}
        asked = await world.slash(world.hana, "pledge add", due="18/12/2026", **options)
        said = world.words(asked)
        assert "The Chief Nurse of NHS Northshire ICB, by Friday 18 December 2026. Is that right?" in said
        assert PROMISE in said
        assert "Said at “Respite that works”." in said
        assert not [fact for fact in await record(desk) if isinstance(fact, f.PledgeFact)]
        done = world.words(await world.press(world.hana, asked, "Yes, record it"))
        assert "They are asked by letter to confirm it." in done
        (made,) = [fact for fact in await record(desk) if isinstance(fact, f.PledgeFact)]
        assert isinstance(made, f.PledgeMade)
        assert (made.due.isoformat(), made.session, made.official) == ("2026-12-18", session, official)
        (letter,) = await rows(desk, models.Letter)
        assert (letter.purpose, letter.pledge_id, letter.invitation_id) == ("pledge", 1, None)
        assert f"    “{PROMISE}”" in letter.body
        for bad, why in (("Fri 32 Dec", "32"), ("yesterday", ""), ("today", "today or has passed")):
            refused = await world.slash(world.hana, "pledge add", due=bad, **options)
            assert why in world.words(refused)
        for words, why in (("Ring me on 01632 960 123", "elephone"), ("He failed us.", "never says")):
            bad_words = {**options, "promise": words}
            assert why in world.words(await world.slash(world.hana, "pledge add", due="18 Dec", **bad_words))
        assert len(await rows(desk, models.Pledge)) == 1
        assert "Only this forum’s hosts" in world.words(
            await world.slash(world.cal, "pledge update", pledge="1", state="done")
        )


async def test_what_became_of_it_is_noted_and_listed_in_neutral_words(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await added(world, desk)
        assert "Please say why" in await update(world, "not_done")
        assert "how far it has come" in await update(world, "in_hand")
        said = await update(world, "not_done", "the roof came down")
        assert "Pledge 1 of the Chief Nurse of NHS Northshire ICB is not done, because: “the roof came down”" in said
        await added(world, desk, official=1, promise="We will write to every carer.", due="Mon 11 Jan")
        assert "replaced by pledge 2" in await update(world, "replaced", "2")
        assert "There is no such pledge" in await update(world, "replaced", "77")
        listed = world.words(await world.slash(world.stan, "pledge list"))
        assert "1 pledge: open. Not counted: 1 replaced." in listed
        assert "Replaced by pledge 2." in listed
        only = world.words(await world.slash(world.stan, "pledge list", state="open", only_me=True))
        assert "every carer" in only
        assert PROMISE not in only
        found = await world.autocomplete(world.hana, "pledge update", "pledge", "every")
        assert [value for _, value in found] == ["2"]
        desk.clock.move_to(desk.clock.now().replace(month=12, day=31))
        assert "done" in await update(world, "done", "https://icb.example/waits", pledge=2)
        withdrawn = await world.slash(world.hana, "pledge withdraw", pledge="1", reason="our_mistake")
        assert "We took back pledge 1" in world.words(withdrawn)
        async with desk.clerk.record.reading(desk.forum) as view:
            stats = [sheet.standing for sheet in [await pledge_sheet(view, n) for n in (1, 2)]]
        assert stats == ["Taken back.", "Done."]


async def test_carers_vote_once_each_and_both_views_stand_side_by_side(database: Database) -> None:
    async with open_office(database, COG, "cogs.privacy") as (world, desk):
        await added(world, desk)
        await deliver(world, desk)
        card = the_card(world)
        seen = world.words(await world.press(world.cal, card, "We can see it"))
        assert "Counted: you can see it." in seen
        assert "counted already" in world.words(await world.press(world.cal, card, "We can see it"))
        assert "cannot see it yet" in world.words(await world.press(world.cal, card, "We cannot see it yet"))
        assert "Only carers" in world.words(await world.press(world.stan, card, "We can see it"))
        assert [(one.pledge_id, one.sees) for one in await rows(desk, models.PledgeVote)] == [(1, False)]
        assert (await shown(world, world.cal))["pledges_seen"] == [{"pledge": 1, "sees": False}]
        for person in range(601, 604):
            async with desk.clerk.record.transaction(desk.forum, by=person) as tx:
                await promised.vote(tx, 1, user_id=person, sees=person == 601)
        async with desk.clerk.record.transaction(desk.forum, by=f.OFFICIAL) as tx:
            await promised.say(tx, 1, promised.Word(PledgeOutcome.DONE), Via.LINK)
        await deliver(world, desk)
        card = the_card(world)
        assert "Carers say" not in world.text(card)
        await world.press(world.cara, card, "We cannot see it yet")
        await deliver(world, desk)
        card = the_card(world)
        assert "The Chief Nurse of NHS Northshire ICB says: done." in world.text(card)
        assert "Carers say: 1 of 5 can see it." in world.text(card)
        await erased(world, world.cal, "Yes, erase it")
        assert (await row(desk, models.Pledge, 1)).unseen_erased == 1
        assert len(await rows(desk, models.PledgeVote)) == 4
        async with desk.clerk.record.reading(desk.forum) as view:
            assert (await pledge_sheet(view, 1)).votes == 5


async def test_without_mail_the_hosts_send_it_and_say_when_it_came_back(database: Database) -> None:
    async with open_office(database, COG, "cogs.invitations", ways=Ways(site="https://carers.example")) as (
        world,
        desk,
    ):
        await added(world, desk)
        await deliver(world, desk)
        card = world.hosts.history()[-1]
        assert "about pledge 1" in world.text(card)
        assert "was sent" in world.words(await world.press(world.hana, card, "I have sent it"))
        assert "did not arrive" in world.words(await world.press(world.hana, card, "It came back"))
        await deliver(world, desk)
        kinds = [fact.kind for fact in await record(desk) if isinstance(fact, f.PledgeFact)]
        assert kinds == ["pledge_made", "pledge_asked", "pledge_not_reached"]
        lost = world.hosts.history()[-1]
        assert "sent to them again" in world.words(await world.press(world.hana, lost, "Ask them again"))
        assert [one.state for one in await rows(desk, models.Letter)] == ["sent", "waiting"]


async def test_mail_that_words_it_otherwise_is_put_in_its_place_by_a_host(database: Database) -> None:
    async with open_office(database, COG, "cogs.post") as (world, desk):
        await added(world, desk)
        (pledge,) = await rows(desk, models.Pledge)
        to = plus(MAIL.mail or "", pledge.code)
        raw = f"From: n@body.example\r\nTo: {to}\r\nSubject: Re\r\n\r\nBetter: within twelve days.\r\n".encode()
        await take(desk.clerk, raw, came_at=desk.clock.now())
        card = await world.slash(world.hana, "post list")
        assert "It belongs to **pledge 1** of the Chief Nurse" in world.words(card)
        form = await world.press(world.hana, card, "They word it otherwise…")
        assert world.filled(form) == {"promise": PROMISE, "due": "18 December 2026"}
        said = world.words(await world.submit(world.hana, form, promise="We will publish them within twelve days."))
        assert "put pledge 1 in their own words, by 18 December 2026" in said
        assert "confirmed already" in await update(world, "confirmed")
        assert [(one.state, one.entry) for one in await rows(desk, models.Piece)] == [
            ("dealt", len(await record(desk)))
        ]


async def test_a_dispute_about_a_pledge_is_decided_like_any_other(database: Database) -> None:
    async with open_office(database, COG, "cogs.record") as (world, desk):
        official = await _official(desk)
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            due = tx.terms.day(tx.now).replace(month=12)
            await promised.add(tx, desk.clerk.ways, promised.Promise(official, PROMISE, due))
        seq = len(await record(desk))
        place = pledging.PledgePlace(desk.forum, 1)
        await pledging.dispute(desk.clerk, place, seq, "We said that we would look into it.")
        assert (await row(desk, models.Pledge, 1)).state == PledgeState.DISPUTED
        session = await desk.session()
        async with desk.clerk.record.reading(desk.forum) as view:
            decide = [one for one in await left_to_do(view, session) if one.todo is Todo.DECIDE]
        words = f"A dispute about entry {seq}, about pledge 1, waits for a decision."
        assert [(one.words, one.subject) for one in decide] == [(words, seq)]
        found = await world.autocomplete(world.hana, "record dispute", "entry", "")
        assert [value for _, value in found] == [str(seq)]
        card = await world.slash(world.hana, "record dispute", entry=str(seq))
        asked = await world.press(world.hana, card, "The entry is wrong")
        assert "this entry was wrong, and no longer counts" in world.words(asked)
        done = await world.press(world.hana, asked, "Yes: the entry is wrong")
        assert "was decided: the entry was wrong" in world.words(done)
        assert (await row(desk, models.Pledge, 1)).state == PledgeState.WITHDRAWN
        assert "pledge_receipt" in [one.purpose for one in await rows(desk, models.Letter)]


async def test_worst_case_words_fit_on_the_card_and_in_the_list(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        body = await desk.body("[*_`~|<>" * 25)
        official = await desk.official(body, "*_`~|<>[]" * 22)
        worst = "*_`~|<>[]()" * 27
        for _ in range(5):
            async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
                due = tx.terms.day(tx.now).replace(month=12)
                row_, _reach = await promised.add(tx, desk.clerk.ways, promised.Promise(official, worst[:300], due))
                await promised.say(tx, row_.id, promised.Word(PledgeOutcome.PARTLY, worst[:300]), Via.HOST)
        async with desk.clerk.record.reading(desk.forum) as view:
            found = await pledge_sheet(view, 1)
        sheet(pledge_card(found, "https://carers.example/northshire/pledges"), ())
        assert len(pledge_line(found)) * 4 < CARD_TEXT - 300
        listed = await world.slash(world.stan, "pledge list")
        assert "Page 1 of 2" in world.words(listed)
        assert "Not everything fits" not in world.words(listed)


async def test_an_items_chain_ends_with_what_was_promised_and_what_became_of_it(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            tx.db.add(
                models.Item(
                    forum_id=desk.forum, shown="unnamed", title="Waits", details="", state="raised", raised_at=tx.now
                )
            )
        await added(world, desk, item="1")
        await update(world, "partly", "only for adults")
        async with desk.clerk.record.reading(desk.forum) as view:
            (chain,) = await chains_of(view, [1])
        promise, outcome = chain.links
        assert (promise.called, promise.words) == ("Pledge of NHS Northshire ICB", PROMISE)
        assert (outcome.called, outcome.done) == ("What became of pledge 1", False)
        assert outcome.said == "Done in part, because: “only for adults”"
        draft = json.dumps([one.words for one in await rows(desk, models.Draft)])
        assert draft == "[]"
