"""What somebody can mean by a name they type: a session, invitation, official, body, item or entry of their forum.

A choice carries its id. Typed words are read as an id of this forum first, then as a name: exactly, at its beginning,
or by all its words in any order. What fits several is refused with a list of them.
"""

from collections.abc import Callable, Collection, Coroutine, Sequence
from datetime import date
from typing import Any

from bot import questions
from bot.chat.text import bare, clip
from bot.directory.files import folded
from bot.meant import LABEL, Named, joined, matching, shortened, the_one
from bot.quoting import asked_of
from bot.rules import agenda, facts as f
from bot.rules.correction import VOIDABLE
from bot.rules.dispute import open_disputes
from bot.rules.hiding import hideable as can_be_hidden
from bot.rules.naming import shown_name
from bot.rules.pledge_standing import pledge_standing
from bot.rules.saying import MONTHS
from bot.rules.session import SessionState
from bot.rules.wording import PLEDGE_STATES, say
from bot.rules.words import PledgeState, State
from bot.view import View, entries
from db import desk, ledger, models, papers, pledges as promised

__all__ = [
    "STATES",
    "Finder",
    "Named",
    "OneFinder",
    "asked",
    "coming_sessions",
    "correctable",
    "correctable_entry",
    "disputed",
    "disputed_entry",
    "hideable",
    "hideable_entry",
    "invitations",
    "items",
    "items_of",
    "joined",
    "matching",
    "officials",
    "officials_and_retired",
    "organisations",
    "pledges",
    "quoted_of",
    "sessions",
    "shortened",
    "the_one",
]

ENTRIES = 60
"""How far back entries are searched by their words; by its number any entry is found."""


Finder = Callable[[View], Coroutine[Any, Any, Sequence[Named]]]
OneFinder = Callable[[View, int], Coroutine[Any, Any, Sequence[Named]]]
"""An entry by its number, if it is of use."""


STATES = {
    State.TO_SEND: "not sent yet",
    State.WAITING: "waiting",
    State.ACKNOWLEDGED: "received, waiting",
    State.MORE_TIME: "asked for more time",
    State.NO_REPLY: "no reply recorded",
    State.REPLIED: "replied",
    State.REPLIED_LATE: "replied late",
    State.BOUNCED: "did not arrive",
    State.DISPUTED: "disputed",
    State.WITHDRAWN: "withdrawn",
    State.CANCELLED: "session cancelled",
}
"""Where an invitation stands, in a word or three."""


async def organisations(view: View) -> list[Named]:
    """Every body, by name; those that have closed come last."""
    today = view.terms.day(view.now)
    rows = await papers.organisations(view.db, view.forum.id)
    return [_organisation(row, today) for row in sorted(rows, key=lambda row: (_closed(row, today), folded(row.name)))]


async def officials(view: View) -> list[Named]:
    """Every role that is not retired, by organisation, with the holder's name where it may be shown."""
    bodies = {row.id: row.name for row in await papers.organisations(view.db, view.forum.id)}
    rows = await papers.officials(view.db, view.forum.id)
    holders = await papers.holders(view.db, [row.id for row in rows])
    found = []
    for row in rows:
        holder = holders.get(row.id)
        objected = holder is not None and holder.objected_at is not None
        name = shown_name(
            holder.name if holder else None, elected=row.elected, public_source=row.public_source, objected=objected
        )
        found.append(official_named(row.id, row.role, bodies[row.organisation_id], name))
    return sorted(found, key=lambda one: folded(one.names[-1] + " " + one.label))


async def officials_and_retired(view: View) -> list[Named]:
    """As `officials`, and then the retired roles, which say so."""
    present = await officials(view)
    numbers = {one.id for one in present}
    retired = [one for one in await _every_official(view) if one.id not in numbers]
    return [*present, *(Named(one.id, joined(one.label, "retired"), one.names) for one in retired)]


