"""/forum, through the front door, with the real clerk and a real database behind it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.clock import HandClock
from bot.record import Record
from bot.rules import facts as f
from bot.rules.policy import LEAST, PATIENCE, Policy
from bot.ways import Ways
from db import ledger, models
from db.engine import Database
from tests.discord_world import Answer, World, open_world

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.only_on("sqlite")  # What Discord shows does not depend on the database; what is kept does.
on_both = pytest.mark.only_on("sqlite", "postgres")

HOSTS_ONLY = "Only this forum’s hosts can do that."
STEWARDS_ONLY = "Only people who may manage this Discord server can do that."


@dataclass
class Counter:
    """The /forum counter in a server that has no forum yet."""

    world: World
    clerk: Clerk

    async def set_up(self, **options: Any) -> Answer:
        world = self.world
        named: dict[str, Any] = {
            "name": "Northshire Carers’ Forum",
            "host_role": world.host_role,
            "carer_role": world.carer_role,
        }
        channels = {"chat_channel": world.chat, "log_channel": world.log, "host_channel": world.hosts}
        return await world.slash(world.olga, "forum setup", **{**named, **channels, **options})

    async def forum(self) -> models.Forum | None:
        async with self.clerk.database.reading() as db:
            return (await db.execute(select(models.Forum))).scalar_one_or_none()

    async def policy(self) -> Policy:
        async with self.clerk.record.reading(1) as view:
            return view.terms.policy

    async def kinds(self) -> list[str]:
        async with self.clerk.database.reading() as db:
            return [line["kind"] for line in await ledger.after(db, 1, 0, 100)]


@pytest.fixture
async def counter(database: Database) -> AsyncIterator[Counter]:
    clerk = Clerk(Record(database, HandClock(NOW)), Ways(site="https://carers.example"))
    async with open_world(lambda: ForumClerk(clerk, extensions=["cogs.forum"])) as world:
        yield Counter(world, clerk)


@on_both
async def test_setting_up_makes_the_forum_and_begins_its_record(counter: Counter) -> None:
    answer = await counter.set_up(area="Northshire", nation="SCT")
    words = counter.world.words(answer)
    assert "Northshire Carers’ Forum is open" in words
    assert "Still in the way" not in words
    assert "/session schedule" in words
    forum = await counter.forum()
    assert forum is not None
    assert (forum.slug, forum.area, forum.nation) == ("northshire-carers-forum", "Northshire", "SCT")
    assert (forum.host_role_id, forum.carer_role_id) == (counter.world.host_role.id, counter.world.carer_role.id)
    assert (forum.chat_channel_id, forum.log_channel_id) == (counter.world.chat.id, counter.world.log.id)
    assert forum.host_channel_id == counter.world.hosts.id
    assert await counter.kinds() == ["policy_adopted", "calendar_adopted"]
    assert (await counter.policy()).nation == "SCT"


async def test_only_who_may_manage_the_server_sets_up(counter: Counter) -> None:
    world = counter.world
    answer = await world.slash(world.cal, "forum setup", name="Mine", host_role=world.carer_role)
    assert world.words(answer).startswith(STEWARDS_ONLY)
    assert await counter.forum() is None


async def test_a_second_setup_says_where_to_change_things_and_changes_nothing(counter: Counter) -> None:
    await counter.set_up()
    answer = await counter.set_up(name="Another")
    assert counter.world.words(answer) == "There is a forum in this server already. Change it with /forum settings."
    forum = await counter.forum()
    assert forum is not None
    assert forum.name == "Northshire Carers’ Forum"
    assert len(await counter.kinds()) == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"name": "12345"}, "Please give the forum a name"),
        ({"host_role": "everyone"}, "Everybody has that role"),
        ({"host_role": "bot"}, "Discord manages that role"),
        ({"carer_role": "host"}, "Hosts and carers need two roles"),
        ({"host_channel": "chat"}, "The hosts need a channel of their own"),
        ({"host_channel": "open"}, "Everybody in the server can see #open-to-all"),
    ],
)
async def test_what_would_not_be_safe_is_refused_and_makes_nothing(
    counter: Counter, options: dict[str, str], sentence: str
) -> None:
    world = counter.world
    there = {
        "everyone": world.guild.default_role,
        "bot": world.bot_role,
        "host": world.host_role,
        "chat": world.chat,
        "open": world.guild.create_text_channel("open-to-all"),
    }
    answer = await counter.set_up(**{name: there.get(value, value) for name, value in options.items()})
    assert world.words(answer).startswith(sentence)
    assert await counter.forum() is None


@pytest.mark.parametrize(
    ("permission", "called"),
    [
        ("view_channel", "View Channel"),
        ("send_messages", "Send Messages"),
        ("embed_links", "Embed Links"),
        ("attach_files", "Attach Files"),
        ("read_message_history", "Read Message History"),
    ],
)
async def test_each_permission_missing_in_a_channel_is_named_with_the_channel(
    counter: Counter, permission: str, called: str
) -> None:
    counter.world.forbid(counter.world.log, permission)
    words = counter.world.words(await counter.set_up())
    amiss = [line for line in words.splitlines() if "lacks" in line]
    assert len(amiss) == 1
    assert amiss[0].startswith(f"- In #public-log (the public log) the clerk lacks “{called}”. Open")
    assert "Open the channel’s settings, then Permissions, add the role" in amiss[0]
    assert await counter.forum() is not None


@pytest.mark.parametrize(
    ("permission", "called"), [("create_events", "Create Events"), ("manage_events", "Manage Events")]
)
async def test_each_permission_missing_in_the_server_is_named(counter: Counter, permission: str, called: str) -> None:
    counter.world.forbid_everywhere(permission)
    words = counter.world.words(await counter.set_up())
    assert f"In this server the clerk lacks “{called}”, so sessions do not appear as Discord events." in words


async def test_what_was_mended_is_seen_by_pressing_check_again(counter: Counter) -> None:
    world = counter.world
    world.forbid(world.log, "read_message_history", "attach_files")
    answer = await counter.set_up()
    assert "“Attach Files” and “Read Message History”" in world.words(answer)
    async with counter.clerk.database.writing() as db:
        row = (await db.execute(select(models.Outbox))).scalars().first()
        assert row is not None
        row.state = "blocked"
    world.forbid(world.log)
    await world.restart()
    answer = await world.press(world.olga, answer, "Check again")
    assert "Still in the way" not in world.words(answer)
    async with counter.clerk.database.reading() as db:
        states = (await db.execute(select(models.Outbox.state))).scalars().all()
    assert set(states) == {"waiting"}


async def test_settings_are_for_hosts_and_show_how_it_is(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    assert world.words(await world.slash(world.cal, "forum settings")).startswith(HOSTS_ONLY)
    answer = await world.slash(world.hana, "forum settings")
    assert "Everything the clerk needs in this server is there." in world.words(answer)
    assert f"<#{world.log.id}>" in world.words(answer)
    assert world.labels(answer) == ["Name and area", "Roles", "Channels", "Language", "Check again"]


async def test_the_name_is_changed_and_its_address_stays(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.press(world.hana, await world.slash(world.hana, "forum settings"), "Name and area")
    assert world.filled(form)["name"] == "Northshire Carers’ Forum"
    answer = await world.submit(world.hana, form, name="Westmere *Carers*", area="Westmere @everyone")
    assert "The name and the area are kept." in world.words(answer)
    assert "@everyone" not in world.markdown(world.messages(answer)[-1])
    forum = await counter.forum()
    assert forum is not None
    assert (forum.name, forum.area, forum.slug) == (
        "Westmere *Carers*",
        "Westmere @everyone",
        "northshire-carers-forum",
    )


async def test_the_language_of_the_pages_is_english_until_hosts_choose_welsh(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    settings = await world.slash(world.hana, "forum settings")
    assert "in English" in world.words(settings)
    form = await world.press(world.hana, settings, "Language")
    assert world.filled(form)["language"] == "en-GB"
    answer = await world.submit(world.hana, form, language="cy")
    assert "The language of the web pages is kept." in world.words(answer)
    assert "in Welsh (Cymraeg)" in world.words(answer)
    forum = await counter.forum()
    assert forum is not None
    assert forum.language == "cy"


@on_both
async def test_a_channel_chosen_anew_lets_what_stood_still_move_again(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    async with counter.clerk.database.writing() as db:
        row = (await db.execute(select(models.Outbox))).scalars().first()
        assert row is not None
        row.state, row.not_before = "blocked", NOW + timedelta(days=1)
    form = await world.press(world.hana, await world.slash(world.hana, "forum settings"), "Channels")
    other = world.guild.create_text_channel("new-log")
    await world.submit(world.hana, form, log_channel_id=[other])
    forum = await counter.forum()
    assert forum is not None
    assert (forum.log_channel_id, forum.chat_channel_id) == (other.id, world.chat.id)
    async with counter.clerk.database.reading() as db:
        row = (await db.execute(select(models.Outbox))).scalars().first()
        assert row is not None
        assert (row.state, row.not_before) == ("waiting", NOW)


async def test_the_hosts_channel_is_not_moved_to_where_everybody_reads(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.press(world.hana, await world.slash(world.hana, "forum settings"), "Channels")
    other = world.guild.create_text_channel("open-to-all")
    answer = await world.submit(world.hana, form, host_channel_id=[other])
    assert "Everybody in the server can see #open-to-all" in world.words(answer)
    forum = await counter.forum()
    assert forum is not None
    assert forum.host_channel_id == world.hosts.id


async def test_the_roles_are_changed(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.press(world.hana, await world.slash(world.hana, "forum settings"), "Roles")
    answer = await world.submit(world.hana, form, carer_role_id=[])
    assert "everybody in this server" in world.words(answer)
    form = await world.press(world.hana, await world.slash(world.hana, "forum settings"), "Roles")
    answer = await world.submit(world.hana, form, host_role_id=[world.carer_role], carer_role_id=[world.carer_role])
    assert "Hosts and carers need two roles" in world.words(answer)
    forum = await counter.forum()
    assert forum is not None
    assert (forum.host_role_id, forum.carer_role_id) == (world.host_role.id, None)


async def test_a_forum_whose_hosts_role_was_deleted_is_given_another_by_setup(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    world.env.backend.delete_role(world.guild.id, world.host_role.id)
    await world.env.settle()
    another = world.guild.create_role("New hosts")
    answer = await world.slash(world.olga, "forum setup", name="Ignored", host_role=another)
    assert "New hosts" in world.words(answer)
    forum = await counter.forum()
    assert forum is not None
    assert (forum.host_role_id, forum.name) == (another.id, "Northshire Carers’ Forum")
    assert (forum.carer_role_id, forum.log_channel_id) == (world.carer_role.id, world.log.id)


async def test_the_charter_is_kept_shown_and_taken_away(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.slash(world.hana, "forum charter")
    answer = await world.submit(world.hana, form, charter="We are carers.\n\n\n\nWe work **with** you.")
    assert "> We are carers." in world.words(answer)
    assert "We work **with** you." in world.words(await world.slash(world.stan, "forum about"))
    form = await world.slash(world.hana, "forum charter")
    assert world.filled(form)["charter"] == "We are carers.\n\nWe work **with** you."
    assert "taken away" in world.words(await world.submit(world.hana, form, charter=""))


async def test_a_charter_that_judges_goes_back_to_who_wrote_it(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.slash(world.hana, "forum charter")
    answer = await world.submit(world.hana, form, charter="The council ignored us.")
    assert "Please leave “ignored” out of the charter" in world.words(answer)
    assert "The council ignored us." in world.words(answer)
    forum = await counter.forum()
    assert forum is not None
    assert forum.charter is None


@on_both
async def test_the_terms_are_made_more_patient_on_the_record(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    form = await world.slash(world.hana, "forum policy")
    assert world.filled(form) == {name: str(getattr(LEAST, name)) for name in PATIENCE}
    answer = await world.submit(world.hana, form, reply_days="12", publish_after_notice="7")
    assert "Time to reply: 10 → **12 working days**" in world.words(answer)
    assert "Time between notice and publication: 5 → **7 working days**" in world.words(answer)
    policy = await counter.policy()
    assert (policy.version, policy.reply_days, policy.publish_after_notice) == (2, 12, 7)
    assert (await counter.kinds())[-1] == f.PolicyAdopted.kind
    assert "version 2" in world.words(await world.slash(world.stan, "forum about"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reply_days": "9"}, "may be 10 to 60 working days, not 9"),
        ({"fair_notice": "61"}, "may be 15 to 60 working days, not 61"),
        ({"reply_days": "ten"}, "“ten” is not a number of days"),
        ({"notice_after": "-5"}, "“-5” is not a number of days"),
        ({"second_reminder_after": "5"}, "make it at least 7"),
        ({"reply_days": "14"}, "fair notice is at least 17"),
        ({}, "These are the periods that the forum has already."),
    ],
)
async def test_terms_that_are_less_patient_or_do_not_fit_are_refused(
    counter: Counter, typed: dict[str, str], sentence: str
) -> None:
    await counter.set_up()
    world = counter.world
    answer = await world.submit(world.hana, await world.slash(world.hana, "forum policy"), **typed)
    assert sentence in world.words(answer)
    assert (await counter.policy()).version == 1


async def test_about_tells_anybody_and_pings_nobody(counter: Counter) -> None:
    await counter.set_up(area="Northshire")
    world = counter.world
    answer = await world.slash(world.stan, "forum about")
    words, markdown = world.words(answer), world.markdown(world.messages(answer)[0])
    assert "A forum of unpaid carers in Northshire. Its hosts are those with the role “Host”." in words
    assert "We ask for a reply within 10 working days" in words
    assert "The record holds 2 entries." in words
    assert "<@" not in markdown
    assert not world.messages(answer)[0].ephemeral
    assert world.messages(await world.slash(world.stan, "forum about", only_me=True))[0].ephemeral


async def test_a_deleted_channel_is_named_in_the_settings(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    world.env.backend.delete_channel(world.log.id)
    await world.env.settle()
    words = world.words(await world.slash(world.hana, "forum settings"))
    assert "The channel of the public log does not exist any more" in words


# ---------------------------------------------------------------- handing over


async def test_a_forum_is_handed_to_another_host_after_it_was_read_back(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    asked, again = [await world.slash(world.hana, "forum handover", to=world.hana) for _ in range(2)]
    assert "Who is a host does not change" in world.words(asked)
    assert (forum := await counter.forum()) is not None
    assert forum.set_up_by == world.olga.id
    await world.press(world.hana, asked, "Yes, hand it over")
    assert (forum := await counter.forum()) is not None
    assert forum.set_up_by == world.hana.id
    assert "in their hands already" in world.words(await world.press(world.hana, again, "Yes, hand it over"))


async def test_a_forum_is_handed_to_hosts_only(counter: Counter) -> None:
    await counter.set_up()
    world = counter.world
    answer = await world.slash(world.hana, "forum handover", to=world.cal)
    assert "They are not a host yet. Give them the role “Host” in Discord" in world.words(answer)
    assert HOSTS_ONLY in world.words(await world.slash(world.cal, "forum handover"))
