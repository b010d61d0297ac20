"""/privacy, and telling a host in private, as people use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.chat.drafts import Draft, Drafts
from bot.export import export_forum
from bot.rules import facts as f
from bot.rules.policy import Policy
from bot.rules.verify import verify
from bot.rules.words import Via
from bot.telling import WORDS_LIMIT
from bot.web.app import make_app
from db import models, support
from db.engine import Database
from tests.cogs.office import deliver, open_office, row, rows
from tests.cogs.test_agenda import raised, reviewed
from tests.desk import Desk
from tests.discord_world import Answer, Person, World

pytestmark = pytest.mark.only_on("sqlite")

COGS = ("cogs.agenda", "cogs.privacy", "cogs.help", "cogs.forum", "cogs.sessions", "cogs.engagement")
TITLE, DETAILS = "Buses for wheelchairs", "Nobody let my aunt Ottoline board"
WORST = "*_`~|<>[](): @everyone " * 500


async def file(answer: Answer, world: World, ending: str) -> str:
    (found,) = [one for one in world.messages(answer)[-1].attachments if one.filename.endswith(ending)]
    return (await found.read()).decode()


async def shown(world: World, person: Person) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(await file(await world.slash(person, "privacy show"), world, ".json"))
    return held


async def erased(world: World, person: Person, button: str) -> Answer:
    return await world.press(person, await world.slash(person, "privacy erase"), button)


# ---------------------------------------------------------------- being shown it


async def test_everything_that_is_held_is_shown_to_the_asker_alone(database: Database) -> None:
    async with open_office(database, *COGS) as (world, _):
        await raised(world, world.cal, title=TITLE, details=DETAILS)
        await raised(world, world.cara, title="Respite", shown="named")
        await world.press(world.cal, await world.slash(world.stan, "agenda list"), "Me too: item 2")
        await reviewed(world, 1, "Decline", reason="personal_case", words="Ring us.")
        answer = await world.slash(world.cal, "privacy show")
        assert world.messages(answer)[0].ephemeral
        held, words = json.loads(await file(answer, world, ".json")), await file(answer, world, ".txt")
        (item,) = held["items"]
        assert (item["title"], item["details"], item["shown"]) == (TITLE, DETAILS, "unnamed")
        assert item["the_hosts_wrote"] == "Ring us."
        assert held["me_too"] == [{"item": 2, "title": "Respite"}]
        assert held["discord_account"] == str(world.cal.id)
        for part in (TITLE, DETAILS, "without your name", "Ring us.", "You said “me too” to item 2: Respite"):
            assert part in words
        (theirs,) = (await shown(world, world.cara))["items"]
        assert theirs["author_label"] == "Cara"
        assert DETAILS not in json.dumps(await shown(world, world.cara))


async def test_a_host_is_shown_what_they_did_by_its_number(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cal)
        await reviewed(world, 1, "Put off", reason="needs_more_time")
        await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        async with desk.clerk.record.reading(desk.forum) as view:
            last = max([e.seq for e in (await view.db.execute(models.Entry.__table__.select())).all()])
        held = await shown(world, world.hana)
        assert [(one["entry"], one["kind"]) for one in held["entries_as_a_host"]] == [(last, "item_deferred")]
        assert held["drafts"][0]["words"]["title"] == "Respite"
        assert "1 entry of the record" in world.words(await world.slash(world.hana, "privacy show"))


async def test_member_1_is_not_shown_what_member_11_did(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        for number in range(400, 409):
            async with desk.clerk.record.transaction(desk.forum, by=number):
                pass
        async with desk.clerk.record.transaction(desk.forum, by=world.cal.id) as tx:
            assert tx.by == "member:11"
            tx.record(f.PolicyAdopted(policy=Policy(), **tx.mark(Via.COMMAND)))
        one = await row(desk, models.Member, 1)
        async with database.writing() as db:
            (await db.get_one(models.Member, 1)).user_id = world.stan.id
        assert one.user_id == 11
        kinds = [entry["kind"] for entry in (await shown(world, world.stan))["entries_as_a_host"]]
        assert kinds == ["policy_adopted", "calendar_adopted"]


async def test_somebody_of_whom_nothing_is_kept_is_told_so_and_not_entered(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        before = len(await rows(desk, models.Member))
        for command in ("privacy show", "privacy erase"):
            assert "keeps nothing about you" in world.words(await world.slash(world.stan, command))
        assert len(await rows(desk, models.Member)) == before


# ---------------------------------------------------------------- erasing


async def test_what_goes_and_what_stays_is_read_back_first(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cal)
        answer = await world.slash(world.cal, "privacy erase")
        said = world.words(answer)
        assert "that 1 item is yours" in said
        assert "This stays" in said
        assert "It cannot be undone" in said
        assert world.labels(answer) == ["Erase; leave the words", "Erase; take the words out"]
        (item,) = await rows(desk, models.Item)
        assert item.author_id is not None


async def test_the_words_may_stay_as_a_carers(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cara, title=TITLE, shown="named")
        await deliver(world, desk)
        assert "Cara" in world.texts(world.chat)[0]
        await world.restart()
        assert "It is erased" in world.words(await erased(world, world.cara, "Erase; leave the words"))
        await deliver(world, desk)
        (card,) = world.texts(world.chat)
        assert TITLE in card
        assert "Cara" not in card
        (item,) = await rows(desk, models.Item)
        assert (item.author_id, item.author_label, item.shown, item.state) == (None, None, "unnamed", "raised")


async def test_a_me_too_stays_as_a_number_and_the_person_is_free_to_come_back(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cal)
        await deliver(world, desk)
        (card,) = world.chat.history()
        for person in (world.cara, world.hana):
            await world.press(person, card, "Me too")
        await erased(world, world.cara, "Yes, erase it")
        assert len(await rows(desk, models.Support)) == 1
        assert "2 others want it too" in world.words(await world.slash(world.stan, "agenda list"))
        await raised(world, world.cal, title="Other")
        await deliver(world, desk)
        assert world.labels(world.chat.history()[0]) == ["Me too (2)"]
        assert "keeps nothing about you" in world.words(await world.slash(world.cara, "privacy show"))
        answer = world.words(await world.press(world.cara, world.chat.history()[0], "Me too (2)"))
        assert "3 people want this raised" in answer


async def test_joined_items_do_not_count_erased_people_twice(database: Database) -> None:
    async with open_office(database, *COGS) as (world, _):
        await raised(world, world.cal)
        await raised(world, world.hana, title="Buses")
        listed = await world.slash(world.stan, "agenda list")
        for number in (1, 2):
            await world.press(world.cara, listed, f"Me too: item {number}")
        await erased(world, world.cara, "Yes, erase it")
        await reviewed(world, 1, "Merge into…", into=["2"])
        async with database.reading() as db:
            assert await support.counts(db, [1, 2]) == {1: 0, 2: 2}, "Cara once, and Cal, who raised the other"


async def test_where_the_author_was_told_in_private_is_forgotten(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        for person in (world.cal, world.cara):
            await raised(world, person)
        for number in (1, 2):
            await reviewed(world, number, "Decline", reason="personal_case", words="Ring us.")
        await deliver(world, desk)
        assert all(news.message_id for news in await rows(desk, models.Outbox, action="item_news"))
        await erased(world, world.cal, "Erase; leave the words")
        news = {news.subject: news.message_id for news in await rows(desk, models.Outbox, action="item_news")}
        assert (news[1], news[2] is None) == (None, False)
        assert "Ring us." not in str((await row(desk, models.Item, 1)).reason)


async def test_hosts_are_told_that_nobody_knows_the_author_any_more(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cal)
        await erased(world, world.cal, "Erase; leave the words")
        card = world.words(await world.slash(world.hana, "agenda review", item="1"))
        assert "nobody knows any more whose it is" in card
        decided = world.words(await reviewed(world, 1, "Decline", reason="personal_case", words="Ring us."))
        assert "Its author is told" not in decided
        await deliver(world, desk)
        (news,) = await rows(desk, models.Outbox, action="item_news")
        assert (news.state, news.message_id) == ("done", None)


async def test_an_old_question_erases_nothing_that_came_later(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await raised(world, world.cal)
        first, second = [await world.slash(world.cal, "privacy erase") for _ in range(2)]
        await world.press(world.cal, first, "Erase; leave the words")
        for _ in range(2):
            before = len(await rows(desk, models.Member))
            assert "from an earlier time" in world.words(
                await world.press(world.cal, second, "Erase; take the words out")
            )
            assert len(await rows(desk, models.Member)) == before
            await raised(world, world.cal, title="Later")
        assert [item.author_id is None for item in await rows(desk, models.Item)] == [True, False, False]


async def test_whoever_set_the_forum_up_is_replaced_by_the_owner_of_the_server(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await world.slash(world.hana, "session schedule", title="Respite", when="Tue 3 Nov 7pm")
        async with database.writing() as db:
            forum = await db.get_one(models.Forum, desk.forum)
            forum.set_up_by, forum.host_channel_id = world.hana.id, None
        await told(world, world.stan, words="One", shown="unnamed")
        await deliver(world, desk)
        async with database.writing() as db:
            (await db.get_one(models.Forum, desk.forum)).host_channel_id = world.hosts.id
        await told(world, world.stan, words="Two", shown="unnamed")
        await deliver(world, desk)
        assert all(one.channel_id for one in await rows(desk, models.Outbox, destination="hosts"))
        assert "in your place" in world.words(await world.slash(world.hana, "privacy erase"))
        await erased(world, world.hana, "Yes, erase it")
        assert (await row(desk, models.Forum, desk.forum)).set_up_by == world.olga.id
        assert not await rows(desk, models.Draft)
        sent = [one.channel_id for one in await rows(desk, models.Outbox, destination="hosts")]
        assert sent == [None, world.hosts.id]
        (gone,) = [one for one in await rows(desk, models.Member) if one.erased_at]
        assert gone.user_id is None


async def test_the_owner_is_told_that_their_account_stays(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        async with desk.clerk.record.transaction(desk.forum, by=world.olga.id) as tx:
            tx.forum.set_up_by = world.olga.id
        asked = await world.slash(world.olga, "privacy erase")
        assert "as you own this server" in world.words(asked)
        assert "your Discord account" not in world.words(asked)
        done = world.words(await world.press(world.olga, asked, "Yes, erase it"))
        assert "No number, item or entry leads to your account" in done
        assert "All that is left" in world.words(await world.slash(world.olga, "privacy erase"))
        assert (await shown(world, world.olga))["set_the_forum_up"] is True


def test_forms_that_were_not_taken_are_forgotten_with_the_person() -> None:
    drafts = Drafts()
    mine, theirs = [drafts.keep(Draft(user, "raise", 0, "", {"title": "x"})) for user in (1, 2)]
    drafts.forget_all(1)
    assert drafts.find(mine, 1) is None
    assert drafts.find(theirs, 2) is not None


# ---------------------------------------------------------------- every public surface


async def test_nothing_public_holds_who_they_were_or_what_they_wrote(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session()
        await raised(world, world.cara, title=TITLE, details=DETAILS, shown="named")
        await reviewed(world, 1, "Put on an agenda", session=[str(session)])
        await desk.invited(session, await desk.official(await desk.body()))
        assert TITLE in "".join(letter.body for letter in await rows(desk, models.Letter))
        await deliver(world, desk)
        seen = await surfaces(world, desk, tmp_path / "before")
        assert TITLE in seen, "the search finds what is there"
        assert "Cara" in seen
        caplog.clear()
        await erased(world, world.cara, "Erase; take the words out")
        await deliver(world, desk)
        seen = await surfaces(world, desk, tmp_path / "after")
        secrets = (TITLE, DETAILS, "Ottoline", "Cara", str(world.cara.id))
        assert [secret for secret in secrets if secret in seen] == []
        assert [secret for secret in secrets if secret in caplog.text] == []
        assert [secret for secret in secrets if secret in await everything(desk)] == []
        assert verify(tmp_path / "after" / "northshire").entries > 2


async def test_a_title_that_takes_two_lines_of_a_letter_is_taken_out_whole(database: Database) -> None:
    title = "Buses (all of them) for wheelchairs " + "and for whoever pushes them " * 2 + "in the Eastvale hills."
    async with open_office(database, *COGS) as (world, desk):
        session = await desk.session()
        for person, words in ((world.cal, "Buses"), (world.cara, title)):
            await raised(world, person, title=words)
        for number in (1, 2):
            await reviewed(world, number, "Put on an agenda", session=[str(session)])
        await desk.invited(session, await desk.official(await desk.body()))
        await erased(world, world.cara, "Erase; take the words out")
        (letter,) = await rows(desk, models.Letter)
        assert "- Buses\n- The words were taken out by whoever wrote them\n\n" in letter.body


async def surfaces(world: World, desk: Desk, folder: Path) -> str:
    """The channels, the lists and the choices that anybody is shown, the pages, the export."""
    parts = [text for channel in (world.chat, world.log, world.hosts) for text in world.texts(channel)]
    for command in ("agenda list", "session list", "session next", "engagement log", "forum about"):
        parts.append(world.words(await world.slash(world.stan, command, only_me=True)))
    parts.append(world.words(await world.slash(world.hana, "agenda review", item="1")))
    parts.append(str(await world.autocomplete(world.hana, "agenda review", "item", "")))
    async with TestClient(TestServer(make_app(desk.clerk))) as site:
        for path in ("", "/sessions", "/sessions/1", "/log", "/invitations/1", "/corrections", "/organisations/1"):
            parts.append(await (await site.get(f"/northshire{path}")).text())
    await export_forum(desk.clerk, desk.forum, folder)
    parts += [file.read_text() for file in folder.rglob("*") if file.is_file() and file.suffix != ".zip"]
    return "\n".join(parts)


async def everything(desk: Desk) -> str:
    """Every row of every table."""
    async with desk.clerk.database.reading() as db:
        tables = models.Base.metadata.sorted_tables
        # As tuples, because SQLAlchemy's own rows leave out the middle of a long text where they are printed.
        return "\n".join([str([tuple(row) for row in await db.execute(table.select())]) for table in tables])


# ---------------------------------------------------------------- telling the hosts, and help lines


async def told(world: World, person: Person, **answers: str) -> Answer:
    form = await world.menu(person, "Tell a host in private", await world.say(world.cara, "I cannot go on"))
    return await world.submit(person, form, **answers)


async def test_the_hosts_alone_are_told_and_nothing_is_kept(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        members = len(await rows(desk, models.Member))
        answer = await told(world, world.stan, words="She needs *somebody*", shown="named")
        assert world.messages(answer)[0].ephemeral
        await deliver(world, desk)
        (card,) = world.texts(world.hosts)
        assert "From Stan." in card
        assert "> She needs *somebody*" in card
        assert f"https://discord.com/channels/{world.guild.id}/{world.chat.id}/" in card
        assert world.texts(world.chat) == ["I cannot go on"]
        assert "somebody" not in await everything(desk)
        assert "Stan" not in await everything(desk)
        assert len(await rows(desk, models.Member)) == members


async def test_whoever_does_not_want_to_be_named_is_not(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        await told(world, world.stan, words=WORST[:WORDS_LIMIT], shown="unnamed")
        waiting = await everything(desk)
        assert str(world.stan.id) not in waiting
        await deliver(world, desk)
        (card,) = world.texts(world.hosts)
        assert "Stan" not in card
        assert "does not want to be named" in card
        assert "Not everything fits here" not in card


async def test_nothing_said_is_refused_and_comes_back(database: Database) -> None:
    async with open_office(database, *COGS) as (world, desk):
        assert "Please write what the hosts should know" in world.words(
            await told(world, world.stan, words="  ", shown="named")
        )
        assert not await rows(desk, models.Outbox, action="tell_in_private")


async def test_the_forums_own_help_lines_stand_first(database: Database) -> None:
    async with open_office(database, *COGS) as (world, _):
        before = world.words(await world.slash(world.stan, "help", topic="support"))
        assert "Named by this forum" not in before
        assert "116 123" in before
        form = await world.slash(world.hana, "forum support")
        await world.submit(world.hana, form, lines="Northshire Carers' Line\n0300 000 000 @everyone")
        said = world.words(await world.slash(world.stan, "help", topic="support"))
        assert "Northshire Carers' Line" in said
        assert said.index("0300 000 000") < said.index("116 123")
        assert world.filled(await world.slash(world.hana, "forum support"))["lines"].startswith("Northshire")
        form = await world.slash(world.hana, "forum support")
        assert "taken away" in world.words(await world.submit(world.hana, form, lines=""))
        assert "Only this forum’s hosts" in world.words(await world.slash(world.cal, "forum support"))