def official_named(number: int, role: str, organisation: str, name: str | None) -> Named:
    label = joined(*filter(None, (role, organisation, name)), joint=", ")
    return Named(number, label, (*([name] if name else []), role, f"{role}, {organisation}", organisation))


async def sessions(view: View) -> list[Named]:
    """Those still to come, the next one first; then the past ones, the latest first."""
    rows = await papers.sessions(view.db, view.forum.id)
    coming = [row for row in rows if _is_coming(row, view)]
    past = [row for row in rows if not _is_coming(row, view)]
    return [_session(row, view) for row in (*reversed(coming), *past)]


async def coming_sessions(view: View) -> list[Named]:
    """Those still to come, or open, the next one first."""
    rows = await papers.sessions(view.db, view.forum.id)
    return [_session(row, view) for row in reversed(rows) if _is_coming(row, view)]


async def invitations(view: View) -> list[Named]:
    """Every invitation, the newest first, with where it stands."""
    official = {one.id: one for one in await _every_official(view)}
    session = {row.id: row for row in await papers.sessions(view.db, view.forum.id)}
    found = []
    for row in await desk.standings(view.db, view.forum.id):
        whom, to = official[row.official_id], session[row.session_id]
        when = _short(view.terms.day(to.starts_at))
        label = joined(whom.label, f"{to.title}, {when}", STATES[State(row.state)])
        found.append(Named(row.invitation_id, label, (*whom.names, f"{whom.label} {to.title}")))
    return found


async def pledges(view: View) -> list[Named]:
    """Every pledge that stands, the newest first."""
    rows = [row for row in await promised.of_forum(view.db, view.forum.id) if row.state != PledgeState.WITHDRAWN]
    official = {one.id: one for one in await _every_official(view)}
    histories = await view.pledge_histories([row.id for row in rows])
    words = {number: pledge_standing(history).words for number, history in histories.items()}
    texts = await view.texts(words.values())
    found = []
    for row in rows:
        text, whom = texts.get(words[row.id]) or "words removed", official[row.official_id]
        label = joined(f"{row.id}", text, whom.label, PLEDGE_STATES[PledgeState(row.state)])
        found.append(Named(row.id, label, (text, *whom.names)))
    return found


async def items(view: View) -> list[Named]:
    """Every item that is not settled, the newest first. Never says whose it is."""
    return _items(await papers.items(view.db, view.forum.id, agenda.OPEN))


async def asked(view: View) -> list[Named]:
    """Every question that is still asked or was answered, the open ones first."""
    bodies = {row.id: row.name for row in await papers.organisations(view.db, view.forum.id)}
    titles = {row.id: row.title for row in await papers.items(view.db, view.forum.id)}
    found = [one for one in (await questions.asked(view)).values() if not one.withdrawn]
    named = []
    for one in sorted(found, key=lambda one: (not one.open, -one.question)):
        title, body = titles[one.item], bodies[one.organisation]
        named.append(Named(one.question, joined(f"{one.item}", title, body), (title, f"{title} {body}", body)))
    return named


def items_of(user_id: int) -> Finder:
    """The open items of one person, for that person's eyes."""

    async def found(view: View) -> list[Named]:
        member = await papers.member(view.db, view.forum.id, user_id)
        rows = await papers.items(view.db, view.forum.id, agenda.OPEN)
        return _items([row for row in rows if member is not None and row.author_id == member.id])

    return found


def quoted_of(user_id: int) -> Finder:
    """The items of one person that a host would like to quote."""

    async def found(view: View) -> list[Named]:
        return _items(await asked_of(view, user_id))

    return found


async def correctable(view: View) -> list[Named]:
    """The newest entries that a correction may speak of, as the public reads them."""
    return await _newest(view, _CORRECTABLE)


async def disputed(view: View) -> list[Named]:
    """The entries about which a dispute is open."""
    kinds = (f.Disputed.kind, f.DisputeDecided.kind, f.PledgeDisputed.kind, f.PledgeDisputeDecided.kind)
    seen = await view.of_kinds(kinds)
    numbers = sorted(open_disputes(seen), reverse=True)
    found = entries(await ledger.numbered(view.db, view.forum.id, numbers))
    return await _entries(view, sorted(found, key=lambda entry: entry.seq, reverse=True))


