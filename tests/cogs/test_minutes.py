"""From the end of a session to its published minutes, and what is said when they are late."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.export import export_forum
from bot.public.origin import origin
from bot.rules import facts as f
from bot.rules.verify import verify
from bot.rules.words import Answer, Presence
from bot.sweep import sweep
from bot.web.pages import session as page
from bot.web.render import Masthead, render
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, rows
from tests.cogs.test_live import COGS, evening, newest
from tests.desk import Desk
from tests.discord_world import Answer as Reply, World

pytestmark = pytest.mark.only_on("sqlite")

PROMISED = "Minutes are promised by 23 October 2026."
"""Ten working days after the Sunday on which the session of these tests is held."""


async def held(world: World, desk: Desk) -> int:
    """A session with one item taken, a note and an action under it, and one item left."""
    session = await evening(desk, "Her mother’s respite", "Night sitting")
    await world.slash(world.hana, "session open", session=str(session))
    await world.slash(world.hana, "session note", words="Four of us described a cancellation.")
    await world.slash(
        world.hana, "session note", words="Send the figures", kind="action", owner="the Chair", due="Tue 3 Nov"
    )
    return session


async def public_page(desk: Desk, session: int) -> str:
    async with desk.clerk.record.reading(desk.forum) as view:
        shown = await page.page(view, desk.clerk.ways, session)
        return render(shown, Masthead.of(view, await origin(view)))


async def closed(world: World, desk: Desk, session: int) -> Reply:
    await deliver(world, desk)
    desk.clock.move_by(timedelta(minutes=90))
    form = await world.press(world.hana, newest(world, world.hosts, "Control card"), "Close the session")
    return await world.submit(world.hana, form, carers="14", came=["1"], rest=True)


async def test_closing_counts_takes_attendance_and_drafts_in_one_form(database: Database, tmp_path: Path) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await held(world, desk)
        card = await closed(world, desk, session)
        said = world.words(card)
        assert f"14 carers were there. {PROMISED}" in said
        assert "Thank you to the officials who came: the Chair of NHS Northshire ICB." in said
        assert "Regrets: the Director of Commissioning of NHS Northshire ICB." in said
        assert "**Item 1, put to NHS Northshire ICB**\nFour of us described a cancellation." in said
        assert "Action: Send the figures (the Chair, by 3 November 2026)" in said
        assert "**Not reached**\nItem 2." in said
        assert "mother" not in said, "the words of an item belong to the carer who wrote them"
        facts = await record(desk)
        presences = [fact.presence for fact in facts if isinstance(fact, f.Attended)]
        assert presences == [Presence.CAME, Presence.DID_NOT_COME]
        assert [fact.carers for fact in facts if isinstance(fact, f.Held)] == [14]
        early = await world.slash(world.stan, "session minutes", session=str(session))
        assert world.words(early) == PROMISED
        await world.restart()
        done = await world.press(world.hana, card, "Publish the minutes")
        assert "Minutes were published on 11 October 2026." in world.words(done)
        again = await world.press(world.hana, card, "Publish the minutes")
        assert "published already" in world.words(again)
        await deliver(world, desk)
        assert "The minutes of “Respite that works” were published." in world.texts(world.log)[-1]
        assert "Minutes were published on 11 October 2026." in world.text(newest(world, world.chat, "Held, with 14"))
        assert "The session is over" in world.text(newest(world, world.chat, "Live, session"))
        read = await world.slash(world.stan, "session minutes", session=str(session))
        assert "Four of us described a cancellation." in world.words(read)
        html = await public_page(desk, session)
        assert "<h3>Item 1, put to NHS Northshire ICB</h3>" in html
        folder = await export_forum(desk.clerk, desk.forum, tmp_path)
        assert verify(folder).erased == 0
        assert "Four of us described a cancellation." in (folder / "record.jsonl").read_text()
        data = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".html"]
        assert "mother" not in "".join(file.read_text() for file in data), "the words of an item are on the pages alone"


async def test_a_host_changes_a_part_and_what_is_not_neutral_comes_back(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await held(world, desk)
        card = await closed(world, desk, session)
        draft = await world.press(world.hana, card, "Change the minutes")
        assert [label for label, _ in world.options(draft)] == [
            "Who was there",
            "Item 1, put to NHS Northshire ICB",
            "Not reached",
        ]
        form = await world.choose(world.hana, draft, "item-1")
        assert "Four of us" in world.filled(form)["words"]
        await world.restart()
        changed = await world.submit(world.hana, form, words="They ignored us. Nurse Jones rang.")
        said = world.words(changed)
        assert "The record never says “ignored” of anybody." in said
        assert "leave out the names of staff" in said
        refused = await world.press(world.hana, changed, "Publish the minutes")
        assert "“Item 1, put to NHS Northshire ICB”: The record never says “ignored”" in world.words(refused)
        form = await world.choose(world.hana, changed, "item-1")
        fixed = await world.submit(world.hana, form, words="We have had no answer yet.")
        assert "Please look at this" not in world.words(fixed)
        stale = await world.press(world.hana, card, "Publish the minutes")
        assert "The draft has changed since you read it" in world.words(stale)
        form = await world.choose(world.hana, fixed, "left")
        fixed = await world.submit(world.hana, form, words="")
        assert "Left out." in world.words(fixed)
        await world.press(world.hana, fixed, "Publish the minutes")
        html = await public_page(desk, session)
        assert "We have had no answer yet." in html
        assert "Not reached" not in html


async def test_corrected_minutes_are_a_new_version_visibly_and_an_earlier_text_can_go(
    database: Database, tmp_path: Path
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await held(world, desk)
        await world.press(world.hana, await closed(world, desk, session), "Publish the minutes")
        same = await world.slash(world.hana, "session minutes", session=str(session))
        assert world.labels(same)[-1] == "Correct them"
        draft = await world.press(world.hana, same, "Correct them")
        assert "Publish as a correction" not in world.labels(draft)
        for words, label in (
            ("Five of us did.", "Publish as a correction"),
            ("Six.", "…and take out the earlier text"),
        ):
            draft = await world.press(world.hana, same, "Correct them")
            form = await world.choose(world.hana, draft, "item-1")
            draft = await world.submit(world.hana, form, words=words)
            done = await world.press(world.hana, draft, label)
            assert "They were corrected on 11 October 2026" in world.words(done)
        read = world.words(await world.slash(world.stan, "session minutes", session=str(session)))
        assert "version 3. It corrects version 1, 11 October 2026; version 2, 11 October 2026." in read
        html = await public_page(desk, session)
        assert html.index("Six.") < html.index("Version 2") < html.index("Version 1")
        assert "Five of us" not in html
        assert "The text of version 1 was taken out." in html
        folder = await export_forum(desk.clerk, desk.forum, tmp_path)
        assert verify(folder).erased == 2
        await deliver(world, desk)
        assert "Corrected minutes of “Respite that works” were published (version 3)." in world.texts(world.log)[-1]


async def test_hosts_are_reminded_on_three_days_and_after_an_outage_once(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await held(world, desk)
        await closed(world, desk, session)

        async def on(day: int) -> int:
            """At nine in the morning of that day of October, sweep twice and deliver: how many reminders there are."""
            desk.clock.move_to(datetime(2026, 10, day, 8, 0, tzinfo=UTC))
            await sweep(desk.clerk)
            await sweep(desk.clerk)
            await deliver(world, desk)
            return sum("wait for you" in text for text in world.texts(world.hosts))

        assert [await on(day) for day in (12, 13, 14, 15)] == [1, 1, 2, 2]
        card = newest(world, world.hosts, "wait for you")
        assert PROMISED in world.text(card)
        desk.clock.move_to(datetime(2026, 10, 17, 8, 0, tzinfo=UTC))
        await sweep(desk.clerk)
        assert await on(30) == 3, "what was written before the outage, and nothing after it"
        late = await world.press(world.hana, card, "Read and publish")
        assert "not yet published, 5 working days after that day" in world.words(late)
        assert "not yet published, 5 working days after that day" in await public_page(desk, session)
        await world.press(world.hana, late, "Publish the minutes")
        (fact,) = [fact for fact in await record(desk) if isinstance(fact, f.MinutesPublished)]
        assert fact.days_late == 5
        await deliver(world, desk)
        assert "5 working days after the day we promised" in world.texts(world.log)[-1]


async def test_a_session_that_nobody_led_still_has_minutes(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, "Respite", "Night sitting")
        await desk.answered(1, Answer.ATTENDING)
        nothing = await world.slash(world.hana, "session minutes", session=str(session))
        assert "drafted when it is closed" in world.words(nothing)
        card = await world.slash(world.hana, "session close", session=str(session))
        assert "How many carers were there was not counted." in world.words(card)
        assert "Of 2 invited officials nobody has said yet whether they came" in world.words(card)
        assert "Who came?" in world.labels(card)
        await world.press(world.hana, card, "Publish the minutes")
        assert len([fact for fact in await record(desk) if isinstance(fact, f.MinutesPublished)]) == 1


async def test_long_minutes_turn_pages_and_every_word_of_them_is_there(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await evening(desk, *(f"Item {n}" for n in range(30)), minutes=[None] * 30)
        await world.slash(world.hana, "session open", session=str(session))
        async with desk.clerk.record.transaction(desk.forum) as tx:
            sitting = await tx.db.get_one(models.Sitting, session)
            sitting.taken = ",".join(str(number) for number in range(1, 31))
            for number in range(1, 31):
                note = {"forum_id": desk.forum, "session_id": session, "item_id": number, "kind": "note"}
                for nth in range(4 if number == 7 else 1):
                    tx.db.add(models.Note(**note, words=f"{nth}" + "*_" * 499))
        card = await world.slash(world.hana, "session close", session=str(session))
        assert "Publish the minutes" not in world.labels(card), "only what can be read is published"
        draft = await world.press(world.hana, card, "Read and publish the minutes")
        seen, stars = 0, 0
        while True:
            said = world.words(draft)
            assert "Not everything fits here" not in said
            seen, stars = seen + 1, stars + said.count("*_*_")
            if "Next" not in world.labels(draft):
                break
            draft = await world.press(world.hana, draft, "Next")
        assert f"Page {seen} of {seen}" in said
        assert stars >= 33 * 240
        done = await world.press(world.hana, draft, "Publish the minutes")
        assert "The minutes are published" in world.words(done)
        assert len(await rows(desk, models.MinutesPart)) > 30
