"""A whole public record as a folder that any web host can show, and anybody can check.

It is written beside the old one and put in its place when it is complete: nobody ever reads half an export.
"""

import asyncio
import hashlib
import secrets
import shutil
from collections.abc import AsyncIterable, AsyncIterator
from pathlib import Path

from bot.clerk import Clerk
from bot.export import data
from bot.export.edition import Edition
from bot.export.files import FILES, HEAD
from bot.rules.exported import PAGES
from bot.web.addresses import every_path, page_at
from bot.web.render import STYLE, Masthead, render

ROBOTS = """\
# What is about one person carries "noindex" itself; files cannot, so they are named here.
User-agent: *
Disallow: /*record.jsonl$
Disallow: /*invitations.csv$
Disallow: /*.atom$
"""
"""It counts only where the folder is the root of a web host."""


async def export_forum(clerk: Clerk, forum_id: int, folder: Path) -> Path:
    """Write `folder/<slug>/` and give its path. All of it is one moment's record: one transaction reads it."""
    async with clerk.record.reading(forum_id) as view:
        target, unfinished = folder / view.forum.slug, folder / f".{view.forum.slug}.{secrets.token_hex(4)}"
        await asyncio.to_thread(unfinished.mkdir, parents=True)
        try:
            await _Writer(unfinished).write(await Edition.of(view, clerk.ways, folder=True))
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
    """Writes files and remembers their digests for head.json: those of pages, of which there may be very many, in a
    list of their own that grows on the disk and not in the memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}

    async def write(self, edition: Edition) -> None:
        for file in FILES:
            if file.name != HEAD:
                self.digests[file.name] = await self._stream(file.name, file.made(edition))
        self.digests["style.css"] = self._file("style.css", STYLE.read_text(encoding="utf-8"))
        self.digests["robots.txt"] = self._file("robots.txt", ROBOTS)
        self.digests[PAGES] = await self._stream(PAGES, self._pages(edition))
        head = data.head(edition.view, edition.origin, dict(sorted(self.digests.items())))
        (self.folder / HEAD).write_bytes(head.encode())

    async def _pages(self, edition: Edition) -> AsyncIterator[str]:
        """Write each page; give the lines of the list."""
        view = edition.view
        masthead = Masthead.of(view, edition.origin)
        async for path in every_path(view):
            page = await page_at(view, edition.ways, path)
            assert page is not None, f"{path} is an address of this forum"
            name = f"{path}/index.html" if path else "index.html"
            yield f"{self._file(name, render(page, masthead, files=True))}  {name}\n"

    async def _stream(self, name: str, texts: AsyncIterable[str]) -> str:
        digest = hashlib.sha256()
        with (self.folder / name).open("wb") as file:
            async for text in texts:
                body = text.encode()
                digest.update(body)
                file.write(body)
        return digest.hexdigest()

    def _file(self, name: str, text: str) -> str:
        body = text.encode()
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
        return hashlib.sha256(body).hexdigest()
