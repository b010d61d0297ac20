"""What holds for every command, button, menu and form there is: a new one is covered without being named here."""

import json
from typing import Any, cast

import pytest
from discord import app_commands

from bot.chat import limits
from bot.chat.doors import Door
from bot.chat.gate import commands_of, undeclared
from bot.clerk import Clerk
from bot.client import ForumClerk
from bot.rules.permissions import ALLOWED
from tests.cogs.conftest import OneForum
from tests.discord_world import open_world


@pytest.fixture
async def client(clerk: OneForum) -> Any:
    """The real counter, with every cog that is found."""
    async with open_world(lambda: ForumClerk(cast(Clerk, clerk))) as world:
        yield world.bot


async def test_every_command_says_who_may_use_it(client: ForumClerk) -> None:
    assert list(commands_of(client.tree)), "no command was found"
    assert undeclared(client.tree) == []


async def test_every_button_menu_and_form_says_who_may_use_it(client: ForumClerk) -> None:
    assert len(client.doors) > 1
    for door in client.doors.values():
        assert issubclass(door, Door)
        assert ALLOWED[door.act]


async def test_every_command_fits_discord(client: ForumClerk) -> None:
    assert len(client.tree.get_commands()) <= 100
    for command in client.tree.get_commands():
        payload = command.to_dict(client.tree)
        assert len(json.dumps(payload, ensure_ascii=False)) <= 8_000, f"/{command.name} is too long in all"
        check(payload)


async def test_every_parameter_is_described(client: ForumClerk) -> None:
    """Discord shows "…" for one that is not, which helps nobody."""
    bare = [
        f"/{command.qualified_name} {parameter.display_name}"
        for command in commands_of(client.tree)
        if isinstance(command, app_commands.Command)
        for parameter in command.parameters
        if str(parameter.description) in ("", "…")
    ]
    assert bare == []


def check(part: dict[str, Any]) -> None:
    assert len(part["name"]) <= limits.COMMAND_NAME, part["name"]
    assert len(part.get("description") or "") <= limits.COMMAND_DESCRIPTION, part["name"]
    assert len(part.get("options") or ()) <= limits.OPTIONS, part["name"]
    assert len(part.get("choices") or ()) <= limits.OPTIONS, part["name"]
    for choice in part.get("choices") or ():
        assert len(choice["name"]) <= limits.OPTION_TEXT, choice["name"]
    for option in part.get("options") or ():
        check(option)
