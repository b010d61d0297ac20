"""The public data, answered: small files from the cache, large ones from the disk, the record as it goes."""

from aiohttp import web

from bot.export.edition import Edition
from bot.export.files import BY_NAME, RECORD, DataFile
from bot.public.origin import Origin, origin
from bot.view import View
from bot.web.answers import HEADERS, OPEN_DATA, Made, tagged, takes_gzip, unchanged, validated
from bot.web.asked import CACHE, CLERK, forum_id
from bot.web.files import Spool, Stream
from db import gate, public


async def forum_file(request: web.Request) -> web.StreamResponse:
    """A file of the public data, as at today."""
    file = BY_NAME[request.rel_url.raw_parts[-1]]
    if file.name == RECORD:
        return await _record(request, file)
    large: list[Spool] = []

    async def make() -> Made:
        clerk = request.app[CLERK]
        async with clerk.record.reading(await forum_id(request)) as view:
            edition = await Edition.of(view, clerk.ways)
            spool = await Spool.of(edition, file)
        if (body := spool.small) is not None:
            return Made.of(body, file.content_type, edition.origin.head, OPEN_DATA)
        large.append(spool)
        raise TooLarge

    try:
        made = await request.app[CACHE].get(request.path_qs, make)
    except TooLarge:
        [spool] = large
        return await _answer(request, spool, spool.digest[:32], file)
    return made.answer(request)


class TooLarge(Exception):
    """It is sent from the disk, a piece at a time, and not kept in memory."""


async def _record(request: web.Request, file: DataFile) -> web.StreamResponse:
    clerk, number = request.app[CLERK], await forum_id(request)
    async with clerk.record.reading(number) as view:
        source = await origin(view)
        tag = await version(view, source)
    return await _answer(request, Stream(clerk, number, source), tag, file)


async def _answer(request: web.Request, whole: Spool | Stream, tag: str, file: DataFile) -> web.StreamResponse:
    packed = takes_gzip(request)
    if tagged(request, tag):
        return unchanged(tag, packed=packed)
    kind = f"{file.content_type}; charset=utf-8"
    validators = validated(tag, packed=packed)
    return await whole.send(request, {**HEADERS, **OPEN_DATA, **validators, "Content-Type": kind})


async def version(view: View, source: Origin) -> str:
    """What record.jsonl depends on: the head of the chain, what has been erased beside it, and who objects."""
    unnamed = len(await gate.objecting(view.db, view.forum.id))
    return f"{source.head[:32]}.{await public.erasures(view.db, view.forum.id)}.{unnamed}"
