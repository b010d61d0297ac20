"""`forum-clerk demo`: the story up to the letters, and then it is yours: three addresses, until Ctrl-C."""

import asyncio
import contextlib
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import simcord
from aiohttp import web

from bot.demo.desk import Desk
from bot.demo.stage import Stage, open_stage
from bot.demo.story import FORUM_SLUG, STORY, the_wrong_address_is_put_right
from bot.web.app import start_site
from db.engine import Database
from db.migrate import upgrade

CHAT, DESK, RECORD = 8765, 8766, 8767
"""Ports on this machine alone; where one is taken, another free one."""
SETTLE = 0.3
"""Seconds that pass before what somebody did in the chat is looked at, so that a click is not disturbed."""

WELCOME = """
A carers’ forum on this machine. Every body and person in it is made up.

  Start here, and read the officials’ letters   {desk}
  The chat: be a carer, a host or a stranger    {chat}
  The public record                             {record}

What to try first:
  1. On the chat page, choose Cal as the viewer and type /agenda raise.
  2. Choose Hana, who is a host, and type /invitation list.
  3. Open a letter and be the official: press Accept in its calendar, follow the link to the private page, reply in
     your own words, be out of the office. The page says what the clerk made of it.
  4. What the clerk does not decide alone waits in #hosts: be Hana, and press what it means.
  5. Let a month go by on the start page, and type /engagement stats.

Ctrl-C ends it, and nothing stays behind{kept}.
"""


async def stay(out: Path | None) -> int:
    """Furnish the stage, print the addresses, and stay. With `out`, the database is kept there."""
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite+aiosqlite:///{_fresh(out or Path(scratch))}"
        await upgrade(url)
        database = Database.at(url)
        try:
            async with opened(database) as places:
                print(WELCOME.format(**places, kept=f" but the database in {out}" if out else ""), flush=True)
                await asyncio.Event().wait()
        finally:
            await database.dispose()
    return 0


def _fresh(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("forum-clerk-demo.db*"):
        old.unlink()
    return folder.resolve() / "forum-clerk-demo.db"


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[dict[str, str]]:
    """The live demo, with its three addresses; ended on leaving the block."""
    record = f"http://127.0.0.1:{_free(RECORD)}"
    async with open_stage(database, site=record) as stage:
        for chapter in STORY[: STORY.index(the_wrong_address_is_put_right)]:
            await chapter(stage)
        async with _preview(stage) as preview, _at(stage, preview, record) as desk:
            yield {"desk": desk, "chat": f"{desk}/chat/carers-chat", "record": f"{record}/{FORUM_SLUG}"}


@asynccontextmanager
async def _preview(stage: Stage) -> AsyncIterator["Chat"]:
    world = stage.world
    viewers = [world.cal, world.cara, world.hana, world.stan]
    page = world.env.preview(
        world.chat, viewers=viewers, layout="channel", port=_free(CHAT), locale="en-GB", timezone="Europe/London"
    )
    async with page as preview:
        yield Chat(stage, preview)


class Chat:
    """The chat page: which channel it shows, and what has come since it was last drawn."""

    def __init__(self, stage: Stage, preview: simcord.Preview) -> None:
        self.stage = stage
        self.preview = preview

    def show(self, name: str) -> str:
        """Turn the page to a channel; the address to open. Raises KeyError for one that is not there."""
        world = self.stage.world
        everybody = (world.cal, world.cara, world.hana, world.stan)
        channel, viewers = {
            "carers-chat": (world.chat, everybody),
            "public-log": (world.log, everybody),
            "hosts": (world.hosts, (world.hana,)),
        }[name]
        self.preview.channel, self.preview.viewers = channel, viewers
        page, _, secret = self.preview.url.partition("#")
        return f"{page}?{name}#{secret}"

    async def refresh(self) -> None:
        """Draw what is new. While somebody's click is being handled this is refused; the next turn does it."""
        with contextlib.suppress(simcord.SetupError):
            await self.preview.refresh()


@asynccontextmanager
async def _at(stage: Stage, chat: Chat, record: str) -> AsyncIterator[str]:
    """The desk's page, the public record, and a hand that does what is due whenever something was recorded."""
    port = _free(DESK)
    desk = Desk(stage, chat, record=f"{record}/{FORUM_SLUG}")
    runner = web.AppRunner(desk.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    site = await start_site(stage.clerk, "127.0.0.1", int(record.rpartition(":")[2]))
    hand = asyncio.create_task(_keep_turning(stage, chat))
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        hand.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await hand
        await runner.cleanup()
        await site.cleanup()


async def _keep_turning(stage: Stage, chat: Chat) -> None:
    recorded = asyncio.Event()
    stage.clerk.record.committed = recorded.set
    while True:
        await recorded.wait()
        await asyncio.sleep(SETTLE)
        recorded.clear()
        before = stage.told
        await stage.turn()
        if stage.told != before:
            await chat.refresh()


def _free(wanted: int) -> int:
    """This port if nobody has it, else any that is free."""
    for port in (wanted, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("there is no free port on this machine")
