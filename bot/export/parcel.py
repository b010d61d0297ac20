"""The public data as a file that fits into a Discord message."""

import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.clerk import Clerk
from bot.export import data
from bot.export.dictionary import TABLES
from bot.export.edition import Edition
from bot.export.files import BY_NAME
from bot.view import View

FORMATS = {
    "csv": "csv: tables for a spreadsheet",
    "json": "json: the figures, for programs",
    "record": "record: the record itself, to check",
}
"""What somebody may ask for, and how it is called in the list."""

MARGIN = 64 * 1024
"""What the message around the file may take of Discord's limit."""


@dataclass(frozen=True)
class Named:
    """A file with its name."""

    name: str
    body: bytes

    def open(self) -> io.BytesIO:
        return io.BytesIO(self.body)


@dataclass(frozen=True)
class Parcel:
    """The files, and what to say beside them; without files, they are too large for Discord, and `page` has them."""

    words: str
    files: tuple[Named, ...] = ()
    page: str | None = None


class _TooLarge(Exception):
    pass


WORDS = {
    "csv": "Every invitation, the figures of every body, every pledge and what was said of each session, a line each; "
    "and what each column means. "
    "All open in a spreadsheet.",
    "json": "All figures, of the forum, of each kind of body and of each body.",
    "record": "The record itself, with its head and all figures. Unpack it into a folder; "
    "“python -m bot.rules.verify FOLDER” then checks every entry and every figure.",
}


async def parcel(clerk: Clerk, forum_id: int, form: str, *, limit: int) -> Parcel:
    """The public data in one of `FORMATS`, of at most `limit` bytes together."""
    async with clerk.record.reading(forum_id) as view:
        page = clerk.ways.page(view.forum.slug)
        try:
            files = await MAKERS[form](await Edition.of(view, clerk.ways), limit - MARGIN)
        except _TooLarge:
            there = (
                "Its files stand on the public record." if page else "A host can write them with “forum-clerk export”."
            )
            return Parcel(f"That is more than Discord takes in one message. {there}", (), page)
    return Parcel(WORDS[form], files, page)


async def _tables(edition: Edition, room: int) -> tuple[Named, ...]:
    files = []
    for table in (*(table.file for table in TABLES), "data-dictionary.csv"):
        body = await _gathered(BY_NAME[table].made(edition), room)
        room -= len(body)
        files.append(Named(f"{edition.view.forum.slug}-{table}", body))
    return tuple(files)


async def _figures(edition: Edition, room: int) -> tuple[Named, ...]:
    body = await _gathered(BY_NAME["figures.json"].made(edition), room)
    return (Named(f"{edition.view.forum.slug}-figures.json", body),)


async def _record(edition: Edition, room: int) -> tuple[Named, ...]:
    view, source, packed, digest = edition.view, edition.origin, io.BytesIO(), hashlib.sha256()
    figures = await _gathered(BY_NAME["figures.json"].made(edition), room)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry("record.jsonl", view), "w") as file:
            async for text in data.record(view, source.length):
                digest.update(text.encode())
                file.write(text.encode())
                if packed.tell() > room:
                    raise _TooLarge
        archive.writestr(_entry("figures.json", view), figures)
        names = {"figures.json": hashlib.sha256(figures).hexdigest(), "record.jsonl": digest.hexdigest()}
        archive.writestr(_entry("head.json", view), data.head(view, source, names))
    if packed.tell() > room:
        raise _TooLarge
    return (Named(f"{view.forum.slug}-record.zip", packed.getvalue()),)


def _entry(name: str, view: View) -> zipfile.ZipInfo:
    """Dated by the forum's own clock, so that the same record packs to the same bytes."""
    packed = zipfile.ZipInfo(name, view.now.timetuple()[:6])
    packed.compress_type = zipfile.ZIP_DEFLATED
    packed.external_attr = 0o644 << 16
    return packed


async def _gathered(texts: AsyncIterator[str], room: int) -> bytes:
    gathered = bytearray()
    async for text in texts:
        gathered += text.encode()
        if len(gathered) > room:
            raise _TooLarge
    return bytes(gathered)


MAKERS = {"csv": _tables, "json": _figures, "record": _record}
