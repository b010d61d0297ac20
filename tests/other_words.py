"""Languages that nobody speaks, for tests: which words on a page are ours, and which language each is in."""

import json
import re
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from zlib import crc32

from babel.messages.pofile import read_po
from sqlalchemy import select

from bot.locale import TEMPLATE
from bot.public import licence
from bot.public.files import FILES
from db import models
from db.engine import Database
from tests.desk import MAIL

SIGN = "ŵ"
LETTERS = re.compile(r"[^\W\d_]{2,}")
READ_OUT = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
_WORD = re.compile(r"(%\(\w+\)s|\{\w+\}|<[^>]*>)|[^\W\d_]+")
_TYPED = (
    *(models.Forum.name, models.Forum.area, models.Forum.charter, models.Organisation.name, models.Official.role),
    *(models.Holder.name, models.Session.title, models.Session.place, models.Session.link, models.Invitation.message),
    *(models.Item.title, models.Item.quote, models.Enclosure.text, models.Motion.text, models.Motion.statement),
)
_FIXED = (*FILES, licence.TITLE, MAIL.mail or "")


class Signs(NullTranslations):
    """Every word of a message is a sign; its places and tags stay. What the list of messages lacks is English."""

    def gettext(self, message: str) -> str:
        return signs(message) if self.has(message) else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return signs(msgid2) if self.has(msgid1) else super().ngettext(msgid1, msgid2, n)

    def has(self, message: str) -> bool:
        return message in _messages()


class Half(Signs):
    """It has every other message, so that each stands within each."""

    def has(self, message: str) -> bool:
        return super().has(message) and crc32(message.encode()) % 2 == 1


def signs(message: str) -> str:
    return _WORD.sub(lambda found: found[1] or SIGN * 3, message)


@cache
def _messages() -> frozenset[str]:
    with TEMPLATE.open("rb") as file:
        return frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file) if one.id)


async def typed(database: Database, *more: str) -> list[str]:
    """What people typed, and names that are the same in every language; the longest first."""
    async with database.reading() as db:
        found = {one for column in _TYPED for one in (await db.execute(select(column))).scalars() if one}
        bodies = (await db.execute(select(models.Entry.body))).scalars()
        found |= {name for body in bodies if (name := json.loads(body).get("name"))}
    return sorted({" ".join(one.split()).rstrip(".") for one in (*found, *more, *_FIXED) if one}, key=len, reverse=True)


def ours(html: str, typed: list[str]) -> list[str]:
    """The words of a page, and of what is read out of it, that nobody typed and that are no signs."""
    said = [Words(html).text, *READ_OUT.findall(html)]
    return [word for one in said for word in _without(one, typed)]


def _without(said: str, typed: list[str]) -> Iterator[str]:
    """Not typed either, and no words: addresses, hashes and references."""
    said = re.sub(r"https?://\S+|\b[0-9a-f]{64}\b", "·", said)
    for one in typed:
        said = said.replace(one, "·")
    plain = re.sub(r"\b[0-9A-F]{4}\b", "·", said)
    yield from (word for word in LETTERS.findall(plain) if word.strip(SIGN + SIGN.upper()))


class Words(HTMLParser):
    """Each piece of text with the language that it is in; that of a drawing's title too, if it names one."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.pieces: list[tuple[str, str, str]] = []
        """The tag, its language, and the text."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((*self.open[-1], data))

    @property
    def text(self) -> str:
        """Without names that are for machines."""
        return " ".join("".join(data for tag, _, data in self.pieces if tag != "code").split())
