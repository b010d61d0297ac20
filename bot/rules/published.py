"""The agenda of a session, published some days before it: what changes after that is seen, and officials are told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Unpack

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.session import SessionStanding, SessionState, session_standing
from bot.rules.terms import Mark, Terms
from bot.rules.workingdays import opening

BREATH = timedelta(hours=1)
"""A host who changes an agenda often changes it again: what changes within an hour is one letter."""


@dataclass(frozen=True)
class Published:
    """A published agenda as it reads now: `items` as they were published, and what changed since."""

    at: datetime
    items: tuple[int, ...]
    added: tuple[int, ...] = ()
    taken_off: tuple[int, ...] = ()

    @property
    def now(self) -> tuple[int, ...]:
        """What stands on it."""
        return tuple(item for item in (*self.items, *self.added) if item not in self.taken_off)


def published(history: Iterable[f.Entry]) -> Published | None:
    """Fold the entries of one session; None while its agenda has not been published."""
    found: Published | None = None
    for fact in (entry.fact for entry in history):
        if isinstance(fact, f.AgendaPublished):
            found = Published(fact.at, fact.items)
        elif isinstance(fact, f.AgendaChanged) and found is not None:
            found = _changed(found, fact)
    return found


def _changed(now: Published, fact: f.AgendaChanged) -> Published:
    """An item that comes back is one that was there; one added and taken off again is seen as both."""
    back = set(fact.added) & set(now.taken_off)
    return replace(
        now,
        added=(*now.added, *(item for item in fact.added if item not in back)),
        taken_off=(*(item for item in now.taken_off if item not in back), *fact.taken_off),
    )


def publish(
    session: SessionStanding, known: Published | None, items: Collection[int], **mark: Unpack[Mark]
) -> f.AgendaPublished:
    """From now on every change is an entry of its own. `items` in the order of the agenda."""
    if known is not None:
        raise Refused("That agenda has been published already.")
    if session.state is not SessionState.PLANNED:
        raise Refused("That session is over or cancelled, or has begun, so its agenda is not published any more.")
    if not items:
        raise Refused("Nothing stands on that agenda yet, so there is nothing to publish.")
    return f.AgendaPublished(session=session.session, items=tuple(items), **mark)


def change(
    session: SessionStanding, known: Published | None, items: Collection[int], **mark: Unpack[Mark]
) -> f.AgendaChanged | None:
    """What is different between the published agenda and the `items` that stand there now; None where nothing is, and
    where nobody has to be told: before it was published, and once the session is over."""
    if known is None or session.state not in (SessionState.PLANNED, SessionState.OPEN):
        return None
    added = tuple(item for item in items if item not in known.now)
    taken_off = tuple(item for item in known.now if item not in items)
    if not added and not taken_off:
        return None
    return f.AgendaChanged(session=session.session, added=added, taken_off=taken_off, **mark)


def due(history: Collection[f.Entry], terms: Terms) -> datetime | None:
    """When the agenda is next to be seen to: the morning on which it is published, or some time after a change, when
    the officials are told. None where neither is to come."""
    session = session_standing(history)
    if session.state is not SessionState.PLANNED:
        return None
    changes = [entry.fact for entry in history if isinstance(entry.fact, f.AgendaPublished | f.AgendaChanged)]
    if not changes:
        return opening(terms.after(terms.day(session.starts), -terms.policy.agenda_before), terms.policy)
    return changes[-1].at + BREATH if isinstance(changes[-1], f.AgendaChanged) else None
