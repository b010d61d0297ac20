"""An official's private page, `/r/{token}`: GET shows it and records nothing, POST does what was asked.

There is no account, no cookie and no script; the token is all. Whoever has it may answer, and the address that was
invited gets a receipt. A token that is wrong or has expired learns nothing, and whoever tries many has to wait
(`bot.web.patience` says whom a server in front of us makes one).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from aiohttp import web

from bot import desk_keys
from bot.clerk import Clerk
from bot.desk import fields, form, rating, replying, submit
from bot.desk.done import Done, Place
from bot.desk.fields import Form
from bot.desk.pledging import PledgePlace
from bot.desk.reader import Typed
from bot.rules.saying import say_moment
from bot.rules.tongue import N_
from bot.rules.wording import say_privacy
from bot.rules.words import Asked
from bot.web import pledge_desk
from bot.web.asked import LANGUAGE
from bot.web.desk_requests import HEADERS, NotTaken, Shown, see_other, sent, tried
from bot.web.pages.desk import items, sheet
from bot.web.pages.desk_thanks import query, thanks
from bot.web.patience import Patience, whose
from bot.web.render import in_language, render_bare
from db import models

PATH = "/r/{token:.+}"
LONGEST_TOKEN = 100
NOTHING: Mapping[str, str] = MappingProxyType({})
WAIT = N_("Please wait a few minutes, and then try again. Nothing was changed.")

FIRST = {
    Form.ANSWER: "answer",
    Form.QUESTION: "question",
    Form.STATEMENT: fields.STATEMENT.name,
    Form.DISPUTE: fields.ENTRY.name,
    Form.CORRECTION: fields.WRONG.name,
    Form.OBJECTION: fields.OBJECTION.name,
    Form.STOP: fields.STOP.name,
    Form.FEEDBACK: Asked.OVERALL.value,
    Form.VOTE: fields.VOTE.name,
}
"""In which field the words of a rule that says no are shown."""


@dataclass(frozen=True)
class Desk:
    """Guessing is slowed by the network address, writing by the key."""

    clerk: Clerk
    strangers: Patience = field(default_factory=lambda: Patience(tries=20, pause=timedelta(seconds=30)))
    officials: Patience = field(default_factory=lambda: Patience(tries=30, pause=timedelta(minutes=2)))

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(PATH, self.show)
        app.router.add_post(PATH, self.take)

    async def show(self, request: web.Request) -> web.Response:
        """The page as it stands; it can be asked for any number of times."""
        key = await self._key(request)
        if key.pledge_id is not None:
            return await pledge_desk.page(self.clerk, PledgePlace(key.forum_id, key.pledge_id), asked=request.query)
        return await self._page(key, asked=request.query)

    async def take(self, request: web.Request) -> web.Response:
        """Do what was sent, then have the page asked for anew: reloading it sends nothing twice."""
        key, now = await self._key(request), self.clerk.clock.now()
        if not self.officials.has(key.digest, now):
            raise NotTaken(429, N_("This page has been used very often today"), WAIT)
        self.officials.spend(key.digest, now)
        typed = await sent(request)
        if key.pledge_id is not None:
            return await pledge_desk.take(self.clerk, PledgePlace(key.forum_id, key.pledge_id), typed)
        chosen = next((one for one in Form if [one] == typed.get("form")), None)
        if chosen is None:
            raise NotTaken.unread()
        done = await tried(self._do(key, chosen, typed), FIRST[chosen])
        if isinstance(done, Done):
            return see_other(query(done))
        return await self._page(key, Shown(chosen, typed, done), status=422)

    async def _key(self, request: web.Request) -> models.DeskKey:
        """The key that the address holds; of a wrong one, the same page as of any address that is none."""
        who, now = whose(request), self.clerk.clock.now()
        if not self.strangers.has(who, now):
            raise NotTaken(429, N_("Too many addresses were tried"), WAIT)
        async with self.clerk.database.reading() as db:
            key = await desk_keys.key_for(db, request.match_info["token"][:LONGEST_TOKEN], now)
            if key is not None:
                request[LANGUAGE] = (await db.get_one(models.Forum, key.forum_id)).language
        if key is None:
            self.strangers.spend(who, now)
            raise web.HTTPNotFound
        return key

    async def _do(self, key: models.DeskKey, chosen: Form, typed: Typed) -> Done:
        clerk, place = self.clerk, Place(key.forum_id, key.invitation)
        match chosen:
            case Form.ANSWER:
                async with clerk.record.reading(key.forum_id) as view:
                    numbers = [item.id for item in await items(view, key.invitation)]
                    said = form.read_answer(typed, numbers, now=view.now, zone=view.zone)
                return await replying.answer(clerk, place, said)
            case Form.QUESTION:
                return await submit.answer_question(clerk, place, *form.read_question(typed))
            case Form.STATEMENT:
                return await submit.make_statement(clerk, place, form.read_text(typed, fields.STATEMENT))
            case Form.DISPUTE:
                return await submit.dispute(clerk, place, *form.read_dispute(typed))
            case Form.CORRECTION:
                return await submit.correct_us(clerk, place, form.read_text(typed, fields.WRONG))
            case Form.OBJECTION:
                return await submit.object_to_name(clerk, place, form.read_text(typed, fields.OBJECTION))
            case Form.STOP:
                return await submit.stop_writing(clerk, place, form.read_text(typed, fields.STOP))
            case Form.VOTE:
                return await submit.answer_the_vote(clerk, place, form.read_text(typed, fields.VOTE))
            case Form.FEEDBACK:
                return await rating.rate(clerk, place, typed)

    async def _page(
        self, key: models.DeskKey, shown: Shown | None = None, *, asked: Mapping[str, str] = NOTHING, status: int = 200
    ) -> web.Response:
        async with self.clerk.record.reading(key.forum_id) as view:
            with in_language(view.forum.language):
                desk = await sheet(view, self.clerk.ways, key.invitation)
                told = await thanks(asked, view, self.clerk.ways, Place(key.forum_id, key.invitation))
                privacy = say_privacy(here=True)
            text = render_bare(
                "desk",
                view.forum.language,
                desk=desk,
                shown=shown or Shown(),
                thanks=told,
                hosts=fields.HOSTS,
                apart_fields=fields,
                privacy=privacy,
                moment=lambda at: say_moment(at, view.zone),
            )
        return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
