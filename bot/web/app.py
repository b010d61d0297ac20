"""The web application: the public record's pages and files, to read and nothing else; and the officials' desks.

It may be put behind any server that speaks TLS, and under any path: every address in its pages is relative. Whatever is
asked for is read in one transaction and written nowhere; only a desk (`bot.web.desk`) takes what is sent to it.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from functools import cache

from aiohttp import web

from bot.clerk import Clerk
from bot.export.files import FILES
from bot.locale import ENGLISH
from bot.public.origin import origin
from bot.rules.tongue import N_, tr
from bot.web.addresses import page_at
from bot.web.answers import (
    HEADERS,
    HTML,
    NOT_FOUND_BY_SEARCH,
    Made,
)
from bot.web.asked import CACHE, CLERK, LANGUAGE, TURNS, forum_id
from bot.web.cache import Cache
from bot.web.data import forum_file
from bot.web.desk import Desk
from bot.web.desk_requests import HEADERS as DESK_HEADERS, NotTaken, masked
from bot.web.past import NoSuchDay, NotNow, NotThen, Turns, seen
from bot.web.render import STYLE, Masthead, in_language, render, render_bare
from db import papers

log = logging.getLogger(__name__)

SLUG = "[a-z0-9][a-z0-9-]*"

ROBOTS = """\
# Pages about one person's answers say "noindex" themselves; they have to be read for that to be seen.
User-agent: *
Disallow: /r/
"""

BUSY = N_(
    "Several people are looking back at past days just now, and each of those pages is worked out from the whole "
    "record. The pages of today can be read meanwhile."
)
WRONG = N_("Something went wrong on our side. Nothing was changed. (reference {reference})")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def start_site(clerk: Clerk, host: str, port: int) -> web.AppRunner:
    """Serve until `await runner.cleanup()`. With port 0, `runner.addresses` says which one it became."""
    runner = web.AppRunner(make_app(clerk), access_log=None, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def make_app(clerk: Clerk) -> web.Application:
    app = web.Application(middlewares=[guarded])
    app[CLERK], app[CACHE], app[TURNS] = clerk, Cache(clerk), Turns()
    app.router.add_get("/", forums)
    app.router.add_get("/healthz", healthy)
    app.router.add_get("/robots.txt", robots)
    app.router.add_get("/style.css", style)
    Desk(clerk).add_to(app)
    app.router.add_get(f"/{{forum:{SLUG}}}", forum_page)
    app.router.add_get(f"/{{forum:{SLUG}}}/", without_slash)
    app.router.add_get(f"/{{forum:{SLUG}}}/style.css", style)
    for file in FILES:
        app.router.add_get(f"/{{forum:{SLUG}}}/{file.name}", forum_file)
    app.router.add_get(f"/{{forum:{SLUG}}}/{{path:.+}}", forum_page)
    return app


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer carries the same headers; whatever is not there, or goes wrong, is a page in plain words."""
    try:
        response = await handler(request)
    except web.HTTPNotFound:
        words = N_("This address does not belong to a page of the public record.")
        response = notice(request, 404, N_("There is nothing here"), words)
    except NotThen:
        words = N_("Nothing stood at this address at the end of that day.")
        response = notice(request, 404, N_("Not on the record on that day"), words)
    except NoSuchDay as refusal:
        response = notice(request, 400, N_("That day cannot be shown"), str(refusal))
    except NotNow:
        response = notice(request, 503, N_("Please try again in a minute"), BUSY)
        response.headers["Retry-After"] = "60"
    except NotTaken as said:
        response = notice(request, said.status, said.title, said.words)
        response.headers.update(DESK_HEADERS)
    except web.HTTPMethodNotAllowed:
        words = N_("Nothing can be sent to this address.")
        response = notice(request, 405, N_("This page can only be read"), words)
    except web.HTTPException as answer:
        response = answer
    except Exception:
        reference = secrets.token_hex(2).upper()
        log.exception("reference %s, in %s", reference, masked(request.rel_url.raw_path))
        response = notice(request, 500, N_("This page cannot be shown just now"), WRONG, reference=reference)
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def notice(request: web.Request, status: int, title: str, words: str, **places: str) -> web.Response:
    """A page of two messages, in the language of the forum whose address was asked for; `words` may be said already."""
    language = request.get(LANGUAGE, ENGLISH)
    with in_language(language):
        said = {"title": tr(title), "words": tr(words, **places)}
    text = render_bare("notice", language, **said)
    return web.Response(text=text, status=status, content_type=HTML, headers={"Cache-Control": "no-store"})


async def healthy(request: web.Request) -> web.Response:
    """Can the record be read?"""
    async with request.app[CLERK].database.reading() as db:
        await papers.forums(db)
    return web.Response(text="ok\n", headers={"Cache-Control": "no-store"})


async def robots(request: web.Request) -> web.Response:
    return Made.of(ROBOTS.encode(), "text/plain").answer(request)


async def style(request: web.Request) -> web.Response:
    return _style().answer(request)


@cache
def _style() -> Made:
    return Made.of(STYLE.read_bytes(), "text/css")


async def forums(request: web.Request) -> web.Response:
    """The forums of this clerk, by name."""

    async def make() -> Made:
        async with request.app[CLERK].database.reading() as db:
            listed = sorted(await papers.forums(db), key=lambda forum: (forum.name.casefold(), forum.id))
            return Made.of(render_bare("forums", forums=listed).encode(), HTML)

    return (await request.app[CACHE].get(request.path_qs, make)).answer(request)


async def without_slash(request: web.Request) -> web.Response:
    """`/northshire/` is `/northshire`; said without naming a host, for we may stand behind another server."""
    raise web.HTTPPermanentRedirect(f"../{request.match_info['forum']}")


async def forum_page(request: web.Request) -> web.Response:
    """Any page of a forum; another forum's ids are as good as none."""

    async def make() -> Made:
        clerk, path, number = request.app[CLERK], request.match_info.get("path", ""), await forum_id(request)
        async with request.app[TURNS].taken(request.query), clerk.record.reading(number) as view:
            with in_language(view.forum.language):
                view = await seen(view, path, request.query)
            page = await page_at(view, clerk.ways, path)
            if page is None:
                raise NotThen if view.past else web.HTTPNotFound
            source = await origin(view)
            text = render(page, Masthead.of(view, source))
        found = page.indexed and view.past is None
        return Made.of(text.encode(), HTML, source.head, {} if found else NOT_FOUND_BY_SEARCH)

    return (await request.app[CACHE].get(request.path_qs, make)).answer(request)
