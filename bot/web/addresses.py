"""Every permanent address of a forum's public record, and the page that stands there."""

import re
from collections.abc import AsyncIterator, Callable, Coroutine
from math import ceil
from typing import Any

from bot.rules.errors import Refused
from bot.view import View
from bot.ways import Ways
from bot.web.pages import agenda, corrections, front, invitation, log, method, organisation, pledges, session
from bot.web.render import Page, in_language
from db import ledger, models, public

CHUNK = 500
Maker = Callable[..., Coroutine[Any, Any, Page]]

PAGES: tuple[tuple[str, Maker], ...] = (
    ("", front.page),
    ("sessions", session.index),
    ("sessions/page/N", session.index),
    ("sessions/N", session.page),
    ("organisations", organisation.index),
    ("organisations/N", organisation.page),
    ("organisations/N/asked", organisation.asked),
    ("organisations/N/asked/page/N", organisation.asked),
    ("invitations/N", invitation.page),
    ("agenda", agenda.page),
    ("agenda/page/N", agenda.page),
    ("pledges", pledges.page),
    ("corrections", corrections.page),
    ("corrections/page/N", corrections.page),
    ("log", log.newest),
    ("log/N", log.page),
    ("method", method.page),
)
_SHAPES = [(re.compile(shape.replace("N", "([1-9][0-9]{0,8})")), maker) for shape, maker in PAGES]


async def page_at(view: View, ways: Ways, path: str) -> Page | None:
    """What stands there, in its forum's language; None where there is nothing, as for another forum's ids."""
    for shape, maker in _SHAPES:
        if found := shape.fullmatch(path):
            try:
                with in_language(view.forum.language):
                    return await maker(view, ways, *map(int, found.groups()))
            except Refused:
                return None
    return None


async def every_path(view: View) -> AsyncIterator[str]:
    """All addresses, in a fixed order."""
    for path in ("", "method", "organisations", "sessions", "agenda", "pledges", "corrections", "log"):
        yield path
    for number in range(2, await session.pages(view) + 1):
        yield f"sessions/page/{number}"
    for number in range(2, await agenda.pages(view) + 1):
        yield f"agenda/page/{number}"
    for number in range(2, await corrections.pages(view) + 1):
        yield f"corrections/page/{number}"
    for number in range(1, ceil((await ledger.head(view.db, view.forum.id)).seq / log.SIZE) + 1):
        yield f"log/{number}"
    for body, many in await public.often_asked(view.db, view.forum.id, organisation.SIZE):
        yield f"organisations/{body}/asked"
        for number in range(2, ceil(many / organisation.SIZE) + 1):
            yield f"organisations/{body}/asked/page/{number}"
    models_of = {"sessions": models.Session, "organisations": models.Organisation, "invitations": models.Invitation}
    for kind, model in models_of.items():
        last = 0
        while numbers := await public.numbers(view.db, model, view.forum.id, last, CHUNK):
            for number in numbers:
                yield f"{kind}/{number}"
            last = numbers[-1]
