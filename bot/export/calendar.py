"""sessions.ics: the sessions of a forum for anybody's calendar (RFC 5545), the cancelled ones as cancelled.

Where carers meet and how they join is not public, so it is not in here.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import icalendar
from icalendar import vUri

from bot.chat.text import bare
from bot.export.edition import Edition
from bot.mail.invite import PRODUCT
from bot.public import licence
from bot.rules import chain, facts as f
from bot.rules.session import SessionState
from bot.web.pages.session import called
from db import models, public

CHUNK = 500
KINDS = (f.Planned.kind, f.Moved.kind, f.SessionCancelled.kind)
END = "END:VCALENDAR\r\n"


async def sessions(edition: Edition) -> AsyncIterator[str]:
    """Every session, a chunk at a time."""
    view, last = edition.view, 0
    yield _text(_calendar(edition)).removesuffix(END)
    while rows := await public.sessions_after(view.db, view.forum.id, last, CHUNK):
        lines = await public.of_sessions(view.db, view.forum.id, [row.id for row in rows], KINDS)
        for row in rows:
            yield _text(_event(edition, row, lines[row.id]))
        last = rows[-1].id
    yield END


def _calendar(edition: Edition) -> icalendar.Calendar:
    name = bare(edition.view.forum.name)
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("description", licence.say_licence(name))
    return whole


def _event(edition: Edition, row: models.Session, lines: list[dict[str, Any]]) -> icalendar.Event:
    """`lines` are those of the record that set its time, in order. The first one's hash never changes: nor the UID."""
    at: datetime = chain.read(lines[-1]).at
    cancelled = row.state == SessionState.CANCELLED
    event = icalendar.Event()
    event.add("uid", str(uuid5(NAMESPACE_OID, lines[0]["hash"])))
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", len(lines) - 1)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", called(bare(row.title)))
    event.add("description", f"A session of {bare(edition.view.forum.name)}, a forum of unpaid carers.")
    if edition.ways.site:
        event.add("url", vUri(edition.page(f"sessions/{row.id}")))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event


def _text(part: icalendar.Component) -> str:
    raw: bytes = part.to_ical(sorted=False)
    return raw.decode()