async def disputed_entry(view: View, seq: int) -> list[Named]:
    return [one for one in await disputed(view) if one.id == seq]


async def hideable(view: View) -> list[Named]:
    """The newest entries that can be hidden."""
    return await _newest(view, _HIDEABLE)


async def hideable_entry(view: View, seq: int) -> list[Named]:
    found = entries(await ledger.numbered(view.db, view.forum.id, [seq]))
    return await _entries(view, [entry for entry in found if entry.fact.kind in _HIDEABLE])


async def _newest(view: View, kinds: Collection[str]) -> list[Named]:
    lines = await ledger.newest(
        view.db,
        view.forum.id,
        without=[kind for kind in f.every_kind() if kind not in kinds],
        invitations=None,
        sessions=None,
        since=None,
        offset=0,
        limit=ENTRIES,
    )
    return await _entries(view, entries(lines))


async def correctable_entry(view: View, seq: int) -> list[Named]:
    """Entry `seq`, however old, if a correction may speak of it."""
    found = entries(await ledger.numbered(view.db, view.forum.id, [seq]))
    return await _entries(view, [entry for entry in found if isinstance(entry.fact, VOIDABLE)])


def _organisation(row: models.Organisation, today: date) -> Named:
    return Named(row.id, joined(row.name, "closed" if _closed(row, today) else ""), (row.name, row.code or row.name))


def _closed(row: models.Organisation, today: date) -> bool:
    return row.closed is not None and row.closed < today


def _is_coming(row: models.Session, view: View) -> bool:
    return row.state == SessionState.OPEN or (row.state == SessionState.PLANNED and row.ends_at > view.now)


def _session(row: models.Session, view: View) -> Named:
    state = {SessionState.CANCELLED: "cancelled", SessionState.HELD: "held"}.get(SessionState(row.state), "")
    return Named(row.id, joined(row.title, _short(view.terms.day(row.starts_at)), state), (row.title,))


def _short(day: date) -> str:
    """3 Nov 2026: where every character counts."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


async def _every_official(view: View) -> list[Named]:
    bodies = {row.id: row.name for row in await papers.organisations(view.db, view.forum.id)}
    rows = await papers.officials(view.db, view.forum.id, retired=True)
    return [official_named(row.id, row.role, bodies[row.organisation_id], None) for row in rows]


def _items(rows: Sequence[models.Item]) -> list[Named]:
    return [Named(row.id, joined(f"{row.id}", row.title), (row.title,)) for row in reversed(rows)]


_CORRECTABLE = frozenset(fact.kind for fact in VOIDABLE)


async def _entries(view: View, seen: Sequence[f.Entry]) -> list[Named]:
    numbers = [entry.fact.invitation for entry in seen if isinstance(entry.fact, f.InvitationFact)]
    # Held while the sentences are made: the session forgets rows that nobody holds, and would ask for each again.
    officials_held = await papers.officials(view.db, view.forum.id, retired=True)
    held = (
        await papers.organisations(view.db, view.forum.id),
        await papers.holders(view.db, [row.id for row in officials_held]),
        await papers.sessions(view.db, view.forum.id),
        await papers.invitations_numbered(view.db, view.forum.id, numbers),
    )
    abouts = await view.abouts(seen)
    del held
    return [_entry(view, entry, say(entry.fact, about)) for entry, about in zip(seen, abouts, strict=True)]


def _entry(view: View, entry: f.Entry, text: str) -> Named:
    day = _short(view.terms.day(entry.fact.at))
    return Named(entry.seq, clip(bare(f"{entry.seq} · {day} · {text}"), LABEL), (text,))


_HIDEABLE = frozenset(kind for kind, fact in f.every_kind().items() if can_be_hidden(fact))
