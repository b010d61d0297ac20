"""What every handler of the site needs: the clerk, the pages that are kept, and which forum is asked for."""

from typing import Final

from aiohttp import web

from bot.clerk import Clerk
from bot.web.cache import Cache
from bot.web.past import Turns
from db import papers

CLERK: Final = web.AppKey("clerk", Clerk)
CACHE: Final = web.AppKey("cache", Cache)
TURNS: Final = web.AppKey("turns", Turns)
LANGUAGE: Final = web.RequestKey("language", str)
"""Of the forum that is asked for, as soon as it is known which one that is."""


async def forum_id(request: web.Request) -> int:
    async with request.app[CLERK].database.reading() as db:
        forum = await papers.forum_named(db, request.match_info["forum"])
    if forum is None:
        raise web.HTTPNotFound
    request[LANGUAGE] = forum.language
    return forum.id
