"""The calendar part of a letter: exact bytes, and what two independent libraries read in it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # its stubs are a package of their own
from hypothesis import given, strategies as st

from bot.chat.text import bare
from bot.mail.codes import plus, uid
from bot.mail.invite import Event, calendar, description, published

CODE = "mfzwizltoq2gk3tpnzsw4zlmnq"
US = plus("clerk@carers.example", CODE)
THEM = "director@body.example"
EVENT = Event(
    uid=uid(CODE, "carers.example"),
    sequence=0,
    stamp=datetime(2026, 9, 1, 9, 0, 0, 123456, tzinfo=UTC),
    starts=datetime(2026, 10, 6, 19, tzinfo=ZoneInfo("Europe/London")),
    ends=datetime(2026, 10, 6, 20, 30, tzinfo=ZoneInfo("Europe/London")),
    summary="Respite, that works; really",
    description=description(
        "Northshire Carers’ Forum", ["Respite is cancelled on the day"], "https://carers.example/n"
    ),
    place="Town Hall, Room 2",
    url="https://meet.example/abc",
)

GOLDEN = """\
BEGIN:VCALENDAR
PRODID:-//Forum Clerk//Forum Clerk//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
UID:mfzwizltoq2gk3tpnzsw4zlmnq@carers.example
DTSTAMP:20260901T090000Z
SEQUENCE:0
DTSTART:20261006T180000Z
DTEND:20261006T193000Z
SUMMARY:Respite\\, that works\\; really
DESCRIPTION:Northshire Carers’ Forum\\, a forum run by unpaid carers\\, in
 vites you.\\n\\nOn the agenda:\\n- Respite is cancelled on the day\\n\\nOur pub
 lic record: https://carers.example/n
LOCATION:Town Hall\\, Room 2
URL:https://meet.example/abc
ORGANIZER;CN="Northshire Carers’ Forum":mailto:clerk+mfzwizltoq2gk3tpnzs
 w4zlmnq@carers.example
ATTENDEE;CN="Director of Care, Northshire ICB";CUTYPE=INDIVIDUAL;ROLE=REQ-
 PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:director@body.example
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
MOVED = {
    "SEQUENCE:0": "SEQUENCE:1",
    "DTSTAMP:20260901T090000Z": "DTSTAMP:20260908T090000Z",
    "DTSTART:20261006T180000Z": "DTSTART:20261027T190000Z",
    "DTEND:20261006T193000Z": "DTEND:20261027T203000Z",
}
CANCELLED = {
    "METHOD:REQUEST": "METHOD:CANCEL",
    "SEQUENCE:0": "SEQUENCE:2",
    "DTSTAMP:20260901T090000Z": "DTSTAMP:20260909T090000Z",
    "STATUS:CONFIRMED": "STATUS:CANCELLED",
    "TRANSP:OPAQUE": "TRANSP:TRANSPARENT",
}
GOLDEN_CASES = [
    ("request", EVENT, dict[str, str]()),
    (
        "update, after the clocks went back",
        replace(
            EVENT,
            sequence=1,
            stamp=EVENT.stamp + timedelta(days=7),
            starts=EVENT.starts + timedelta(days=21),
            ends=EVENT.ends + timedelta(days=21),
        ),
        MOVED,
    ),
    ("cancel", replace(EVENT, sequence=2, stamp=EVENT.stamp + timedelta(days=8), cancelled=True), CANCELLED),
]


def made(event: Event, to: str = "Director of Care, Northshire ICB", name: str = "Northshire Carers’ Forum") -> bytes:
    return calendar(event, name, US, to, THEM)


@pytest.mark.parametrize(("event", "changes"), [pytest.param(*case[1:], id=case[0]) for case in GOLDEN_CASES])
def test_request_update_and_cancel_are_these_very_bytes(event: Event, changes: dict[str, str]) -> None:
    expected = GOLDEN
    for old, new in changes.items():
        assert old in expected
        expected = expected.replace(old, new)
    assert made(event).decode() == expected.replace("\n", "\r\n")


def by_icalendar(raw: bytes) -> dict[str, Any]:
    whole = icalendar.Calendar.from_ical(raw)
    entry: Any
    (entry,) = whole.walk("VEVENT")
    organiser, attendee = entry["ORGANIZER"], entry["ATTENDEE"]
    return {
        "method": str(whole["METHOD"]),
        "uid": str(entry["UID"]),
        "sequence": int(entry["SEQUENCE"]),
        "stamp": entry["DTSTAMP"].dt,
        "starts": entry["DTSTART"].dt,
        "ends": entry["DTEND"].dt,
        "summary": str(entry["SUMMARY"]),
        "description": str(entry.get("DESCRIPTION", "")),
        "place": str(entry.get("LOCATION", "")),
        "organiser": (str(organiser), organiser.params["CN"]),
        "attendee": (str(attendee), attendee.params["CN"]),
        "buttons": [attendee.params[key] for key in ("CUTYPE", "ROLE", "PARTSTAT", "RSVP")],
        "status": str(entry["STATUS"]),
    }


