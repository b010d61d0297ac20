"""Commands, buttons and menus of the sample counter, through the front door."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import discord
import pytest

from bot.chat.doors import doors_in
from bot.chat.gate import commands_of
from bot.client import INTENTS, ForumClerk
from bot.rules.permissions import Act
from cogs._button import Button
from cogs._may import Interaction, Shown, may, undeclared
from tests.cogs.conftest import OneForum
from tests.discord_world import World

HOSTS_ONLY = "Only this forum’s hosts can do that. Ask a host if you need it; /help shows what you can do."


def privately(world: World, answer: object) -> list[bool]:
    return [message.ephemeral for message in world.messages(answer)]  # type: ignore[arg-type]


@pytest.fixture
def stray() -> Iterator[ModuleType]:
    """An empty module, to define doors in."""
    module = ModuleType("tests.cogs.stray")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


async def test_a_command_is_answered_to_the_channel_or_to_the_person_alone(sample: World) -> None:
    assert privately(sample, await sample.slash(sample.cal, "sample card")) == [False]
    assert privately(sample, await sample.slash(sample.cal, "sample card", only_me=True)) == [True]
    assert privately(sample, await sample.slash(sample.hana, "sample menu")) == [True]


async def test_who_may_not_is_told_so_alone_and_the_channel_sees_nothing(sample: World) -> None:
    before = sample.texts(sample.chat, sample.cara)
    answer = await sample.slash(sample.stan, "sample hosts")
    assert (sample.words(answer), privately(sample, answer)) == (HOSTS_ONLY, [True])
    assert sample.texts(sample.chat, sample.cara) == before


async def test_a_steward_is_not_a_host_without_the_role(sample: World) -> None:
    assert sample.words(await sample.slash(sample.olga, "sample hosts")) == HOSTS_ONLY


async def test_a_host_is_known_by_what_came_with_the_interaction_not_by_a_cache(sample: World) -> None:
    guild = sample.bot.get_guild(sample.guild.id)
    assert guild is not None
    guild._roles.clear()
    guild._members.clear()
    assert "Role.HOST" in sample.words(await sample.slash(sample.hana, "sample hosts"))


async def test_everybody_is_a_carer_where_the_forum_names_no_role(sample: World, clerk: OneForum) -> None:
    card = await sample.slash(sample.cal, "sample card")
    assert sample.words(await sample.press(sample.stan, card, "Me too")).startswith("Only carers")
    assert clerk.forum is not None
    clerk.forum = replace(clerk.forum, carer_role_id=None)
    assert sample.words(await sample.press(sample.stan, card, "Me too")) == "Item 7 has you too."


async def test_without_a_forum_one_sentence_says_how_to_make_one(sample: World, clerk: OneForum) -> None:
    clerk.forum = None
    assert "/forum setup" in sample.words(await sample.slash(sample.cal, "sample log"))


async def test_a_command_that_declares_nothing_is_found_and_open_to_nobody(sample: World) -> None:
    assert undeclared(sample.bot.tree) == ["sample forgotten"]
    assert len(list(commands_of(sample.bot.tree))) == 12
    assert sample.words(await sample.slash(sample.olga, "sample forgotten")) == "This command is not open to anybody."


async def nothing(interaction: Interaction) -> None:
    """A command that does nothing."""


def test_may_is_refused_where_it_would_not_work() -> None:
    with pytest.raises(ValueError, match="no message"):
        may(Act.INVITE, Shown.IN_PLACE)
    with pytest.raises(TypeError, match="below"):
        may(Act.INVITE)(discord.app_commands.Command(name="a", description="b", callback=nothing))  # type: ignore[type-var]


async def test_autocomplete_shows_nothing_to_those_who_may_not(sample: World, clerk: OneForum) -> None:
    assert await sample.autocomplete(sample.hana, "sample hosts", "session", "a") == [("secret a", "1")]
    assert await sample.autocomplete(sample.cal, "sample hosts", "session", "a") == []
    assert await sample.autocomplete(sample.hana, "sample forgotten", "session", "a") == []
    clerk.forum = None
    assert await sample.autocomplete(sample.hana, "sample hosts", "session", "a") == []


async def test_a_button_works_after_a_restart(sample: World) -> None:
    card = await sample.slash(sample.cal, "sample card")
    await sample.restart()
    assert sample.words(await sample.press(sample.cara, card, "Me too 12")) == "Item 12 has you too."


async def test_a_button_asks_who_may_press_it(sample: World) -> None:
    card = await sample.slash(sample.hana, "sample card")
    answer = await sample.press(sample.cal, card, "Open the session")
    assert (sample.words(answer), privately(sample, answer)) == (HOSTS_ONLY, [True])
    answer = await sample.press(sample.hana, card, "Open the session")
    assert (sample.words(answer), privately(sample, answer)) == ("The session is open.", [False])


async def test_the_library_keeps_no_view_so_none_can_be_mixed_or_time_out(sample: World) -> None:
    card = await sample.slash(sample.cal, "sample card")
    await sample.press(sample.cal, card, "Raise another")
    store = sample.bot._connection._view_store
    assert not store._views
    assert not store._synced_message_views
    assert not store._dynamic_items
    assert not store._modals


@pytest.mark.parametrize("label", ["Break", "Break later"])
async def test_a_bug_in_a_button_is_answered_with_its_reference(sample: World, label: str) -> None:
    card = await sample.slash(sample.cal, "sample card")
    answer = await sample.press(sample.cal, card, label)
    (mishap,) = sample.mishaps
    assert "ZeroDivisionError" in mishap
    reference = mishap.split("reference ")[1][:4]
    assert sample.words(answer) == f"Something went wrong on our side. Nothing was recorded. (reference {reference})"
    assert privately(sample, answer) == [True]


async def test_a_button_of_an_older_version_says_so(sample: World) -> None:
    card = await sample.slash(sample.cal, "sample card")
    doors = dict(sample.bot.doors)
    del doors[discord.InteractionType.component, "sample-metoo"]
    sample.bot.doors = doors
    assert "older version" in sample.words(await sample.press(sample.cal, card, "Me too"))


async def test_a_command_of_an_older_version_says_so(sample: World) -> None:
    sample.bot.tree.remove_command("sample")
    assert "older version" in sample.words(await sample.slash(sample.cal, "sample card"))


async def test_a_menu_gives_what_was_chosen_before_and_after_a_restart(sample: World) -> None:
    card = await sample.slash(sample.hana, "sample menu")
    assert sample.words(await sample.choose(sample.hana, card, "1", "3")) == "9: 1, 3"
    await sample.restart()
    assert sample.words(await sample.choose(sample.hana, card, "2")) == "9: 2"
    sample.env.backend.remove_member_role(sample.guild.id, sample.hana.id, sample.host_role.id)
    assert sample.words(await sample.choose(sample.hana, card, "2")) == HOSTS_ONLY


async def test_pages_turn_in_place_and_remember_what_they_are_of(sample: World) -> None:
    log = await sample.slash(sample.cal, "sample log")
    assert sample.labels(log) == ["Next"]
    await sample.press(sample.stan, log, "Next")
    await sample.restart()
    await sample.press(sample.stan, log, "Next")
    assert sample.words(log).splitlines() == [
        "## Log 3",
        "Of organisation=12 period=3 months",
        "-# As at noon",
        "-# Page 3 of 3",
    ]
    assert sample.labels(log) == ["Previous"]


async def test_a_page_that_may_not_be_turned_stays_as_it_is(sample: World, clerk: OneForum) -> None:
    log = await sample.slash(sample.cal, "sample log")
    clerk.forum = None
    answer = await sample.press(sample.cal, log, "Next")
    assert "## Log 1" in sample.words(log)
    assert [message.ephemeral for message in answer.followups] == [True]


@pytest.mark.parametrize("rows", [False, True])
async def test_discord_takes_a_card_that_is_far_too_long(sample: World, rows: bool) -> None:
    answer = await sample.slash(sample.cal, "sample long", rows=rows)
    assert sample.words(answer).startswith("## Wē")


async def test_files_are_shown_once(sample: World) -> None:
    (message,) = sample.messages(await sample.slash(sample.cal, "sample files"))
    assert [file.filename for file in message.attachments] == ["rate.png", "rate.csv"]


async def test_a_door_without_an_act_or_a_name_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="act"):
        type("Open", (Button,), {"name": "open"})
    with pytest.raises(ValueError, match="address"):
        type("Nameless", (Button,), {"act": Act.INVITE})


async def test_two_doors_of_one_name_cannot_be(stray: ModuleType) -> None:
    for name in ("One", "Two"):
        body = {"name": "same", "act": Act.INVITE, "__module__": stray.__name__}
        setattr(stray, name, type(name, (Button,), body))
    with pytest.raises(TypeError, match="both named 'same'"):
        doors_in([stray])


async def test_commands_are_sent_once_and_again_only_when_they_change(sample: World, clerk: OneForum) -> None:
    def puts() -> int:
        return sum(request.method == "PUT" for request in sample.env.http_requests)

    assert puts() == 1
    await sample.restart()
    assert puts() == 1
    sample.bot.tree.remove_command("sample")
    assert await sample.bot.sync_if_changed()
    assert puts() == 2


async def test_commands_that_discord_refuses_do_not_stop_the_start(sample: World, clerk: OneForum) -> None:
    clerk.settings.clear()
    sample.env.inject_error("PUT", "/applications/*/commands", status=400, code=30034, message="Max number reached")
    await sample.restart()
    assert "Discord did not take the commands" in sample.mishaps[0]
    assert not clerk.settings
    assert sample.words(await sample.slash(sample.cal, "sample log"))


async def test_only_the_least_is_asked_of_discord(sample: World) -> None:
    assert {name for name, on in INTENTS if on} == {"guilds", "guild_scheduled_events"}
    (sent,) = [request.json for request in sample.env.http_requests if request.method == "PUT"]
    assert sent
    for command in sent:
        assert (command["contexts"], command["integration_types"]) == ([0], [0]), "in servers, by servers, alone"


async def test_a_cog_that_does_not_load_stops_the_start(clerk: OneForum) -> None:
    client = ForumClerk(clerk, extensions=["tests.cogs.no_such_cog"])  # type: ignore[arg-type]
    with pytest.raises(ModuleNotFoundError):
        await client.setup_hook()
