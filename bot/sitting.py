"""A session while it runs: the item that it is at, what is taken down, and what is off the record.

All of it is papers; the record says only that the session was opened and held. What the cards in the channels show is
brought up to date with each change. Who is there and who speaks next: `bot/floor.py`.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from bot.rules import session as rules
from bot.rules.errors import Refused
from bot.rules.minutes_text import Kind, take_down as allowed
from bot.rules.notices import Action, Destination, Notice
from bot.rules.session import SAID, SessionState
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from db import live, models, papers, support

CARDS = ((Destination.CHAT, Action.LIVE_CARD), (Destination.HOSTS, Action.CONTROL_CARD))


@dataclass(frozen=True)
class Words:
    """What a host takes down."""

    kind: Kind
    words: str
    owner: str = ""
    due: date | None = None


async def open_floor(tx: Transaction, session_id: int) -> None:
    """Open the session. It is at the first item of its agenda at once, so that nobody has to press anything for it."""
    tx.record(rules.open_session(await tx.session(session_id), **tx.mark(Via.COMMAND)))
    await _come_to(tx, await _begun(tx, session_id))


async def next_item(tx: Transaction, session_id: int, seen: int) -> None:
    """Go on to the next item, or to none after the last. `seen` is the item that the host saw as the current one."""
    sitting = await opened(tx, session_id)
    if (sitting.item_id or 0) != seen:
        raise Refused("Somebody has gone on already. The card shows where the session is now.")
    if sitting.item_id is None and await following(tx, sitting) is None:
        raise Refused("There is no further item on the agenda. When the session is over, close it.")
    await _come_to(tx, sitting)


async def following(view: View, sitting: models.Sitting) -> models.Item | None:
    """The first item of the agenda that the session has not come to."""
    done = taken(sitting)
    agenda = await papers.agenda(view.db, view.forum.id, sitting.session_id)
    return next((item for item in agenda if item.id not in done), None)


def taken(sitting: models.Sitting) -> list[int]:
    """The items that the session has come to, in order."""
    return [int(number) for number in sitting.taken.split(",") if number]


async def take_down(tx: Transaction, session_id: int, what: Words) -> models.Note:
    """Under the current item; `Refused` off the record."""
    sitting, state = await _sitting(tx, session_id)
    words, owner = allowed(what.words, what.owner, state, off_the_record=sitting.off_since is not None)
    row = models.Note(
        forum_id=tx.forum.id,
        session_id=session_id,
        item_id=sitting.item_id,
        kind=what.kind.value,
        words=words,
        owner=owner,
        due=what.due,
    )
    tx.db.add(row)
    await tx.db.flush()
    await show(tx, session_id)
    return row


async def off_the_record(tx: Transaction, session_id: int, *, off: bool) -> None:
    """From now on nothing is taken down, or it is again. Only how long it was is kept."""
    sitting = await opened(tx, session_id)
    if off is (sitting.off_since is not None):
        raise Refused("It is so already. The card shows where the session is now.")
    _on_the_record(tx, sitting)
    sitting.off_since = tx.now if off else None
    await show(tx, session_id)


async def end(tx: Transaction, session_id: int) -> None:
    """The session is over: hands go down, and the time off the record is added up."""
    sitting = await tx.db.get(models.Sitting, session_id)
    if sitting is not None:
        _on_the_record(tx, sitting)
        sitting.off_since = sitting.item_id = sitting.item_since = None
    await live.lower_all(tx.db, session_id)


async def the_open_one(view: View) -> int:
    """The session that is open, for a command that names none; `Refused` unless there is exactly one."""
    rows = await live.open_sessions(view.db, view.forum.id)
    if len(rows) != 1:
        why = "Several sessions are open" if rows else "No session is open"
        raise Refused(f"{why}. Choose the session you mean, or open it with /session open.")
    return rows[0].id


async def show(tx: Transaction, session_id: int) -> None:
    """Bring both cards up to date. While one such notice waits it is enough for any number of changes."""
    for where, action in CARDS:
        if not await support.card_is_waiting(tx.db, tx.forum.id, action.value, session_id):
            tx.notify(Notice(where, action, session_id, f"{action}:{session_id}:{secrets.token_hex(8)}"))


async def opened(tx: Transaction, session_id: int) -> models.Sitting:
    """Where an open session is; `Refused` for one that is not open, and for another forum's."""
    sitting, state = await _sitting(tx, session_id)
    if state is not SessionState.OPEN:
        raise Refused(f"That session {SAID[state]}, so this can no longer be done here.")
    return sitting


async def _come_to(tx: Transaction, sitting: models.Sitting) -> None:
    """The floor opens anew with each item: whoever was speaking has done so, and a carer speaks first."""
    await live.lower_called(tx.db, sitting.session_id)
    row, starts = await following(tx, sitting), (await tx.session(sitting.session_id)).starts
    sitting.item_id, sitting.last_side = (row.id if row else None), None
    sitting.item_since = max(tx.now, starts) if row else None
    if row is not None:
        sitting.taken = ",".join(map(str, [*taken(sitting), row.id]))
    await show(tx, sitting.session_id)


async def _sitting(tx: Transaction, session_id: int) -> tuple[models.Sitting, SessionState]:
    """With where the session stands; `Refused` for another forum's."""
    state = (await tx.session(session_id)).state
    return await _begun(tx, session_id), state


async def _begun(tx: Transaction, session_id: int) -> models.Sitting:
    row = await tx.db.get(models.Sitting, session_id)
    if row is None:
        row = models.Sitting(session_id=session_id, forum_id=tx.forum.id, taken="", off_seconds=0, nameless=0)
        tx.db.add(row)
        await tx.db.flush()
    return row


def _on_the_record(tx: Transaction, sitting: models.Sitting) -> None:
    if sitting.off_since is not None:
        sitting.off_seconds += round((tx.now - sitting.off_since).total_seconds())
