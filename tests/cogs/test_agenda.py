"""/agenda, as people use it."""

import pytest

from bot import agenda
from bot.rules import facts as f
from bot.rules.agenda import DETAILS_LIMIT, TITLE_LIMIT, worded
from bot.rules.words import Reason
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.desk import Desk
from tests.discord_world import Answer, Person, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.agenda"
KIND = {"kind": "question"}
"""What the form holds until somebody chooses another."""
WORST = "*_`~|<>[](): @everyone " * 500
"""Every character of it is escaped where it is shown."""


async def raised(world: World, person: Person, **answers: str) -> Answer:
    form = await world.slash(person, "agenda raise")
    answer = await world.submit(person, form, **{"title": "Bus passes", "shown": "unnamed", **answers})
    anyway = "Raise mine all the same"
    return await world.press(person, answer, anyway) if anyway in world.labels(answer) else answer


async def reviewed(world: World, item: int, button: str, **answers: str | list[str]) -> Answer:
    """A host's decision on an item."""
    card = await world.slash(world.hana, "agenda review", item=str(item))
    form = await world.press(world.hana, card, button)
    return await world.submit(world.hana, form, **answers)


# ---------------------------------------------------------------- raising


async def test_an_item_is_raised_by_a_form_without_a_name(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        body = await desk.body()
        answer = await raised(world, world.cal, details="For *young* carers", organisation=str(body))
        (item,) = await rows(desk, models.Item)
        assert f"Your item {item.id} is with the hosts" in world.words(answer)
        assert "without your name" in world.words(answer)
        assert (item.title, item.details, item.organisation_id) == ("Bus passes", "For *young* carers", body)
        assert (item.shown, item.author_label, item.state) == ("unnamed", None, "raised")
        assert [(one.destination, one.subject) for one in await rows(desk, models.Outbox, action="item_card")] == [
            ("chat", item.id)
        ]
        # The author alone sees the answer, and nobody's name is in what others can see.
        assert not world.texts(world.chat, world.hana)
        for seen in (
            world.words(await world.slash(world.hana, "agenda review", item=str(item.id))),
            world.words(await world.slash(world.hana, "agenda list")),
            str(await world.autocomplete(world.hana, "agenda review", "item", "bus")),
        ):
            assert "Bus passes" in seen
            assert "Cal" not in seen
        assert await world.autocomplete(world.hana, "agenda withdraw", "item", "") == []


async def test_a_named_item_shows_the_name_safely(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cara, shown="named")
        (item,) = await rows(desk, models.Item)
        assert item.author_label == "Cara"
        assert "raised by Cara" in world.words(await world.slash(world.stan, "agenda list"))
        review = world.words(await world.slash(world.hana, "agenda review", item="Bus passes"))
        assert "Raised by Cara." in review
        assert "Raised without a name" not in review


async def test_a_chat_message_becomes_an_item(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        message = await world.say(world.cal, "Respite\nThe home closed and nobody told us.")
        form = await world.menu(world.cal, "Raise at the forum", message)
        assert world.filled(form) == {
            **KIND,
            "title": "Respite",
            "details": "Respite\nThe home closed and nobody told us.",
        }
        await world.submit(world.cal, form, shown="unnamed")
        (item,) = await rows(desk, models.Item)
        assert (item.title, item.details) == ("Respite", "Respite\nThe home closed and nobody told us.")


async def test_a_message_longer_than_an_item_fits_into_the_form(database: Database) -> None:
    async with open_office(database, COG) as (world, _):
        message = await world.say(world.cal, "x" * 2_000)
        filled = world.filled(await world.menu(world.cal, "Raise at the forum", message))
        assert filled == {**KIND, "title": "x" * (TITLE_LIMIT - 1) + "…", "details": "x" * (DETAILS_LIMIT - 1) + "…"}


async def test_for_somebody_elses_words_the_form_says_to_ask_them(database: Database) -> None:
    async with open_office(database, COG) as (world, _):
        message = await world.say(world.cal, "Respite")
        mine, anothers = [await world.menu(who, "Raise at the forum", message) for who in (world.cal, world.cara)]
        assert "please ask them first" in str(anothers.modal)
        assert "please ask them first" not in str(mine.modal)


async def test_a_form_handed_in_after_a_restart_is_taken_and_two_people_do_not_disturb_each_other(
    database: Database,
) -> None:
    async with open_office(database, COG) as (world, desk):
        first, second = [await world.slash(who, "agenda raise") for who in (world.cal, world.cara)]
        await world.restart()
        await world.submit(world.cara, second, title="Second", shown="named")
        await world.submit(world.cal, first, title="First", shown="unnamed")
        assert [(item.title, item.author_label) for item in await rows(desk, models.Item)] == [
            ("Second", "Cara"),
            ("First", None),
        ]


async def test_a_refused_form_gives_the_words_back(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        form = await world.slash(world.cal, "agenda raise")
        answer = await world.submit(world.cal, form, title="   ", details="A long story", shown="unnamed")
        assert "Please give your item a title" in world.words(answer)
        assert "A long story" in world.words(answer)
        again = await world.press(world.cal, answer, "Try again")
        assert world.filled(again)["details"] == "A long story"
        await world.submit(world.cal, again, title="Respite")
        assert [item.details for item in await rows(desk, models.Item)] == ["A long story"]


async def test_only_carers_raise_and_support(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        assert "Only carers of this forum" in world.words(await world.slash(world.stan, "agenda raise"))
        await raised(world, world.cal)
        listed = await world.slash(world.stan, "agenda list")
        assert "Only carers of this forum" in world.words(await world.press(world.stan, listed, "Me too: item 1"))
        assert "Only this forum’s hosts" in world.words(await world.slash(world.cal, "agenda review", item="1"))
        assert await world.autocomplete(world.cal, "agenda review", "item", "") == []
        assert not await rows(desk, models.Support)
        unseen = await raised(world, world.cal, title="\u200b\u2800")
        assert "Please give your item a title" in world.words(unseen)


async def test_with_more_bodies_than_a_menu_holds_their_name_is_typed(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        async with database.writing() as db:
            for number in range(30):
                db.add(models.Organisation(forum_id=desk.forum, name=f"Body {number:02} of Westmere", kind="other"))
        wrong = await raised(world, world.cal, organisation="westmere")
        assert "fits 30 organisations" in world.words(wrong)
        await raised(world, world.cal, organisation="body 07")
        await raised(world, world.cal, title="For all")
        named, free = await rows(desk, models.Item)
        assert (await row(desk, models.Organisation, named.organisation_id or 0)).name == "Body 07 of Westmere"
        assert free.organisation_id is None
        card = await world.slash(world.hana, "agenda review", item=str(named.id))
        await desk.session()
        form = await world.press(world.hana, card, "Put on an agenda")
        assert world.filled(form)["organisation"] == "Body 07 of Westmere"


# ---------------------------------------------------------------- me too


async def test_me_too_counts_a_person_once_and_a_second_press_takes_it_back(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal)
        listed = await world.slash(world.stan, "agenda list")
        assert "1 person wants this raised" in world.words(await world.press(world.cara, listed, "Me too: item 1"))
        await world.press(world.hana, listed, "Me too: item 1")
        assert "2 others want it too" in world.words(await world.slash(world.stan, "agenda list"))
        await world.restart()
        assert "Taken back" in world.words(await world.press(world.cara, listed, "Me too: item 1"))
        assert len(await rows(desk, models.Support)) == 1
        assert "2 people want this" in world.words(await world.press(world.cara, listed, "Me too: item 1"))
        own = world.words(await world.press(world.cal, listed, "Me too: item 1"))
        assert own == "You raised this item yourself, so your voice is in it already."


async def test_the_card_in_the_chat_is_one_message_that_keeps_up(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal, details="@everyone look")
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert "Raised by a carer." in world.text(card)
        assert world.labels(card) == ["Me too"]
        await world.restart()
        await world.press(world.cara, card, "Me too")
        await world.press(world.hana, card, "Me too")
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert world.labels(card) == ["Me too (2)"]
        await world.slash(world.cal, "agenda withdraw", item="1")
        await deliver(world, desk)
        (card,) = world.chat.history()
        assert "Bus passes" not in world.text(card)
        assert world.labels(card) == []


# ---------------------------------------------------------------- reading and withdrawing


async def test_the_list_puts_open_and_wanted_items_first_and_turns_pages(database: Database) -> None:
    async with open_office(database, COG) as (world, _):
        assert "Nothing has been raised yet." in world.words(await world.slash(world.stan, "agenda list"))
        for number in range(1, 11):
            await raised(world, world.cal, title=f"Item {number}")
        last = await world.slash(world.hana, "agenda list")
        page = await world.press(world.hana, last, "Next")
        await world.press(world.cara, page, "Me too: item 9")
        await reviewed(world, 1, "Decline", reason="out_of_scope", words="We cannot.")
        said = world.words(await world.slash(world.stan, "agenda list"))
        assert said.index("9 · Item 9") < said.index("2 · Item 2")
        assert "Item 1*" not in said
        assert "1 other wants it too" in said
        assert "Page 1 of 2" in said


async def test_the_agenda_of_one_session(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        session = await desk.session()
        await raised(world, world.cal, title="Taken")
        await raised(world, world.cal, title="Left")
        empty = world.words(await world.slash(world.stan, "agenda list", session=str(session)))
        assert "Nothing stands on it yet." in empty
        await reviewed(world, 1, "Put on an agenda", session=[str(session)])
        said = world.words(await world.slash(world.stan, "agenda list", session="Respite that works"))
        assert "The agenda of “Respite that works”" in said
        assert "On the agenda of “Respite that works”, 11 October 2026" in said
        assert "Left" not in said


async def test_only_own_items_are_offered_and_taken_back(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal)
        await raised(world, world.cara, title="Respite")
        assert await world.autocomplete(world.cal, "agenda withdraw", "item", "") == [("1 · Bus passes", "1")]
        theirs = world.words(await world.slash(world.cal, "agenda withdraw", item="2"))
        assert theirs.startswith("There is no item “2” in this forum.")
        assert "Respite" not in theirs
        answer = world.words(await world.slash(world.cal, "agenda withdraw", item="1"))
        assert "Your item 1 is taken back" in answer
        assert "Bus passes" not in world.words(await world.slash(world.stan, "agenda list"))
        assert [item.state for item in await rows(desk, models.Item)] == ["withdrawn", "raised"]
        again = world.words(await world.slash(world.cal, "agenda withdraw", item="1"))
        assert "There is no item" in again


# ---------------------------------------------------------------- reviewing


async def test_an_item_is_put_on_an_agenda_with_its_organisation(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        body = await desk.body()
        await raised(world, world.cal, organisation=str(body))
        card = await world.slash(world.hana, "agenda review", item="Bus")
        assert "Raised without a name: only the clerk knows whose it is" in world.words(card)
        assert world.labels(card) == ["Me too", "Put on an agenda", "Merge into…", "Put off", "Decline"]
        none = await world.press(world.hana, card, "Put on an agenda")
        assert world.words(none).startswith("There is no session to come.")
        session = await desk.session()
        form = await world.press(world.hana, card, "Put on an agenda")
        assert world.filled(form) == {"organisation": str(body)}
        await world.restart()
        answer = await world.submit(world.hana, form, session=[str(session)])
        assert "On the agenda of “Respite that works”" in world.words(answer)
        (accepted,) = [fact for fact in await record(desk) if isinstance(fact, f.ItemAccepted)]
        assert (accepted.item, accepted.session, accepted.organisation) == (1, session, body)
        (item,) = await rows(desk, models.Item)
        assert (item.state, item.session_id) == ("accepted", session)
        assert await rows(desk, models.Outbox, action="item_news", subject=1)
        again = await reviewed_again(world, card, session)
        assert "That item is already on the agenda." in world.words(again)
        assert sum(isinstance(fact, f.ItemAccepted) for fact in await record(desk)) == 1


async def reviewed_again(world: World, card: Answer, session: int) -> Answer:
    form = await world.press(world.hana, card, "Put on an agenda")
    return await world.submit(world.hana, form, session=[str(session)])


async def test_an_item_is_merged_into_another(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal)
        card = await world.slash(world.hana, "agenda review", item="1")
        alone = await world.press(world.hana, card, "Merge into…")
        assert world.words(alone) == "There is no other open item to join it to."
        await raised(world, world.cara, title="Buses")
        answer = await reviewed(world, 1, "Merge into…", into=["2"])
        assert "Joined to item 2" in world.words(answer)
        assert [(item.state, item.merged_into_id) for item in await rows(desk, models.Item)] == [
            ("merged", 2),
            ("raised", None),
        ]
        assert [(one.item_id) for one in await rows(desk, models.Support)] == [2]
        shown = world.words(await world.slash(world.hana, "agenda review", item="1"))
        assert "Joined to another item" in shown


async def test_an_item_is_put_off_and_says_how_often(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal)
        answer = await reviewed(world, 1, "Put off", reason=Reason.NEEDS_MORE_TIME.value)
        assert "carried over once" in world.words(answer)
        assert "carried over 1 time" in world.words(await world.slash(world.stan, "agenda list"))
        card = await world.slash(world.hana, "agenda review", item="1")
        assert "Put off" not in world.labels(card)
        assert [fact.reason for fact in await record(desk) if isinstance(fact, f.ItemDeferred)] == [
            Reason.NEEDS_MORE_TIME
        ]


async def test_a_declined_item_has_a_reason_and_words_for_its_author(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await raised(world, world.cal)
        empty = await reviewed(world, 1, "Decline", reason="personal_case", words="   ")
        assert "Please write a sentence for the carer" in world.words(empty)
        assert (await row(desk, models.Item, 1)).state == "raised"
        await reviewed(world, 1, "Decline", reason="personal_case", words="Ring us: we will help you with it.")
        item = await row(desk, models.Item, 1)
        assert (item.state, item.reason) == ("declined", "Ring us: we will help you with it.")
        assert [fact.reason for fact in await record(desk) if isinstance(fact, f.ItemDeclined)] == [
            Reason.PERSONAL_CASE
        ]
        over = world.labels(await world.slash(world.hana, "agenda review", item="1"))
        assert over == []


async def test_items_of_another_forum_are_not_found(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        other = await Desk.opened(database, guild=901, slug="eastvale", clock=desk.clock)
        async with other.clerk.record.transaction(other.forum, by=77) as tx:
            theirs = await agenda.raise_item(
                tx, worded("Theirs", ""), user_id=int(world.cal.id), label=None, organisation=None
            )
        for person, command in ((world.hana, "agenda review"), (world.cal, "agenda withdraw")):
            said = world.words(await world.slash(person, command, item=str(theirs.id)))
            assert said.startswith("There is no item"), command
        elsewhere = world.words(await world.slash(world.stan, "agenda list", session=str(await other.session())))
        assert elsewhere.startswith("There is no session")


async def test_the_longest_items_fit_in_every_place(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        body, session = await desk.body("*" * 300), await desk.session(title=WORST[:100])
        title, details = WORST[:TITLE_LIMIT], WORST[:DETAILS_LIMIT]
        answer = await raised(world, world.cal, title=title, details=details, organisation=str(body), shown="named")
        assert "Your item 1 is with the hosts" in world.words(answer)
        async with desk.clerk.record.transaction(desk.forum, by=2) as tx:
            for _ in range(8):
                words = worded(title, details)
                item = await agenda.raise_item(tx, words, user_id=2, label=WORST[:32], organisation=body)
                item.carried = 10_000
                await agenda.accept(tx, item.id, session, body)
        whole = await world.slash(world.stan, "agenda list")
        for listed in (whole, await world.slash(world.stan, "agenda list", session=str(session))):
            assert "Not everything fits here" not in world.words(listed)
            assert "Next" in world.labels(listed)
        review = await world.slash(world.hana, "agenda review", item="2")
        assert "Decline" in world.labels(review)
        form = await world.press(world.hana, review, "Merge into…")
        await world.submit(world.hana, form, into="3")
        assert (await row(desk, models.Item, 2)).state == "merged"
