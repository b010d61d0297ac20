"""Calendar answers (iMIP: RFC 5546, RFC 6047). The METHOD and PARTSTAT inside the calendar decide, not the mail's
header and not the subject; and without PARTSTAT=ACCEPTED in an event nothing is ever an acceptance."""

from __future__ import annotations

import re
from datetime import datetime

from bot.mail.parse.calendar_lines import Line, Sheet, moment, read_sheet, unescaped
from bot.mail.parse.decode import decode_base64, decode_bytes
from bot.mail.parse.mime import LARGEST_CALENDAR, Mail, Part
from bot.mail.parse.parsed import CalendarAnswer, Verdict

_KINDS = ("text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics")
_BY_PARTSTAT = {
    "ACCEPTED": Verdict.IMIP_ACCEPT,
    "DECLINED": Verdict.IMIP_DECLINE,
    "TENTATIVE": Verdict.IMIP_TENTATIVE,
    "DELEGATED": Verdict.IMIP_DELEGATE,
}
_BY_METHOD = {
    "COUNTER": Verdict.IMIP_COUNTER,
    "DECLINECOUNTER": Verdict.IMIP_DECLINECOUNTER,
    "REQUEST": Verdict.IMIP_REQUEST,
    "CANCEL": Verdict.IMIP_CANCEL,
}


def calendar_answer(mail: Mail, sender: str | None) -> CalendarAnswer | None:
    """The first calendar in the mail that speaks of an invitation; None where there is none."""
    for part in mail.parts:
        named = part.name.lower().endswith((".ics", ".vcs"))
        if not (
            part.kind in _KINDS or named or (part.kind == "text/plain" and b"BEGIN:VCALENDAR" in part.body[:2_000])
        ):
            continue
        sheet = read_sheet(calendar_text(part))
        answer = _answer(sheet, part, sender) if sheet else None
        if answer:
            return answer
    return None


def calendar_text(part: Part) -> str:
    """The calendar as text, also where it is UTF-16 without a mark, or base64 that its header does not admit."""
    data = part.data(LARGEST_CALENDAR)
    if b"\0" in data[:64]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16", "replace")
    if b"BEGIN:V" not in data[:4_000].upper() and re.fullmatch(rb"[A-Za-z0-9+/=\s]{40,}", data[:4_000]):
        data = decode_base64(data)
    return decode_bytes(data, part.head.parameter("content-type", "charset") or "utf-8")


def calendar_verdict(answer: CalendarAnswer) -> tuple[Verdict, str]:
    """What it says, and the sign."""
    sign = f"calendar METHOD:{answer.method}" + (f", PARTSTAT={answer.partstat}" if answer.partstat else "")
    if answer.method == "REPLY":
        return _BY_PARTSTAT.get(answer.partstat or "", Verdict.NEEDS_A_PERSON), sign
    return _BY_METHOD.get(answer.method, Verdict.NEEDS_A_PERSON), sign


def _answer(sheet: Sheet, part: Part, sender: str | None) -> CalendarAnswer | None:
    method = next((line.value.strip().upper() for line in sheet.own if line.name == "METHOD"), "")
    method = method or part.head.parameter("content-type", "method").upper()
    event = next(
        (each for each in sheet.events if not _value(each, "RECURRENCE-ID")), sheet.events[0] if sheet.events else ()
    )
    if not method and _answers_without_method(event, part):
        method = "REPLY"
    if method in ("", "PUBLISH"):
        return None
    attendee = _attendee(event, method, sender)
    start, end = _proposed(event, method, attendee)
    return CalendarAnswer(
        method=method[:40],
        uid=_value(event, "UID") or None,
        partstat=(attendee.parameters.get("PARTSTAT", "").upper() or None) if attendee else None,
        sequence=_number(_value(event, "SEQUENCE")),
        stamp=_moment(event, "DTSTAMP"),
        recurrence=bool(_value(event, "RECURRENCE-ID") or _value(event, "RRULE")),
        attendee=(_address(attendee.value) or None) if attendee else None,
        sent_by=_parameter(attendee, "SENT-BY"),
        delegated_to=_parameter(attendee, "DELEGATED-TO"),
        comment=_comment(event),
        proposed_start=start,
        proposed_end=end,
    )


def _answers_without_method(event: tuple[Line, ...], part: Part) -> bool:
    """Shown as a calendar, with one attendee, who has answered: no more is needed (MAIL-NOTES §0.7)."""
    named = [line.parameters.get("PARTSTAT", "").upper() for line in event if line.name == "ATTENDEE"]
    return part.kind == "text/calendar" and not part.attached and len(named) == 1 and named[0] in _BY_PARTSTAT


def _attendee(event: tuple[Line, ...], method: str, sender: str | None) -> Line | None:
    """Who answers: the only one named; among several the sender, else the only one who has an answer."""
    named = [line for line in event if line.name == "ATTENDEE"]
    if len(named) < 2 or method not in ("REPLY", "COUNTER"):
        return named[0] if len(named) == 1 else None
    own = [line for line in named if sender and _address(line.value) == sender]
    told = [line for line in named if line.parameters.get("PARTSTAT", "NEEDS-ACTION").upper() != "NEEDS-ACTION"]
    for some in (own, told, [line for line in told if line.parameters["PARTSTAT"].upper() != "DELEGATED"]):
        if len(some) == 1:
            return some[0]
    return None


def _proposed(event: tuple[Line, ...], method: str, attendee: Line | None) -> tuple[datetime | None, datetime | None]:
    """Another time: the event's own of a COUNTER; of Apple's answers a parameter of the attendee."""
    if method == "COUNTER":
        return _moment(event, "DTSTART"), _moment(event, "DTEND")
    for name, value in (attendee.parameters if attendee else {}).items():
        if "PROPOSED" in name and (found := re.search(r"\d{8}T\d{6}Z?", value)):
            return moment(Line(name, {}, found[0])), None
    return None, None


def _value(event: tuple[Line, ...], name: str) -> str:
    return next((line.value for line in event if line.name == name), "")


def _moment(event: tuple[Line, ...], name: str) -> datetime | None:
    return next((moment(line) for line in event if line.name == name), None)


def _number(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,9}", value) else None


def _address(value: str) -> str:
    return re.sub(r"^\s*mailto:\s*", "", value, flags=re.IGNORECASE).strip(" <>\"'").lower()[:320]


def _parameter(attendee: Line | None, name: str) -> str | None:
    return (_address(attendee.parameters.get(name, "").split(",")[0]) or None) if attendee else None


def _comment(event: tuple[Line, ...]) -> str | None:
    names = ("COMMENT", "X-CALENDARSERVER-PRIVATE-COMMENT", "X-CALENDARSERVER-ATTENDEE-COMMENT")
    said = [unescaped(line.value).strip() for line in event if line.name in names]
    return "\n".join(each for each in said if each)[:4_000] or None
