"""A process that runs and does nothing is found out; a page asks, and after ten minutes it ends."""

import asyncio
import json
import logging
import socket
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from typing import Any, cast

import aiohttp
import discord
import pytest
import yarl

from bot import logs
from bot.client import ForumClerk
from bot.gateway import Gateway, NotAccepted
from bot.health import Health, State, Unwell
from bot.site import PortTaken, Site
from bot.timetable import Timetable
from db.engine import Database
from tests.bot.fake_discord import FakeDiscord, fake_discord
from tests.desk import Desk


@dataclass
class Line:
    """The client, as far as its health goes."""

    ready: bool = True
    latency: float = 0.1
    calls: list[str] = field(default_factory=list)

    def is_ready(self) -> bool:
        return self.ready


@dataclass
class Room:
    desk: Desk
    line: Line
    timetable: Timetable
    health: Health

    @classmethod
    async def opened(cls, database: Database) -> "Room":
        desk, line = await Desk.opened(database), Line()
        timetable = Timetable(desk.clerk, {})
        timetable.last_turn = desk.clock.now()
        return cls(desk, line, timetable, Health(desk.clerk, cast(discord.Client, line), timetable))


async def test_all_is_well_while_connected_and_in_turn(database: Database) -> None:
    room = await Room.opened(database)
    assert (await room.health.look()).well


async def test_what_is_amiss_is_named(database: Database) -> None:
    room = await Room.opened(database)
    room.line.latency = float("inf")
    room.desk.clock.move_by(timedelta(minutes=11))
    state = await room.health.look()
    assert state.ours == ("not connected to Discord", "nothing has been looked after for a while")
    assert state.others == ("a notice has been waiting for more than ten minutes",)
    room.line.latency, room.line.ready = 0.1, False
    assert "not connected to Discord" in (await room.health.look()).ours


async def test_ten_minutes_of_it_end_the_process_and_a_good_moment_starts_anew(database: Database) -> None:
    room = await Room.opened(database)
    ill, well = State(ours=("not connected to Discord",)), State()
    for state, minutes in ((ill, 9), (well, 2), (ill, 9)):
        room.health.note(state)
        room.desk.clock.move_by(timedelta(minutes=minutes))
        room.health.note(state)
    room.desk.clock.move_by(timedelta(minutes=1))
    with pytest.raises(Unwell, match="for ten minutes now: not connected to Discord"):
        room.health.note(ill)


async def test_a_notice_that_waits_for_somebody_elses_server_ends_nothing(database: Database) -> None:
    room = await Room.opened(database)
    waiting = State(others=("a notice has been waiting for more than ten minutes",))
    room.health.note(waiting)
    room.desk.clock.move_by(timedelta(days=1))
    room.health.note(waiting)
    assert not waiting.well


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("state", "status", "text"),
    [
        (State(), 200, "well\n"),
        (State(("one",), ("two",)), 503, "one\ntwo\n"),
        (None, 503, "the record cannot be read"),
    ],
    ids=["well", "unwell", "broken"],
)
async def test_the_page_says_how_the_clerk_is(database: Database, state: State | None, status: int, text: str) -> None:
    async def look() -> State:
        if state is None:
            raise ZeroDivisionError
        return state

    desk = await Desk.opened(database)
    port = _free_port()
    site = Site(desk.clerk, look, "127.0.0.1", port)
    async with asyncio.TaskGroup() as together:
        serving = together.create_task(site.start())
        async with aiohttp.ClientSession() as web:
            async with await _asked(web, f"http://127.0.0.1:{port}/healthz", serving) as answer:
                assert (answer.status, (await answer.text())[: len(text)]) == (status, text)
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"], "on every answer"
            async with web.get(f"http://127.0.0.1:{port}/northshire") as answer:
                assert answer.status == 200
        site.stop()


async def _asked(web: aiohttp.ClientSession, url: str, serving: "asyncio.Task[None]") -> aiohttp.ClientResponse:
    while True:
        try:
            return await web.get(url)
        except aiohttp.ClientConnectorError:
            assert not serving.done()
            await asyncio.sleep(0)


@pytest.mark.only_on("sqlite")
async def test_a_port_that_is_taken_is_said_so(database: Database) -> None:
    desk = await Desk.opened(database)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        site = Site(desk.clerk, cast(Any, None), "127.0.0.1", other.getsockname()[1])
        with pytest.raises(PortTaken, match=r"choose another \[web\] port"):
            await site.start()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


# ---------------------------------------------------------------- the connection


class _AtOnce:
    def delay(self) -> float:
        return 0.0


@pytest.mark.only_on("sqlite")
async def test_a_discord_that_cannot_be_reached_is_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the log-in and at the first connection, from which the library itself does not come back."""
    desk = await Desk.opened(database)
    monkeypatch.setattr("bot.gateway.FIRST_WAIT", 0.0)
    monkeypatch.setattr(discord.client, "ExponentialBackoff", _AtOnce)
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:1/api/v10")
    async with fake_discord() as there:
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(there.socket))
        there.shut = 3
        client = ForumClerk(desk.clerk, extensions=[])
        gateway = Gateway(client, "right")
        monkeypatch.setattr("bot.gateway.rest", _appears(there, monkeypatch))
        connecting = asyncio.create_task(gateway.start())
        while not there.calls.count("IDENTIFY"):
            assert not connecting.done(), connecting.exception()
            await asyncio.sleep(0.01)  # a real conversation over real sockets
        await gateway.stop()
        await connecting
        assert there.shut == 0


def _appears(there: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> Any:
    """After the first wait, Discord can be reached."""

    async def pause(stopping: asyncio.Event, seconds: float) -> None:
        monkeypatch.setattr(discord.http.Route, "BASE", there.base)

    return pause


@pytest.mark.only_on("sqlite")
async def test_a_refused_token_is_not_waited_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = await Desk.opened(database)
    async with fake_discord() as there:
        monkeypatch.setattr(discord.http.Route, "BASE", there.base)
        gateway = Gateway(ForumClerk(desk.clerk, extensions=[]), "wrong")
        with pytest.raises(NotAccepted, match="Discord does not accept the token"):
            await gateway.start()
        await gateway.stop()


# ---------------------------------------------------------------- what is told of it


def test_a_line_of_the_log_is_one_object_that_says_what_it_is_about() -> None:
    said = StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        logs.begin("info", "json", said)
        with logs.about(forum=1), logs.about(outbox=12):
            logging.getLogger("bot.test").warning("“%s” waits", "a letter")
        try:
            raise ZeroDivisionError("a bug")
        except ZeroDivisionError:
            logging.getLogger("bot.test").exception("reference 7F3A")
        logging.getLogger("discord.http").debug("what somebody typed")
    finally:
        logging.getLogger().handlers[:] = before[0]
        logging.getLogger().setLevel(before[1])
    first, second = map(json.loads, said.getvalue().splitlines())
    assert (first["level"], first["message"], first["forum"], first["outbox"]) == (
        "warning",
        "“a letter” waits",
        1,
        12,
    )
    assert first["at"].endswith("Z")
    assert "forum" not in second
    assert "ZeroDivisionError: a bug" in second["traceback"]
