"""A whole public record as a folder that any web host can show, and anybody can check.

It is written beside the old one and put in its place when it is complete: nobody ever reads half an export.
"""

import asyncio
import hashlib
import secrets
import shutil
from collections.abc import AsyncIterable, Iterable
from pathlib import Path

from bot.clerk import Clerk
from bot.export import data, tables
from bot.public.origin import Origin, origin
from bot.view import View
from bot.ways import Ways
from bot.web.addresses import every_path, page_at
from bot.web.render import STYLE, Masthead, render


async def export_forum(clerk: Clerk, forum_id: int, folder: Path) -> Path:
    """Write `folder/<slug>/` and give its path. All of it is one moment's record: one transaction reads it."""
    async with clerk.record.reading(forum_id) as view:
        target, unfinished = folder / view.forum.slug, folder / f".{view.forum.slug}.{secrets.token_hex(4)}"
        await asyncio.to_thread(unfinished.mkdir, parents=True)
        try:
            await _Writer(unfinished).write(view, clerk.ways)
            await asyncio.to_thread(_put_in_place, unfinished, target)
        finally:
            await asyncio.to_thread(shutil.rmtree, unfinished, ignore_errors=True)
    return target


def _put_in_place(new: Path, target: Path) -> None:
    """No folder can take the place of a full one in a single step, so the old one steps aside, and back if need be."""
    old = new.with_name(f"{new.name}.old")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


class _Writer:
    """Writes files and remembers the digest of each, for head.json."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}

    async def write(self, view: View, ways: Ways) -> None:
        source = await origin(view)
        figures = await data.figures(view, source)
        kinds = {str(number): body.sort.value for number, body in (await data.bodies_listed(view)).items()}
        await self._stream("record.jsonl", data.record(view, source.length))
        await self._stream("invitations.csv", tables.invitations(view))
        await self._stream("pledges.csv", tables.pledges(view))
        self._file("organisations.csv", [tables.organisations(figures, kinds)])
        self._file("feedback.csv", [await tables.feedback(view)])
        self._file("figures.json", [data.pretty(figures)])
        self._file("style.css", [STYLE.read_text(encoding="utf-8")])
        await self._pages(view, ways, source)
        head = data.head(view, source, dict(sorted(self.digests.items())))
        (self.folder / "head.json").write_bytes(head.encode())

    async def _pages(self, view: View, ways: Ways, source: Origin) -> None:
        masthead = Masthead(view.forum.name, view.forum.slug, view.zone, source)
        async for path in every_path(view):
            page = await page_at(view, ways, path)
            assert page is not None, f"{path} is an address of this forum"
            self._file(f"{path}/index.html" if path else "index.html", [render(page, masthead, files=True)])

    async def _stream(self, name: str, texts: AsyncIterable[str]) -> None:
        digest = hashlib.sha256()
        with (self.folder / name).open("wb") as file:
            async for text in texts:
                body = text.encode()
                digest.update(body)
                file.write(body)
        self.digests[name] = digest.hexdigest()

    def _file(self, name: str, texts: Iterable[str]) -> None:
        body = "".join(texts).encode()
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
        self.digests[name] = hashlib.sha256(body).hexdigest()
