"""The demo's own page: where to go, the officials' letters to read and answer, and a hand on the clock."""

from datetime import timedelta
from typing import Any, Protocol

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.demo.postbox import Posted
from bot.demo.stage import Stage
from bot.demo.world import LONDON
from bot.rules.errors import Refused
from bot.rules.saying import say_moment
from bot.rules.wording import ANSWERS, capital
from bot.rules.words import Answer

FORUM = 1


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
        return self._page("start", request)

    async def letters(self, request: web.Request) -> web.Response:
        newest = [self._shown(posted) for posted in reversed(self.stage.post.letters)]
        return self._page("letters", request, letters=newest)

    async def letter(self, request: web.Request) -> web.Response:
        answers = [(answer.value, capital(words)) for answer, words in ANSWERS.items()]
        return self._page("letter", request, letter=self._shown(self._found(request)), answers=answers)

    async def raw(self, request: web.Request) -> web.Response:
        return web.Response(body=self._found(request).raw, content_type="message/rfc822")

    async def answer(self, request: web.Request) -> web.Response:
        """POST: what the official, or the post, makes of it."""
        form, posted, post = await request.post(), self._found(request), self.stage.post
        try:
            match form.get("post"):
                case "bounce":
                    await post.bounce(FORUM, posted.invitation)
                    said = "The letter came back. The hosts have been told, and nothing counts against the official."
                case "out_of_office":
                    await post.out_of_office(FORUM, posted.invitation)
                    said = "An automatic reply is on the record: the address lives, and nobody has answered yet."
                case _:
                    words = str(form.get("words") or "").strip()[:300] or None
                    await post.answer(FORUM, posted.invitation, Answer(str(form.get("answer"))), words)
                    said = "Your answer is on the record, and in #public-log."
        except (Refused, ValueError) as refusal:
            said = str(refusal)
        await self._turn()
        raise web.HTTPSeeOther(str(request.rel_url.with_query(said=said)))

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

    async def _turn(self) -> None:
        await self.stage.turn()
        await self.chat.refresh()

    def _found(self, request: web.Request) -> Posted:
        number = int(request.match_info["letter"])
        for posted in self.stage.post.letters:
            if posted.letter == number:
                return posted
        raise web.HTTPNotFound

    def _shown(self, posted: Posted) -> dict[str, Any]:
        return {**vars(posted), "when": say_moment(posted.at, LONDON)}

    def _page(self, template: str, request: web.Request, **values: Any) -> web.Response:
        html = self.env.get_template(f"{template}.html.j2").render(
            record=self.record,
            said=request.query.get("said"),
            now=say_moment(self.stage.clock.now(), LONDON),
            **values,
        )
        return web.Response(text=html, content_type="text/html")
