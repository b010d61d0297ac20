"""A session as an entry of a calendar: an official's, and with a file of its own anybody's."""

from collections.abc import Sequence

from bot.mail.codes import session_uid
from bot.mail.invite import Event, description, published
from bot.rules import facts as f
from bot.rules.letter import sequence
from bot.sessions import items_of
from bot.view import View
from bot.ways import Ways
from db import ledger, models


async def session_file(view: View, ways: Ways, session_id: int) -> bytes:
    """The session as it stands, also once it is cancelled. Raises `Refused` for a session of another forum."""
    session: models.Session = await view.own(models.Session, session_id, "session")
    items = [item.title for item in await items_of(view, session_id)]
    lines = await ledger.of_session(view.db, view.forum.id, session_id)
    uid = session_uid(next(line["hash"] for line in lines if line["kind"] == f.Planned.kind))
    return published(await session_event(view, ways, session, items, uid))


async def session_event(view: View, ways: Ways, session: models.Session, items: Sequence[str], uid: str) -> Event:
    """Its SEQUENCE grows when it is moved and when it is cancelled."""
    count, changed = sequence(await view.session_history(session.id))
    page = ways.page(view.forum.slug, f"sessions/{session.id}")
    return Event(
        uid=uid,
        sequence=count,
        stamp=changed,
        starts=session.starts_at,
        ends=session.ends_at,
        summary=f"{session.title} ({view.forum.name})",
        description=description(view.forum.name, items, page),
        place=session.place or session.link,
        url=session.link or page,
        cancelled=session.state == "cancelled",
    )
