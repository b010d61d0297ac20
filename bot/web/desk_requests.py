"""What comes to a desk and goes from it: forms read, refusals said, nothing kept by anybody."""

import re
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs

from aiohttp import web

from bot.desk.reader import Mistakes, Problem, Typed
from bot.rules.errors import Refused
from bot.web.render import render_bare

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
MOST_FIELDS = 100
T = TypeVar("T")
UNREAD = "That could not be read"
AGAIN = "Please open the page from our letter again. Nothing was changed."


@dataclass(frozen=True)
class Shown:
    """What a desk shows besides its subject: what was typed, and what is to be mended; before that, what `stands`."""

    form: StrEnum | None = None
    typed: Typed = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    stands: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return "\n".join(self.typed[name]) if name in self.typed else self.stands.get(name, "")

    def problem(self, name: str) -> str | None:
        return next((one.words for one in self.problems if one.field == name), None)


async def tried(doing: Awaitable[T], field: str) -> T | Sequence[Problem]:
    """What is done, or what there is to mend; the words of a rule that says no are shown in `field`."""
    try:
        return await doing
    except Mistakes as error:
        return error.problems
    except Refused as error:
        return (Problem(field, str(error)),)


def see_other(where: str) -> web.Response:
    """Have the page asked for anew."""
    return web.Response(status=303, headers={"Location": where, **HEADERS})


def masked(path: str) -> str:
    """The path as it may stand in a log: whoever reads the log shall not be able to answer for an official."""
    return re.sub(r"/r/.*", "/r/…", path, flags=re.DOTALL)


async def sent(request: web.Request) -> Typed:
    """The fields of a form. Files, other kinds of bodies and hundreds of fields are refused."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise refusal(web.HTTPUnsupportedMediaType, UNREAD, AGAIN)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        words = "Please shorten it, and send it again. Nothing was changed."
        raise refusal(web.HTTPBadRequest, "That is too long", words) from None
    try:
        return parse_qs(body.decode(errors="replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise refusal(web.HTTPBadRequest, UNREAD, AGAIN) from None


def refusal(kind: type[web.HTTPClientError], title: str, words: str) -> web.HTTPClientError:
    """A page in plain words instead of the one that was asked for."""
    text = render_bare("notice", title=title, words=words)
    return kind(text=text, content_type="text/html", headers=HEADERS)
