"""The demo's own page: where to go, the officials' letters to read and answer, and a hand on the clock."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Protocol

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.demo.acting import mail_of
from bot.demo.answers import event_in
from bot.demo.made import made
from bot.demo.postbox import Posted
from bot.demo.stage import FORUM, Stage
from bot.demo.world import LONDON
from bot.rules.errors import Refused
from bot.rules.saying import say_moment
from db import post

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Chat(Protocol):
    """The chat page, as far as the desk needs it."""

    def show(self, name: str) -> str:
        """Turn it to a channel; the address to open."""

    async def refresh(self) -> None:
        """Draw what is new."""


class Desk:
    """The page at which the visitor sits between the three."""

    def __init__(self, stage: Stage, chat: Chat, *, record: str) -> None:
        self.stage = stage
        self.chat = chat
        self.record = record
        self.env = Environment(loader=PackageLoader("bot.demo"), autoescape=True, undefined=StrictUndefined)

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.get("/", self.start),
                web.get("/letters", self.letters),
                web.get("/letters/{letter:[0-9]+}.eml", self.raw),
                web.get("/letters/{letter:[0-9]+}", self.letter),
                web.post("/letters/{letter:[0-9]+}", self.answer),
                web.get("/chat/{name}", self.open_chat),
                web.post("/time", self.time),
            ]
        )
        return app

    async def start(self, request: web.Request) -> web.Response:
        async with self.stage.clerk.database.reading() as db:
            waiting = len(await post.tray(db, FORUM))
        return self._page("start", request, waiting=waiting)

    async def letters(self, request: web.Request) -> web.Response:
        came = Counter(mail.letter for mail in self.stage.post.came)
        newest = [self._shown(posted) | {"came": came[posted.letter]} for posted in reversed(self.stage.post.letters)]
        return self._page("letters", request, letters=newest)

    async def letter(self, request: web.Request) -> web.Response:
        return await self._letter(request)

    async def raw(self, request: web.Request) -> web.Response:
        return web.Response(body=self._found(request).raw, content_type="message/rfc822")

    async def answer(self, request: web.Request) -> web.Response:
        """POST: a mail goes to the clerk, who reads it at once."""
        form, posted, box = await request.post(), self._found(request), self.stage.post
        try:
            what, raw = mail_of(form, posted, self.stage.clock.now())
        except Refused as refusal:
            return await self._letter(request, typed=form, refusal=str(refusal))
        box.comes(raw, posted, what)
        await self.stage.turn()
        await self.chat.refresh()
        raise web.HTTPSeeOther(f"{request.rel_url.path}?came={len(box.came)}")

    async def time(self, request: web.Request) -> web.Response:
        """POST: let so many days go by."""
        days = str((await request.post()).get("days", "1"))
        passed = min(int(days), 60) if days.isdigit() else 1
        await self.stage.until((self.stage.clock.now().astimezone(LONDON) + timedelta(days=passed)).date())
        await self.chat.refresh()
        raise web.HTTPSeeOther(str(request.rel_url.with_path("/")))

    async def open_chat(self, request: web.Request) -> web.Response:
        """Turn the chat page to this channel and go there."""
        try:
            raise web.HTTPFound(self.chat.show(request.match_info["name"]))
        except KeyError:
            raise web.HTTPNotFound from None

    async def _letter(
        self, request: web.Request, *, typed: Mapping[str, Any] = NOTHING, refusal: str | None = None
    ) -> web.Response:
        posted, box = self._found(request), self.stage.post
        asked = request.query.get("came", "")
        async with self.stage.clerk.record.reading(FORUM) as view:
            told = [
                {"what": mail.what, "when": say_moment(mail.at, LONDON), "new": str(number) == asked}
                | {"made": await made(box, view, mail)}
                for number, mail in enumerate(box.came, 1)
                if mail.letter == posted.letter
            ]
        away_until = self.stage.clock.now().astimezone(LONDON).date() + timedelta(days=7)
        return self._page(
            "letter",
            request,
            letter=self._shown(posted),
            body=words_of(posted),
            event=event_of(posted),
            came=told[::-1],
            typed={"act": "", "time": "", "words": "", "back": away_until.isoformat()} | dict(typed),
            refusal=refusal,
            status=422 if refusal else 200,
        )

    def _found(self, request: web.Request) -> Posted:
        number = int(request.match_info["letter"])
        for posted in self.stage.post.letters:
            if posted.letter == number:
                return posted
        raise web.HTTPNotFound

    def _shown(self, posted: Posted) -> dict[str, Any]:
        return {**vars(posted), "when": say_moment(posted.at, LONDON)}

    def _page(self, template: str, request: web.Request, *, status: int = 200, **values: Any) -> web.Response:
        html = self.env.get_template(f"{template}.html.j2").render(
            record=self.record,
            now=say_moment(self.stage.clock.now(), LONDON),
            **values,
        )
        return web.Response(text=html, status=status, content_type="text/html")


def words_of(posted: Posted) -> Markup:
    """The letter as mail programs show it: what its HTML part holds, where every web address can be pressed."""
    page = posted.message.get_body(("html",))
    found = re.search(r"<div[^>]*>(.*)</div>", page.get_content() if page else "", re.DOTALL)
    return Markup(found[1]) if found else escape(posted.body)


def event_of(posted: Posted) -> dict[str, Any] | None:
    """What their mail program shows above the letter, with its buttons; None for a letter without a calendar part."""
    if posted.calendar is None:
        return None
    event = event_in(posted)
    starts = event.decoded("dtstart")
    return {
        "title": str(event["summary"]),
        "when": say_moment(starts, LONDON),
        "where": str(event.get("location", "")),
        "propose": f"{(starts + timedelta(days=7)).astimezone(LONDON):%Y-%m-%dT%H:%M}",
    }
