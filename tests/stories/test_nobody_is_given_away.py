"""A carer who raises something without their name is nowhere to be found: not in a channel, a list, a choice, a page,
a file, a log or a refusal. Commands, choices and pages are found by looking, so that a new one is searched too."""

import json
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer
from discord import app_commands

from bot.chat.gate import commands_of
from bot.client import extensions_in
from bot.export import export_forum
from bot.rules.verify import verify
from bot.web.app import make_app
from db import ledger
from db.engine import Database
from tests.cogs.office import deliver, open_office
from tests.desk import Desk
from tests.discord_world import Answer, Person, World

TITLE = "Buses that take a wheelchair"
DETAILS = "My aunt Ottoline waited for three hours in the rain."
SECRET = "She sleeps in my kitchen"
PAGES = 200


async def test_whoever_raised_it_without_a_name_is_nowhere(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    async with open_office(database, *extensions_in("cogs")) as (world, desk):
        await _cara_raises(world)
        await _hosts_deal_with_it(world, desk)
        await deliver(world, desk)
        seen = {
            "channels": [text for channel in (world.chat, world.log, world.hosts) for text in world.texts(channel)],
            "commands": [text async for text in _commands(world)],
            "choices": [text async for text in _choices(world)],
            "logs": [record.getMessage() for record in caplog.records],
            "pages": [text async for text in _pages(desk)],
            "record": [json.dumps(line) for line in await _ledger(desk)],
            "export": await _export(desk, tmp_path),
        }
        assert any(TITLE in text for text in seen["choices"]), "the search finds what is there"
        assert any(TITLE in text for text in seen["channels"])
        assert len(seen["pages"]) > 8
        mentions = re.compile(rf"\b[Cc]ara\b|{world.cara.id}")
        assert [(where, text) for where, texts in seen.items() for text in texts if mentions.search(text)] == []
        private = ("logs", "pages", "record", "export", "choices")
        assert [(where, text) for where in private for text in seen[where] if "Ottoline" in text] == []
        assert [(where, text) for where, texts in seen.items() for text in texts if SECRET in text] == []


async def _cara_raises(world: World) -> None:
    """After a refusal, which she alone sees; and she wants what somebody else raised too."""
    form = await world.slash(world.cara, "agenda raise")
    answer = await world.submit(world.cara, form, title=TITLE, details=f"{SECRET}: 07700 900123", shown="unnamed")
    assert "telephone number" in world.words(answer)
    answers = [answer, await _raised(world, world.cara, title=TITLE, details=DETAILS, shown="unnamed")]
    await _raised(world, world.cal, title="A night-sitting service", shown="named")
    listed = await world.slash(world.cal, "agenda list")
    answers.append(await world.press(world.cara, listed, "Me too: item 2"))
    assert all(message.ephemeral for answer in answers for message in world.messages(answer))


async def _raised(world: World, person: Person, **answers: str) -> Answer:
    return await world.submit(person, await world.slash(person, "agenda raise"), **answers)


async def _hosts_deal_with_it(world: World, desk: Desk) -> None:
    session = await desk.session()
    review = await world.slash(world.hana, "agenda review", item="1")
    form = await world.press(world.hana, review, "Put on an agenda")
    await world.submit(world.hana, form, session=[str(session)])
    form = await world.press(world.hana, await world.slash(world.hana, "agenda review", item="1"), "Quote…")
    await world.submit(world.hana, form, words="waited for three hours in the rain.")
    await desk.invited(session, await desk.official(await desk.body()))
    await deliver(world, desk)
    await desk.post()


async def _commands(world: World) -> AsyncIterator[str]:
    """Whatever can be typed without an option, by somebody who only looks and by a host."""
    for command in commands_of(world.bot.tree):
        if isinstance(command, app_commands.Command) and not any(one.required for one in command.parameters):
            for person in (world.stan, world.hana):
                yield world.words(await world.slash(person, command.qualified_name))


async def _choices(world: World) -> AsyncIterator[str]:
    for command in commands_of(world.bot.tree):
        if isinstance(command, app_commands.Command):
            for parameter in command.parameters:
                if parameter.autocomplete:
                    for person in (world.stan, world.hana):
                        yield str(await world.autocomplete(person, command.qualified_name, parameter.display_name))


async def _pages(desk: Desk) -> AsyncIterator[str]:
    """Every page of the forum that a reader reaches by links."""
    async with TestClient(TestServer(make_app(desk.clerk))) as site:
        waiting, known = ["/northshire"], {"/northshire"}
        while waiting:
            answer = await site.get(page := waiting.pop())
            yield (text := await answer.text())
            links = {urlsplit(urljoin(page, link)).path for link in re.findall(r'href="([^"]+)"', text)}
            fresh = {link for link in links if link.startswith("/northshire/")} - known
            known |= fresh
            waiting += sorted(fresh)
            assert len(known) < PAGES


async def _ledger(desk: Desk) -> list[dict[str, object]]:
    async with desk.clerk.database.reading() as db:
        return list(await ledger.after(db, desk.forum, 0, 10_000))


async def _export(desk: Desk, folder: Path) -> list[str]:
    await export_forum(desk.clerk, desk.forum, folder)
    assert verify(folder / "northshire").entries > 2
    return [file.read_text(errors="replace") for file in folder.rglob("*") if file.is_file()]
