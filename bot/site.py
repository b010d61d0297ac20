"""The public page as a worker, with an answer at /healthz to whether the clerk is well."""

import asyncio
import errno
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.clerk import Clerk
from bot.health import State
from bot.web.app import make_app

Look = Callable[[], Awaitable[State]]
HEALTHZ = "/healthz"


class PortTaken(Exception):
    """`str(error)` says what to do."""


class Site:
    """`start` serves until `stop`."""

    def __init__(self, clerk: Clerk, look: Look, listen: str, port: int) -> None:
        self._clerk = clerk
        self._look = look
        self._listen = listen
        self._port = port
        self._stopping = asyncio.Event()

    async def start(self) -> None:
        self._stopping.clear()
        app = make_app(self._clerk)
        app.middlewares.append(answers_health(self._look))
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._listen, self._port).start()
            await self._stopping.wait()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                where = f"{self._listen}:{self._port}"
                raise PortTaken(f"another program listens on {where}; choose another [web] port") from error
            raise
        finally:
            await runner.cleanup()

    def stop(self) -> None:
        self._stopping.set()


def answers_health(look: Look) -> Middleware:
    """200 when all is well, else 503 and what is amiss, a line each: for whatever watches over the process."""

    @web.middleware
    async def answer(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path != HEALTHZ:
            return await handler(request)
        try:
            words = (await look()).words
        except Exception as error:
            words = (f"the record cannot be read: {type(error).__name__}",)
        text = "\n".join(words or ("well",)) + "\n"
        return web.Response(status=503 if words else 200, text=text, headers={"Cache-Control": "no-store"})

    return answer
