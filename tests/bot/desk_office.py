"""An official’s side: their private page by its token, through HTTP, and the forum behind it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot import desk_keys
from bot.rules import facts as f
from bot.rules.words import Via
from bot.web.app import make_app
from db import models
from db.engine import Database
from tests.bot.test_web import HOSTILE, Client, Parsed
from tests.desk import HOST, Desk, remembered


@dataclass
class Office:
    """An official's side: their page by its token, and the forum behind it."""

    desk: Desk
    site: Client
    token: str
    invitation: int
    item: int

    async def page(self, **query: str) -> str:
        async with self.site.get(f"/r/{self.token}", params=query) as response:
            assert response.status == 200
            return await response.text()

    async def send(self, form: str = "answer", **fields: str | Sequence[str]) -> tuple[int, str]:
        """The status, and the page that follows."""
        async with self.site.post(f"/r/{self.token}", data=_pairs(form, fields), allow_redirects=False) as response:
            if response.status != 303:
                return response.status, await response.text()
            where = response.headers["Location"]
        assert where.startswith("?"), "no address that holds the token"
        async with self.site.get(f"/r/{self.token}{where}") as response:
            return 303, await response.text()

    async def done(self, form: str = "answer", **fields: str | Sequence[str]) -> str:
        status, text = await self.send(form, **fields)
        assert status == 303, Parsed(text).text[:600]
        return text

    async def refused(self, form: str = "answer", **fields: str | Sequence[str]) -> str:
        """The page that says what to mend; nothing was written."""
        before = await self.written()
        status, text = await self.send(form, **fields)
        assert status == 422, status
        assert await self.written() == before
        return text

    async def last(self) -> f.Fact:
        return (await self.desk.history(self.invitation))[-1]

    async def written(self) -> list[int]:
        """How much there is of everything that can be written."""
        kinds: tuple[Any, ...] = (models.Entry, models.Enclosure, models.Piece, models.Letter, models.Outbox)
        async with self.desk.clerk.database.reading() as db:
            return [await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]

    async def pieces(self) -> list[models.Piece]:
        async with self.desk.clerk.database.reading() as db:
            return list((await db.execute(select(models.Piece).order_by(models.Piece.id))).scalars())

    async def letters(self, purpose: str = "receipt") -> list[models.Letter]:
        async with self.desk.clerk.database.reading() as db:
            query = select(models.Letter).where(models.Letter.purpose == purpose).order_by(models.Letter.id)
            return list((await db.execute(query)).scalars())

    async def detail(self) -> str | None:
        """The words beside the last reply."""
        async with self.desk.clerk.record.reading(self.desk.forum) as view:
            replies = [e.fact for e in await view.history(self.invitation) if isinstance(e.fact, f.Responded)]
            digest = replies[-1].detail
            return (await view.texts([digest]))[digest] if digest else None


def _pairs(form: str, fields: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    pairs = [("form", form)]
    for name, value in fields.items():
        pairs += [(name, one) for one in ([value] if isinstance(value, str) else value)]
    return pairs


async def furnished(database: Database) -> Desk:
    """One invitation that has left, with an agenda item put to the body, and a name that is shown."""
    desk = await Desk.opened(database)
    meeting = await desk.session(days=45, title=f"Respite {HOSTILE}")
    leader = await desk.official(await desk.body("Northshire Council", "council"), elected=True, name="Ada Fell")
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        item = models.Item(
            forum_id=desk.forum, shown="unnamed", title="Short breaks", details="", state="open", raised_at=tx.now
        )
        tx.db.add(item)
        await tx.db.flush()
        tx.record(f.ItemAccepted(item=item.id, session=meeting, organisation=None, **tx.mark(Via.COMMAND)))
        item.state, item.session_id = "accepted", meeting
    await desk.invited(meeting, leader)
    await desk.post()
    return desk


@asynccontextmanager
async def open_office(
    database: Database, name: str, furnish: Callable[[Database], Awaitable[Desk]]
) -> AsyncIterator[Office]:
    """The page of invitation 1, of a forum that `furnish` makes: once for each `name`."""
    desk = await remembered(database, name, furnish)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        token = desk_keys.mint(tx, 1)
    async with TestClient(TestServer(make_app(desk.clerk))) as site:
        yield Office(desk, site, token, 1, 1)
