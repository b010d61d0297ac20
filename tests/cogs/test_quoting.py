"""Consent before any quotation: a host asks, its author answers, and the host never learns who they are."""

from bot.agenda import quoted
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, row, rows
from tests.desk import Desk
from tests.discord_world import Answer, World

COGS = ("cogs.agenda", "cogs.privacy")
DETAILS = "Three times this year. I lose work each time."
WORDS = "I lose work each time."


async def asked(world: World, desk: Desk) -> Answer:
    """Cal has raised it without a name, and Hana asks to quote it."""
    form = await world.slash(world.cal, "agenda raise")
    await world.submit(world.cal, form, title="Respite", details=DETAILS, shown="unnamed")
    review = await world.slash(world.hana, "agenda review", item="1")
    form = await world.press(world.hana, review, "Quote…")
    answer = await world.submit(world.hana, form, words=WORDS)
    await deliver(world, desk)
    return answer


async def test_a_carer_is_asked_in_private_and_says_yes(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        answer = await asked(world, desk)
        assert "Nothing is quoted before they have said yes." in world.words(answer)
        assert quoted(await row(desk, models.Item, 1)) is None
        assert f"> {WORDS}" in "\n".join(world.texts(world.cal.user.dm_channel))
        card = await world.slash(world.cal, "agenda quote", item="1")
        await world.press(world.cal, card, "Yes, you may quote this")
        assert quoted(await row(desk, models.Item, 1)) == WORDS
        card = await world.slash(world.cal, "agenda quote", item="1")
        assert "Yes, you may quote this" not in world.labels(card)
        await world.press(world.cal, card, "No, do not quote me")
        assert quoted(await row(desk, models.Item, 1)) is None


async def test_nobody_else_can_answer_and_no_is_final_for_these_words(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await asked(world, desk)
        assert "There is no item “1”" in world.words(await world.slash(world.cara, "agenda quote", item="1"))
        card = await world.slash(world.cal, "agenda quote", item="1")
        await world.press(world.cal, card, "No, do not quote me")
        again = await world.slash(world.cal, "agenda quote", item="1")
        assert "There is no item “1”" in world.words(again)


async def test_a_second_press_of_an_older_card_says_so(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await asked(world, desk)
        yes, again, no = [await world.slash(world.cal, "agenda quote", item="1") for _ in range(3)]
        await world.press(world.cal, yes, "Yes, you may quote this")
        said = await world.press(world.cal, again, "Yes, you may quote this")
        assert "You have said yes to that already." in world.words(said)
        await world.press(world.cal, no, "No, do not quote me")
        late = await world.press(world.cal, again, "Yes, you may quote this")
        assert "Nobody would like to quote that item at the moment." in world.words(late)
        assert quoted(await row(desk, models.Item, 1)) is None


async def test_a_message_that_was_refused_is_said_once_when_its_author_does_something_with_an_item(
    database: Database,
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        messages = f"/channels/{world.cal.user.dm_channel.id}/messages"
        refused = "Discord did not let the clerk write to you."
        world.env.inject_error("POST", messages, status=403, code=50007, times=1)
        await asked(world, desk)
        yes = await world.press(
            world.cal, await world.slash(world.cal, "agenda quote", item="1"), "Yes, you may quote this"
        )
        assert refused in world.words(yes)
        form = await world.slash(world.cal, "agenda raise")
        raised = await world.submit(world.cal, form, title="Night sitting", details="", shown="unnamed")
        assert "Your item 2 is with the hosts" in world.words(raised)
        assert refused not in world.words(raised), "it was said already"
        world.env.inject_error("POST", messages, status=403, code=50007, times=1)
        review = await world.slash(world.hana, "agenda review", item="2")
        form = await world.press(world.hana, review, "Decline")
        await world.submit(world.hana, form, reason="out_of_scope", words="Please ring the advice line.")
        await deliver(world, desk)
        assert refused in world.words(await world.slash(world.cal, "agenda withdraw", item="1"))


async def test_what_is_asked_is_shown_and_erased_with_the_person(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await asked(world, desk)
        to_cal = {"destination": "carer:1", "action": "ask_to_quote"}
        assert [bool(one.channel_id) for one in await rows(desk, models.Outbox, **to_cal)] == [True]
        await world.press(world.cal, await world.slash(world.cal, "privacy erase"), "Erase; leave the words")
        assert [one.channel_id for one in await rows(desk, models.Outbox, **to_cal)] == [None], "it would lead to Cal"
        item = await row(desk, models.Item, 1)
        assert (item.author_id, item.quote) == (None, None)
        assert "Quote…" not in world.labels(await world.slash(world.hana, "agenda review", item="1"))


async def test_a_letter_quotes_with_consent_and_no_more_once_it_is_taken_back(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session()
        await asked(world, desk)
        review = await world.slash(world.hana, "agenda review", item="1")
        form = await world.press(world.hana, review, "Put on an agenda")
        await world.submit(world.hana, form, session=[str(session)])
        official = await desk.official(body := await desk.body())
        await desk.invited(session, official)
        assert WORDS not in (await row(desk, models.Letter, 1)).body
        await world.press(world.cal, await world.slash(world.cal, "agenda quote", item="1"), "Yes, you may quote this")
        await desk.invited(session, await desk.official(body, "Chief Nurse"))
        letter = (await row(desk, models.Letter, 2)).body
        assert f"In carers’ own words, with their consent:\n- “{WORDS}”\n" in letter
        await world.press(world.cal, await world.slash(world.cal, "agenda quote", item="1"), "No, do not quote me")
        assert WORDS not in (await row(desk, models.Letter, 2)).body
