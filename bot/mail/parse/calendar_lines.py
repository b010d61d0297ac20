"""iCalendar (RFC 5545) as lines: only what an answer needs, by a loop that nothing in the file can make slow.

A library is not used here: recurrence rules and time zones of strangers would be worked out for nothing, and real
answers are cut short or broken in ways that it refuses (MAIL-NOTES §1.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MOST_LINES = 40_000
LONGEST_NAME = 2_000

_PARAMETER = re.compile(r';\s*([\w-]{1,80})\s*=\s*("[^"]*"|[^;]*)')
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)$")
_WINDOWS_ZONES = {"gmt standard time": "Europe/London", "greenwich standard time": "Etc/UTC", "utc": "Etc/UTC"}


# All that an answer is read from; the rest is passed over.
_NAME = re.compile(
    r"\s*(?:BEGIN|END|METHOD|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|RECURRENCE-ID|RRULE|ATTENDEE|COMMENT|"
    r"X-CALENDARSERVER-[A-Z-]+)\s*[;:]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One property. Names and parameter names in upper case, values as they stand."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(frozen=True)
class Sheet:
    """A calendar file: its own properties, and those of its events (not of alarms or time zones inside)."""

    own: tuple[Line, ...]
    events: tuple[tuple[Line, ...], ...]


def read_sheet(text: str) -> Sheet | None:
    """None where the text holds no calendar. One that ends too early is read as far as it goes."""
    start = text.upper().find("BEGIN:VCALENDAR")
    if start < 0:
        return None
    unfolded = re.sub(r"\n[ \t]", "", text[start:].replace("\r\n", "\n").replace("\r", "\n"))
    own: list[Line] = []
    events: list[list[Line]] = []
    inside: list[str] = []
    for raw in unfolded.split("\n", MOST_LINES)[:MOST_LINES]:
        line = read_line(raw) if _NAME.match(raw) else None
        if line is None:
            continue
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            if inside == ["VCALENDAR", "VEVENT"]:
                events.append([])
        elif line.name == "END":
            if inside and inside[-1] == line.value.strip().upper():
                inside.pop()
            if not inside:
                break
        elif inside == ["VCALENDAR"]:
            own.append(line)
        elif inside == ["VCALENDAR", "VEVENT"]:
            events[-1].append(line)
    return Sheet(tuple(own), tuple(tuple(event) for event in events))


def read_line(raw: str) -> Line | None:
    """A property; None for what is none. A parameter may hold an unquoted "mailto:", as some programs write."""
    end = _colon(raw[:LONGEST_NAME])
    if end < 0:
        return None
    name, _, _ = raw[:end].partition(";")
    if not re.fullmatch(r"\s*[A-Za-z0-9-]{1,60}\s*", name):
        return None
    rest = raw[len(name) : end]
    parameters = {key.upper(): value.strip().strip('"') for key, value in _PARAMETER.findall(rest)}
    return Line(name.strip().upper(), parameters, raw[end + 1 :].strip())


def _colon(raw: str) -> int:
    """Where the value begins: the first colon outside quotes that is not the one of an unquoted "mailto:"."""
    quoted = False
    for at, character in enumerate(raw):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted and raw[max(0, at - 7) : at].lower() != "=mailto":
            return at
    return raw.find(":") if quoted else -1


def moment(line: Line) -> datetime | None:
    """A date with a time, in UTC; None for one without a known zone."""
    found = _MOMENT.match(line.value)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    zone = UTC if found[7] else zone_of(line.parameters.get("TZID", ""))
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone).astimezone(UTC) if zone else None
    except (ValueError, OverflowError):
        return None


def zone_of(name: str) -> ZoneInfo | None:
    """A zone by its IANA name, or one of the Windows names that stand for UK time."""
    name = _WINDOWS_ZONES.get(name.lower(), name.strip("/"))
    try:
        return ZoneInfo(name) if re.fullmatch(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*", name) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def unescaped(value: str) -> str:
    """RFC 5545 §3.3.11."""
    return re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], value, flags=re.DOTALL)
