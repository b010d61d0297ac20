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
from bot.rules.tongue import N_

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
MOST_FIELDS = 100
T = TypeVar("T")


class NotTaken(Exception):
    """A page in plain words is shown instead of the one that was asked for; its `title` and `words` are messages."""

    def __init__(self, status: int, title: str, words: str) -> None:
        super().__init__(title)
        self.status, self.title, self.words = status, title, words

    @classmethod
    def unread(cls, status: int = 400) -> "NotTaken":
        again = N_("Please open the page from our letter again. Nothing was changed.")
        return cls(status, N_("That could not be read"), again)


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
        raise NotTaken.unread(415)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        words = N_("Please shorten it, and send it again. Nothing was changed.")
        raise NotTaken(400, N_("That is too long"), words) from None
    try:
        return parse_qs(body.decode(errors="replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotTaken.unread() from None
