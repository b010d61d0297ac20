"""The card of a session: when and where, what carers put on the agenda, and who of the invited comes.

Praise first: who comes or answered stands before those whom we are still waiting for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot import publishing
from bot.cards.feedback import counted_blocks
from bot.cards.who_comes import presses, said_of
from bot.chat.card import RULE, Block, Card, Link, Press, Tone
from bot.chat.limits import URL
from bot.chat.text import clip, line, listing, plural
from bot.coming import counts
from bot.partnership import criteria_of
from bot.rules import facts as f, published as rules
from bot.rules.coming import NOBODY, Counts
from bot.rules.feedback import counted_in
from bot.rules.minutes import minutes_standing
from bot.rules.repeating import Series, say_series
from bot.rules.saying import say_clock, say_moment, say_short_date
from bot.rules.session import SessionState, session_standing
from bot.rules.tongue import capital
from bot.rules.wording import ANSWERS, PRESENCES, REASONS, Whom, where_minutes_stand
from bot.rules.words import Answer, Presence, Reason, State
from bot.view import View
from bot.ways import Ways
from db import desk, models

GENERAL = 4
"""Completion and what everybody is asked; the forum's own criteria stand on the card of the feedback, and its page."""


@dataclass(frozen=True)
class Guest:
    """One of the invited, as the public may see it."""

    whom: Whom
    state: State
    answer: Answer | None = None
    presence: Presence | None = None
    reply_by: date | None = None


@dataclass(frozen=True)
class SessionSheet:
    """Everything that the card of a session shows; `items` are titles as carers typed them, in the order of the
    agenda; `minutes` say how long each has, where that is known, and `added` whether it came after the agenda was
    `published`; what was `taken_off` after that stands by its number; `thread` is where it is talked about."""

    number: int
    title: str
    state: SessionState
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    place: str | None = None
    link: str | None = None
    access: str | None = None
    carers: int | None = None
    reason: Reason | None = None
    items: tuple[str, ...] = ()
    minutes: tuple[int | None, ...] = ()
    published: date | None = None
    added: tuple[bool, ...] = ()
    taken_off: tuple[int, ...] = ()
    guests: tuple[Guest, ...] = ()
    feedback: tuple[str, ...] = ()
    page: str | None = None
    of_minutes: str | None = None
    """Where its minutes stand, in a sentence."""
    coming: Counts = NOBODY
    places: int | None = None
    series: Series | None = None
    thread: str | None = None


async def session_sheet(view: View, session_id: int, ways: Ways | None = None) -> SessionSheet:
    """Raises `Refused` for a session of another forum. With `ways`, the card links to the public page."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    history = await view.session_history(session_id)
    now, promised = session_standing(history), minutes_standing(history, view.terms)
    cancelled = [entry.fact for entry in history if isinstance(entry.fact, f.SessionCancelled)]
    points, known = await publishing.standing_on(view, session_id), rules.published(history)
    counted = counted_in(history)
    return SessionSheet(
        number=row.id,
        title=row.title,
        state=now.state,
        starts=now.starts,
        ends=now.ends,
        zone=view.zone,
        place=row.place,
        link=row.link,
        access=row.access,
        carers=now.carers,
        reason=cancelled[-1].reason if cancelled else None,
        items=tuple(item.title for item in points),
        minutes=tuple(item.minutes for item in points),
        published=view.terms.day(known.at) if known else None,
        added=tuple(known is not None and item.id in known.added for item in points),
        taken_off=known.taken_off if known else (),
        guests=tuple(
            [await _guest(view, one) for one in await desk.standings(view.db, view.forum.id, session_id=session_id)]
        ),
        feedback=tuple(counted_blocks(counted, await criteria_of(view, session_id))) if counted else (),
        page=ways.page(view.forum.slug, f"sessions/{session_id}") if ways else None,
        of_minutes=where_minutes_stand(promised, view.terms, view.terms.day(view.now)),
        coming=await counts(view, session_id),
        places=row.places,
        series=Series.read(row.repeat) if row.repeat else None,
        thread=in_discord(view, row.thread_id) if row.thread_id else None,
    )


def in_discord(view: View, *place: int) -> str:
    """The address of a channel of the forum's server, or of a message in it."""
    return "/".join(map(str, ("https://discord.com/channels", view.forum.guild_id, *place)))


async def _guest(view: View, row: models.Standing) -> Guest:
    # The cache knows whether the body was present; whether by deputy only the record does.
    presence = None if row.present is None else (await view.standing(row.invitation_id)).presence
    answer = Answer(row.answer) if row.answer else None
    return Guest(await view.whom_of(row.invitation_id), State(row.state), answer, presence, row.reply_by)


def session_card(sheet: SessionSheet, buttons: Sequence[Press | Link] = ()) -> Card:
    """Until it is over everybody may say here whether they come. `buttons` stand before the links."""
    cancelled = sheet.state is SessionState.CANCELLED
    return Card(
        f"Cancelled: {line(sheet.title)}" if cancelled else line(sheet.title),
        [
            *_when(sheet),
            said_of(sheet.coming, sheet.places, sheet.state),
            *_agenda(sheet),
            *_guests(sheet),
            *_feedback(sheet),
        ],
        (*presses(sheet.number, sheet.state), *buttons, *_links(sheet)),
        tone=TONES[sheet.state],
        footer=f"Session {sheet.number}",
    )


LEFT_OUT = 4
"""Dates of a series that its card names."""

