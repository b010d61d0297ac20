"""A session: called, moved, cancelled, opened, held."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.facts import Enclosed
from bot.rules.terms import Mark
from bot.rules.words import Reason

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=12)


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class SessionStanding:
    """One session, folded."""

    session: int
    state: SessionState
    starts: datetime
    ends: datetime
    carers: int | None = None


def session_standing(history: Iterable[f.Entry]) -> SessionStanding:
    """Fold the entries of one session, its `Planned` first."""
    facts = [entry.fact for entry in history if isinstance(entry.fact, f.SessionFact)]
    planned = next(fact for fact in facts if isinstance(fact, f.Planned))
    start = SessionStanding(planned.session, SessionState.PLANNED, planned.starts, planned.ends)
    return reduce(_apply, facts, start)


def _apply(now: SessionStanding, fact: f.SessionFact) -> SessionStanding:
    match fact:
        case f.Moved(starts=starts, ends=ends):
            return replace(now, starts=starts, ends=ends)
        case f.SessionCancelled():
            return replace(now, state=SessionState.CANCELLED)
        case f.Opened():
            return replace(now, state=SessionState.OPEN)
        case f.Held(carers=carers):
            return replace(now, state=SessionState.HELD, carers=carers)
        case _:
            return now


def plan(session: int, title: Enclosed, starts: datetime, ends: datetime, **mark: Unpack[Mark]) -> f.Planned:
    """Call a session, at a time still to come."""
    _sensible(starts, ends, mark["at"])
    return f.Planned(session=session, title=title, starts=starts, ends=ends, **mark)


def move(now: SessionStanding, starts: datetime, **mark: Unpack[Mark]) -> f.Moved:
    """Move a session that has not begun; it keeps its length."""
    if now.state is not SessionState.PLANNED:
        raise Refused(f"That session {SAID[now.state]}, so it cannot be moved.")
    if starts == now.starts:
        raise Refused("That session is already at that time.")
    ends = starts + (now.ends - now.starts)
    _sensible(starts, ends, mark["at"])
    return f.Moved(session=now.session, starts=starts, ends=ends, **mark)


def cancel(now: SessionStanding, reason: Reason, **mark: Unpack[Mark]) -> f.SessionCancelled:
    """Cancel a session that has not been held."""
    if now.state in (SessionState.CANCELLED, SessionState.HELD):
        raise Refused(f"That session {SAID[now.state]}, so it cannot be cancelled.")
    return f.SessionCancelled(session=now.session, reason=reason, **mark)


def open_session(now: SessionStanding, **mark: Unpack[Mark]) -> f.Opened:
    """Open a session, at most an hour early."""
    if now.state is not SessionState.PLANNED:
        raise Refused(f"That session {SAID[now.state]}, so it cannot be opened.")
    if mark["at"] < now.starts - timedelta(hours=1):
        raise Refused("That session has not come yet. You can open it from one hour before its time.")
    return f.Opened(session=now.session, **mark)


def hold(now: SessionStanding, carers: int | None, **mark: Unpack[Mark]) -> f.Held:
    """Close a session that took place; `carers` is how many were there, where they were counted."""
    if now.state in (SessionState.CANCELLED, SessionState.HELD):
        raise Refused(f"That session {SAID[now.state]}, so it cannot be closed.")
    if mark["at"] < now.starts:
        raise Refused("That session has not begun yet, so it cannot be closed.")
    if carers is not None and not 0 <= carers <= 10_000:
        raise Refused("Type how many carers were there, as a number like 14.")
    return f.Held(session=now.session, carers=carers, **mark)


def came_uninvited(
    now: SessionStanding, official: int, organisation: int, *, invited: bool, noted: bool, **mark: Unpack[Mark]
) -> f.CameUninvited:
    """Somebody in a public role came without having been invited: a thing to thank for, in no figure."""
    if now.state is SessionState.CANCELLED or mark["at"] < now.starts:
        raise Refused("Nobody can have come yet: that session was cancelled or has not begun.")
    if invited:
        raise Refused("They were invited, so their attendance is taken with everybody else’s: leave “also” empty.")
    if noted:
        raise Refused("That they came is already on the record.")
    return f.CameUninvited(session=now.session, official=official, organisation=organisation, **mark)


def _sensible(starts: datetime, ends: datetime, now: datetime) -> None:
    if starts <= now:
        raise Refused("That time has already passed. Type a time that is still to come, like “Tue 3 Nov 7pm”.")
    if not SHORTEST <= ends - starts <= LONGEST:
        raise Refused("A session lasts between 15 minutes and 12 hours. Type its length in minutes, like 90.")


SAID = {
    SessionState.PLANNED: "has not begun yet",
    SessionState.OPEN: "has already begun",
    SessionState.HELD: "has already been held",
    SessionState.CANCELLED: "was cancelled",
}
