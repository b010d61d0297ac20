"""One meeting of the forum."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.rules.facts.base import Enclosed, Fact
from bot.rules.words import Reason


@dataclass(frozen=True, kw_only=True)
class SessionFact(Fact):
    """Something about one meeting of the forum."""

    session: int


@dataclass(frozen=True, kw_only=True)
class Planned(SessionFact):
    """A session was called."""

    kind: ClassVar[str] = "planned"
    title: Enclosed
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class Moved(SessionFact):
    """A session was moved to another time."""

    kind: ClassVar[str] = "moved"
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionFact):
    """A session was cancelled by the forum; no invitation to it counts."""

    kind: ClassVar[str] = "session_cancelled"
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Opened(SessionFact):
    """A session was opened."""

    kind: ClassVar[str] = "opened"


@dataclass(frozen=True, kw_only=True)
class Held(SessionFact):
    """A session was held, with this many carers where they were counted."""

    kind: ClassVar[str] = "held"
    carers: int | None


@dataclass(frozen=True, kw_only=True)
class AgendaPublished(SessionFact):
    """The agenda of a session was published, with these items; what changes after that is an entry of its own."""

    kind: ClassVar[str] = "agenda_published"
    items: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AgendaChanged(SessionFact):
    """After an agenda was published, items were added to it or taken off it."""

    kind: ClassVar[str] = "agenda_changed"
    added: tuple[int, ...]
    taken_off: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CameUninvited(SessionFact):
    """Somebody in this role came to the session without having been invited to it."""

    kind: ClassVar[str] = "came_uninvited"
    official: int
    organisation: int