TONES = {
    SessionState.PLANNED: Tone.WAITING,
    SessionState.OPEN: Tone.GOOD,
    SessionState.HELD: Tone.PLAIN,
    SessionState.CANCELLED: Tone.CARE,
}


def until(sheet: SessionSheet) -> str:
    ends = sheet.ends.astimezone(sheet.zone)
    return f" until {say_clock(ends.time())}" if ends.date() == sheet.starts.astimezone(sheet.zone).date() else ""


def _when(sheet: SessionSheet) -> Iterator[Block]:
    lines = [f"**{say_moment(sheet.starts, sheet.zone)}**{until(sheet)} (<t:{int(sheet.starts.timestamp())}:R>)"]
    match sheet.state:
        case SessionState.OPEN:
            lines.append("The session is open now.")
        case SessionState.HELD:
            lines.append(f"Held, with {plural(sheet.carers, 'carer', 'carers')}." if sheet.carers else "Held.")
        case SessionState.CANCELLED:
            why = f" Reason: {REASONS[sheet.reason]}." if sheet.reason else ""
            lines.append(f"This session does not take place.{why}")
    if sheet.of_minutes:
        lines.append(sheet.of_minutes)
    if sheet.place:
        lines.append(f"Where: {line(sheet.place)}")
    if sheet.link and _host(sheet.link) is None:
        lines.append(f"Online: {line(sheet.link)}")
    if sheet.access:
        lines.append(f"Access: {line(sheet.access)}")
    if sheet.series:
        lines.append(f"It repeats {say_series(sheet.series)}{_left_out(sheet.series)}.")
    yield "\n".join(lines)


def _left_out(series: Series) -> str:
    days = [say_short_date(day) for day in series.left_out[:LEFT_OUT]]
    return f"; not on {listing(days, 'or')}" if days else ""


def _agenda(sheet: SessionSheet) -> Iterator[Block]:
    if sheet.items or sheet.published:
        yield RULE
        yield "**On the agenda**\n" + "\n".join(_points(sheet))
    if sheet.published:
        yield f"-# Published on {say_short_date(sheet.published)}.{_taken_off(sheet.taken_off)}"


def _points(sheet: SessionSheet) -> Iterator[str]:
    for title, minutes, added in zip_longest(sheet.items, sheet.minutes, sheet.added):
        notes = [plural(minutes, "minute", "minutes")] if minutes else []
        notes += ["added after publication"] if added else []
        yield f"- {line(title)}" + (f" ({', '.join(notes)})" if notes else "")


def _taken_off(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    items = "Item" if len(numbers) == 1 else "Items"
    return f" {items} {listing(map(str, numbers))} {'was' if len(numbers) == 1 else 'were'} taken off after that."


def _guests(sheet: SessionSheet) -> Iterator[Block]:
    said = [(rank, words, guest) for guest in sheet.guests if (rank := _rank(guest)) and (words := _said(guest))]
    if said:
        yield RULE
        told = sorted(said, key=lambda one: (one[0], one[2].whom.organisation, one[2].whom.role))
        yield "**Invited**\n" + "\n".join(f"- {line(capital(str(g.whom)))}: {words}" for _, words, g in told)


def _feedback(sheet: SessionSheet) -> Iterator[Block]:
    if sheet.feedback:
        yield RULE
        yield f"**How it was**\n{sheet.feedback[0]}"
        yield from sheet.feedback[1:GENERAL]


def _rank(guest: Guest) -> int:
    """Thanks first; 0 for what is nobody's business yet (not sent) or any more (withdrawn)."""
    if guest.state in (State.TO_SEND, State.WITHDRAWN):
        return 0
    if guest.presence in (Presence.CAME, Presence.DEPUTY_CAME):
        return 1
    if guest.answer in (Answer.ATTENDING, Answer.DEPUTY, Answer.IN_WRITING):
        return 2
    return 3 if guest.answer else 4


def _said(guest: Guest) -> str:
    if guest.presence:
        return PRESENCES[guest.presence]
    if guest.answer:
        return ANSWERS[guest.answer]
    match guest.state:
        case State.BOUNCED:
            return "our message did not arrive; this is ours to fix"
        case State.NO_REPLY:
            return "we have not recorded a reply"
        case State.DISPUTED:
            return "an entry is disputed"
        case State.ACKNOWLEDGED:
            return "told us that our message was received"
        case State.MORE_TIME if guest.reply_by:
            return f"asked for time until {say_short_date(guest.reply_by)}"
        case State.CANCELLED:
            return "was invited"
    return f"asked for a reply by {say_short_date(guest.reply_by)}" if guest.reply_by else "was asked"


def _links(sheet: SessionSheet) -> Iterator[Link]:
    over = sheet.state in (SessionState.HELD, SessionState.CANCELLED)
    if not over and (join := meeting_link(sheet)):
        yield join
    if sheet.thread:
        yield Link("Talk about it", sheet.thread)
    if sheet.page:
        yield Link("On the public record", sheet.page)


def meeting_link(sheet: SessionSheet) -> Link | None:
    host = _host(sheet.link) if sheet.link else None
    # The label names the place, so that a button hides no address.
    return Link(f"Join at {clip(host, 60)}", sheet.link) if host and sheet.link else None


def _host(link: str) -> str | None:
    """The host of a web address that Discord would take on a button; None for anything else."""
    try:
        parts = urlsplit(link)
        ours = parts.scheme in ("http", "https") and len(link) <= URL and link.isascii() and link.isprintable()
        return parts.hostname if ours and " " not in link and not parts.username else None
    except ValueError:
        return None