def by_vobject(raw: bytes) -> dict[str, Any]:
    whole = vobject.readOne(raw.decode())
    (entry,) = whole.vevent_list
    optional = {
        name: getattr(entry, name).value if hasattr(entry, name) else "" for name in ("description", "location")
    }
    return {
        "method": whole.method.value,
        "uid": entry.uid.value,
        "sequence": int(entry.sequence.value),
        "stamp": entry.dtstamp.value,
        "starts": entry.dtstart.value,
        "ends": entry.dtend.value,
        "summary": entry.summary.value,
        "description": optional["description"],
        "place": optional["location"],
        "organiser": (entry.organizer.value, entry.organizer.params["CN"][0]),
        "attendee": (entry.attendee.value, entry.attendee.params["CN"][0]),
        "buttons": [entry.attendee.params[key][0] for key in ("CUTYPE", "ROLE", "PARTSTAT", "RSVP")],
        "status": entry.status.value,
    }


def meant(event: Event) -> dict[str, Any]:
    return {
        "method": "CANCEL" if event.cancelled else "REQUEST",
        "uid": event.uid,
        "sequence": event.sequence,
        "stamp": event.stamp.replace(microsecond=0),
        "starts": event.starts,
        "ends": event.ends,
        "summary": bare(event.summary),
        "description": "\n".join(map(bare, event.description.splitlines())),
        "place": bare(event.place or ""),
        "buttons": ["INDIVIDUAL", "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"],
        "status": "CANCELLED" if event.cancelled else "CONFIRMED",
    }


READERS = pytest.mark.parametrize("read", [by_icalendar, by_vobject])


@READERS
@pytest.mark.parametrize("event", [case[1] for case in GOLDEN_CASES], ids=[case[0] for case in GOLDEN_CASES])
def test_two_libraries_read_what_was_meant(read: Any, event: Event) -> None:
    found = read(made(event))
    assert found.pop("organiser") == (f"mailto:{US}", "Northshire Carers’ Forum")
    assert found.pop("attendee") == (f"mailto:{THEM}", "Director of Care, Northshire ICB")
    assert found == meant(event)


words = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "Zoë O’Néill", 'The "best" of', "a, b; c: d", "\r\nATTENDEE:mailto:spy@x.example", "\nEND:VEVENT",
            "👩‍🦽 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "x" * 998, "é" * 998, "\\n", "\\", "back\\\\slash", "^n^'^^", "%0D%0A", "\u2028METHOD:CANCEL",
            "\x00\x07", "  ", "", "=?utf-8?q?a?=", "مرحبا", "\ufeff",
        ]
    ),
)  # fmt: skip


@READERS
@given(name=words, to=words, summary=words, text=words, place=words, url=words)
def test_whatever_is_typed_stays_in_its_place(
    read: Any, name: str, to: str, summary: str, text: str, place: str, url: str
) -> None:
    event = replace(EVENT, summary=summary, description=text, place=place, url=url)
    raw = made(event, to, name)
    found = read(raw)
    for typed, (address, called), whose in ((name, found.pop("organiser"), US), (to, found.pop("attendee"), THEM)):
        assert address == f"mailto:{whose}"
        if not set(typed) & {'"', "^", "\\"} and len(bare(typed)) <= 100:
            assert called == (bare(typed) or whose)
    assert found == meant(event)


NAMES = ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "ATTENDEE", "STATUS", "TRANSP"]


@given(name=words, to=words, summary=words, text=words, place=words, url=words)
def test_every_line_keeps_rfc_5545(name: str, to: str, summary: str, text: str, place: str, url: str) -> None:
    raw = made(replace(EVENT, summary=summary, description=text, place=place, url=url), to, name)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")[:-1]
    assert not any(re.search(rb"[\r\n]", line) for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    whole = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert not any(re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line) for line in whole)
    names = [re.split("[:;]", line)[0] for line in whole]
    assert sorted(set(names) - {"DESCRIPTION", "LOCATION", "URL"}) == sorted(
        {*NAMES, "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", ""}
    )
    assert all(names.count(one) == 1 for one in NAMES)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://meet.example/a;b,c?d=1&e=2", True),
        ("http://meet.example", True),
        ("meet.example", False),
        ("javascript:alert(1)", False),
        ("https://meet.example/a b", False),
        ("https://meet.example/\r\nATTENDEE:mailto:spy@x.example", False),
        ("https://meet.example/ü", False),
    ],
)
def test_only_a_web_address_is_the_url(url: str, kept: bool) -> None:
    assert (f"URL:{url}\r\n" in made(replace(EVENT, url=url)).replace(b"\r\n ", b"").decode()) is kept
    assert (b"\r\nURL" in made(replace(EVENT, url=url))) is kept


def test_a_nameless_one_is_called_by_their_address() -> None:
    assert f"CN={THEM}" in made(EVENT, to="").replace(b"\r\n ", b"").decode()


def test_a_reminder_carries_the_very_same_event() -> None:
    assert made(EVENT) == made(replace(EVENT))


def test_the_description_of_an_entry_says_no_more_than_a_diary_may_show() -> None:
    assert description("The Forum", []) == "The Forum, a forum run by unpaid carers, invites you."


def test_a_file_for_anybodys_calendar_asks_nobody_for_an_answer() -> None:
    raw = published(EVENT, replace(EVENT, uid="other@carers.example", sequence=1, cancelled=True)).decode()
    assert "METHOD:PUBLISH" in raw
    assert "ORGANIZER" not in raw
    assert "ATTENDEE" not in raw
    first, second = vobject.readOne(raw).vevent_list
    assert first.dtstart.value == EVENT.starts
    assert (first.status.value, second.status.value) == ("CONFIRMED", "CANCELLED")
    assert (first.sequence.value, second.sequence.value) == ("0", "1")
