"""The web application: the public record's pages and files, to read and nothing else; and the officials' desks.

It may be put behind any server that speaks TLS, and under any path: every address in its pages is relative. Whatever is
asked for is read in one transaction and written nowhere; only a desk (`bot.web.desk`) takes what is sent to it.
"""

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from bot.clerk import Clerk
from bot.public.origin import Origin, origin
from bot.view import View
from bot.web.addresses import page_at
from bot.web.desk import Desk
from bot.web.desk_requests import masked
from bot.web.files import FILES, Stream
from bot.web.past import NoSuchDay, NotThen, seen
from bot.web.render import STYLE, Masthead, render, render_bare
from db import gate, papers, public

log = logging.getLogger(__name__)

CLERK: Final = web.AppKey("clerk", Clerk)
SLUG = "[a-z0-9][a-z0-9-]*"
HTML = "text/html"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Server": "Forum Clerk",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
ALWAYS_ASK = "no-cache"
"""Kept by whoever reads, and used again once we said that it is still the same: what was erased is gone at once."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def start_site(clerk: Clerk, host: str, port: int) -> web.AppRunner:
    """Serve until `await runner.cleanup()`. With port 0, `runner.addresses` says which one it became."""
    runner = web.AppRunner(make_app(clerk), access_log=None, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def make_app(clerk: Clerk) -> web.Application:
    app = web.Application(middlewares=[guarded])
    app[CLERK] = clerk
    app.router.add_get("/", forums)
    app.router.add_get("/healthz", healthy)
    app.router.add_get("/style.css", style)
    Desk(clerk).add_to(app)
    app.router.add_get(f"/{{forum:{SLUG}}}", forum_page)
    app.router.add_get(f"/{{forum:{SLUG}}}/", without_slash)
    app.router.add_get(f"/{{forum:{SLUG}}}/style.css", style)
    for name in FILES:
        app.router.add_get(f"/{{forum:{SLUG}}}/{name}", forum_file)
    app.router.add_get(f"/{{forum:{SLUG}}}/{{path:.+}}", forum_page)
    return app


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer carries the same headers; whatever is not there, or goes wrong, is a page in plain words."""
    try:
        response = await handler(request)
    except web.HTTPNotFound:
        response = notice(404, "There is nothing here", "This address does not belong to a page of the public record.")
    except NotThen:
        response = notice(404, "Not on the record on that day", "Nothing stood at this address at the end of that day.")
    except NoSuchDay as refusal:
        response = notice(400, "That day cannot be shown", str(refusal))
    except web.HTTPMethodNotAllowed:
        response = notice(405, "This page can only be read", "Nothing can be sent to this address.")
    except web.HTTPException as said:
        response = said
    except Exception:
        reference = secrets.token_hex(2).upper()
        log.exception("reference %s, in %s", reference, masked(request.rel_url.raw_path))
        words = f"Something went wrong on our side. Nothing was changed. (reference {reference})"
        response = notice(500, "This page cannot be shown just now", words)
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def notice(status: int, title: str, words: str) -> web.Response:
    text = render_bare("notice", title=title, words=words)
    return web.Response(text=text, status=status, content_type=HTML, headers={"Cache-Control": "no-store"})


async def healthy(request: web.Request) -> web.Response:
    """Can the record be read?"""
    async with request.app[CLERK].database.reading() as db:
        await papers.forums(db)
    return web.Response(text="ok\n", headers={"Cache-Control": "no-store"})


async def style(request: web.Request) -> web.Response:
    return answer(request, STYLE.read_bytes(), "text/css")


async def forums(request: web.Request) -> web.Response:
    """The forums of this clerk, by name."""
    async with request.app[CLERK].database.reading() as db:
        listed = sorted(await papers.forums(db), key=lambda forum: (forum.name.casefold(), forum.id))
        text = render_bare("forums", forums=listed)
    return answer(request, text.encode(), HTML)


async def without_slash(request: web.Request) -> web.Response:
    """`/northshire/` is `/northshire`; said without naming a host, for we may stand behind another server."""
    raise web.HTTPPermanentRedirect(f"../{request.match_info['forum']}")


async def forum_page(request: web.Request) -> web.Response:
    """Any page of a forum; another forum's ids are as good as none."""
    clerk, path = request.app[CLERK], request.match_info.get("path", "")
    async with clerk.record.reading(await forum_id(request)) as view:
        view = await seen(view, path, request.query)
        page = await page_at(view, clerk.ways, path)
        if page is None:
            raise NotThen if view.past else web.HTTPNotFound
        source = await origin(view)
        text = render(page, Masthead(view.forum.name, view.forum.slug, view.zone, source, view.past))
    return answer(request, text.encode(), HTML, source)


async def forum_file(request: web.Request) -> web.StreamResponse:
    """A file of the public data, as at today."""
    name = request.rel_url.raw_parts[-1]
    made, content_type = FILES[name]
    clerk, number = request.app[CLERK], await forum_id(request)
    async with clerk.record.reading(number) as view:
        source = await origin(view)
        tag = await version(view, source)
        if tagged(request, tag):
            return unchanged(tag)
        if made is not None:
            return answer(request, (await made(view, source)).encode(), content_type, source, tag=tag)
    return await Stream(clerk, number, source).answer(
        request, {"ETag": f'"{tag}"', "Cache-Control": ALWAYS_ASK, **HEADERS}
    )


async def forum_id(request: web.Request) -> int:
    async with request.app[CLERK].database.reading() as db:
        forum = await papers.forum_named(db, request.match_info["forum"])
    if forum is None:
        raise web.HTTPNotFound
    return forum.id


async def version(view: View, source: Origin) -> str:
    """What a file depends on: the head of the chain, the day, and what has been erased beside the chain."""
    unnamed = len(await gate.objecting(view.db, view.forum.id))
    return f"{source.head[:32]}.{source.as_at:%Y%m%d}.{await public.erasures(view.db, view.forum.id)}.{unnamed}"


def answer(
    request: web.Request, body: bytes, content_type: str, source: Origin | None = None, *, tag: str | None = None
) -> web.Response:
    """The bytes, or that they are still the same. A page's tag is the chain's head and its own digest."""
    head = f"{source.head[:32]}." if source else ""
    tag = tag or head + hashlib.sha256(body).hexdigest()[:32]
    if tagged(request, tag):
        return unchanged(tag)
    response = web.Response(body=body, content_type=content_type, charset="utf-8")
    response.headers["Cache-Control"] = ALWAYS_ASK
    response.etag = tag
    return response


def tagged(request: web.Request, tag: str) -> bool:
    """Does the reader hold this already? A server between us may have made the tag a weak one."""
    return any(held.value in (tag, "*") for held in request.if_none_match or ())


def unchanged(tag: str) -> web.Response:
    return web.Response(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": ALWAYS_ASK})
