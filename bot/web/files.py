"""The files of the public data, answered live: the same that an export holds, as at today.

Each is written a piece at a time into memory or, when it grows large, into a file without a name, and sent from there:
all of it is one moment's record, and a slow reader holds neither memory nor a transaction.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from aiohttp import web

from bot.clerk import Clerk
from bot.export import data
from bot.export.edition import Edition
from bot.export.files import DataFile
from bot.public.origin import Origin

SMALL = 1_000_000
"""Bytes that are kept in memory."""
PIECE = 64 * 1024


@dataclass(frozen=True)
class Spool:
    """A whole file, its length and its digest."""

    file: SpooledTemporaryFile[bytes]
    length: int
    digest: str

    @classmethod
    async def of(cls, edition: Edition, wanted: DataFile) -> "Spool":
        file, digest = SpooledTemporaryFile[bytes](SMALL), hashlib.sha256()
        async for text in wanted.made(edition):
            body = text.encode()
            digest.update(body)
            file.write(body)
        return cls(file, file.tell(), digest.hexdigest())

    @property
    def small(self) -> bytes | None:
        """All of it, where it is short; the file is closed with that."""
        if self.length > SMALL:
            return None
        self.file.seek(0)
        with self.file as file:
            return file.read()

    async def send(self, request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
        with self.file as file:
            response = await _begun(request, headers)
            file.seek(0)
            while request.method != "HEAD" and (piece := file.read(PIECE)):
                await response.write(piece)
        await response.write_eof()
        return response


@dataclass(frozen=True)
class Stream:
    """record.jsonl, a chunk at a time: it only ever grows, so each chunk may be read in a transaction of its own."""

    clerk: Clerk
    forum: int
    source: Origin

    async def send(self, request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
        response = await _begun(request, headers)
        if request.method != "HEAD":
            for after in range(0, self.source.length, data.CHUNK):
                async with self.clerk.record.reading(self.forum) as view:
                    text = await data.record_chunk(view, after, self.source.length)
                await response.write(text.encode())
        await response.write_eof()
        return response


async def _begun(request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
    response = web.StreamResponse(headers=headers)
    if headers.get("Content-Encoding") == "gzip" and request.method != "HEAD":
        response.enable_compression(web.ContentCoding.gzip)
    await response.prepare(request)
    return response
