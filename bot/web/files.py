"""The files of the public data, answered live: the same that an export holds, as at today.

The live head.json names no files, for its neighbours are made anew for each reader.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.clerk import Clerk
from bot.export import data, tables
from bot.public.origin import Origin
from bot.view import View

Maker = Callable[[View, Origin], Awaitable[str]]
LINES = "application/x-ndjson"


async def figures(view: View, source: Origin) -> str:
    return data.pretty(await data.figures(view, source))


async def head(view: View, source: Origin) -> str:
    return data.head(view, source, {})


async def organisations(view: View, source: Origin) -> str:
    listed = await data.bodies_listed(view)
    kinds = {str(number): body.sort.value for number, body in listed.items()}
    return tables.organisations(await data.figures(view, source), kinds)


async def invitations(view: View, source: Origin) -> str:
    return "".join([line async for line in tables.invitations(view)])


async def feedback(view: View, source: Origin) -> str:
    return await tables.feedback(view)


async def pledges(view: View, source: Origin) -> str:
    return "".join([line async for line in tables.pledges(view)])


FILES: Mapping[str, tuple[Maker | None, str]] = {
    "record.jsonl": (None, LINES),
    "head.json": (head, "application/json"),
    "figures.json": (figures, "application/json"),
    "organisations.csv": (organisations, "text/csv"),
    "invitations.csv": (invitations, "text/csv"),
    "feedback.csv": (feedback, "text/csv"),
    "pledges.csv": (pledges, "text/csv"),
}


@dataclass(frozen=True)
class Stream:
    """record.jsonl, a chunk at a time: a slow reader holds neither memory nor a transaction."""

    clerk: Clerk
    forum: int
    source: Origin

    async def answer(self, request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
        response = web.StreamResponse(headers={**headers, "Content-Type": f"{LINES}; charset=utf-8"})
        await response.prepare(request)
        if request.method != "HEAD":
            for after in range(0, self.source.length, data.CHUNK):
                async with self.clerk.record.reading(self.forum) as view:
                    text = await data.record_chunk(view, after, self.source.length)
                await response.write(text.encode())
        await response.write_eof()
        return response
