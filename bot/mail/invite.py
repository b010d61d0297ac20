"""The calendar invitation in a letter: what makes Outlook, Gmail and Apple show Accept and Decline (RFC 5545 to 6047).

One event and one UID for each official, so that addresses stay private, and a forwarded copy answers for nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import icalendar
from icalendar import vCalAddress, vUri

from bot.chat.text import bare, clip

PRODUCT = "-//Forum Clerk//Forum Clerk//EN"
NAME_LIMIT = 200
NOT_IN_A_NAME = str.maketrans({'"': "”", "^": " ", "\\": "/"})
"""A parameter holds no double quote (RFC 5545 §3.2); a caret begins an escape that few programs know (RFC 6868); and a
backslash at the end of a name makes some of them read on past it."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A session as it stands in one official's calendar.

    `uid` never changes (`codes.uid`). `sequence` and `stamp` grow with every change of time or place and with the
    cancellation, and stay as they are when a reminder carries the event again: a program that sees them grow asks its
    owner anew (RFC 5546 §2.1.4).
    """

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""
    place: str | None = None
    url: str | None = None
    cancelled: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.cancelled else "REQUEST"


def description(forum: str, items: Sequence[str], page: str | None = None) -> str:
    """What a calendar entry says, in few words. Never the private link: a diary has many readers."""
    agenda = ["On the agenda:", *(f"- {bare(item)}" for item in items), ""] if items else []
    public = [f"Our public record: {page}"] if page else []
    return "\n".join([f"{bare(forum)}, a forum run by unpaid carers, invites you.", "", *agenda, *public]).strip()


def calendar(event: Event, organiser_name: str, organiser: str, attendee_name: str, attendee: str) -> bytes:
    """The iCalendar text, in UTF-8 with CRLF.

    `organiser` is the reply address, for Outlook answers the ORGANIZER and not Reply-To. `attendee` is exactly the
    address of the letter, or Gmail shows no buttons.
    """
    people = {"organizer": _person(organiser_name, organiser), "attendee": _invited(attendee_name, attendee)}
    return _whole(event.method, _entry(event, people))


def published(*events: Event) -> bytes:
    """The same for anybody's calendar: nobody is asked for an answer (RFC 5546 §3.2.1). A later file with a higher
    SEQUENCE moves what stands there, or takes it out."""
    return _whole("PUBLISH", *map(_entry, events))


def _entry(event: Event, people: Mapping[str, vCalAddress] = MappingProxyType({})) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", bare(event.uid))
    entry.add("dtstamp", _moment(event.stamp))
    entry.add("sequence", event.sequence)
    # In UTC: every program shows it rightly, and no table of the clock changes can be wrong.
    entry.add("dtstart", _moment(event.starts))
    entry.add("dtend", _moment(event.ends))
    entry.add("summary", bare(event.summary))
    if event.description:
        entry.add("description", "\n".join(map(bare, event.description.splitlines())))
    if event.place:
        entry.add("location", bare(event.place))
    if event.url and (url := _page(event.url)):
        entry.add("url", vUri(url))
    for role, person in people.items():
        entry.add(role, person)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    return entry


def _whole(method: str, *entries: icalendar.Event) -> bytes:
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method)
    for entry in entries:
        whole.add_component(entry)
    raw: bytes = whole.to_ical(sorted=False)
    return raw


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{bare(address)}")
    plain = " ".join(bare(name).translate(NOT_IN_A_NAME).split())
    person.params["CN"] = clip(plain, NAME_LIMIT) or bare(address)
    return person


def _invited(name: str, address: str) -> vCalAddress:
    person = _person(name, address)
    person.params["CUTYPE"] = "INDIVIDUAL"
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = "NEEDS-ACTION"
    person.params["RSVP"] = "TRUE"
    return person


def _moment(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _page(url: str) -> str | None:
    """Only what is one web address from end to end."""
    whole = bare(url)
    return whole if whole.startswith(("https://", "http://")) and " " not in whole and whole.isascii() else None
