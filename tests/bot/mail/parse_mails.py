"""Small mails, written by hand for the claims about reading them. All people and bodies are made up."""

from __future__ import annotations

import base64

from bot.mail.parse.parsed import Parsed
from bot.mail.parse.reading import read_mail

JO = "Jo Bloggs <jo@westmere.example>"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.westmere.example>"
POSTMASTER = "postmaster@westmere.example"
NULL = "Return-Path: <>"
OURS = "<inv-7.0.x@forum.example>"


def mail(sender: str, subject: str, body: str, *fields: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    """A mail of one part, sent on Tuesday 3 November 2026."""
    head = [
        f"From: {sender}",
        "To: clerk+abc@forum.example",
        f"Subject: {subject}",
        "Date: Tue, 3 Nov 2026 10:00:00 +0000",
    ]
    return "\r\n".join([*head, *fields, f"Content-Type: {kind}", "", body.replace("\n", "\r\n")]).encode()


def parts(
    *parts: tuple[str, str], kind: str = "multipart/mixed", sender: str = JO, subject: str = "x", fields: str = ""
) -> bytes:
    """A mail of several parts, each a media type and a body."""
    mark = f"b{len(parts)}{len(kind)}"
    inside = "".join(f"--{mark}\nContent-Type: {media}\n\n{body}\n" for media, body in parts)
    head = f"From: {sender}\nTo: clerk+abc@forum.example\nSubject: {subject}\n{fields}"
    return f"{head}Content-Type: {kind}; boundary={mark}\n\n{inside}--{mark}--\n".encode()


def report(
    action: str, status: str, diagnostic: str = "", said: str = "Delivery report.", subject: str = "Report"
) -> bytes:
    """A delivery report by RFC 3464 about our letter."""
    told = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; jo@westmere.example\n"
    told += f"Action: {action}\nStatus: {status}\n"
    return parts(
        ("text/plain", said),
        ("message/delivery-status", told + (f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else "")),
        ("message/rfc822", f"From: clerk+abc@forum.example\nMessage-ID: {OURS}\nSubject: Invitation\n\nDear Jo\n"),
        kind="multipart/report; report-type=delivery-status",
        sender=DAEMON,
        subject=subject,
    )


def ics(
    method: str = "REPLY", attendee: str = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jo@westmere.example", extra: str = ""
) -> str:
    """A calendar with an alarm that somebody else has "accepted", as Google writes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"METHOD:{method}" if method else "",
        "BEGIN:VEVENT",
        "UID:code@forum.example",
    ]
    lines += ["DTSTAMP:20261103T100000Z", "SEQUENCE:2", attendee, extra, "DTSTART:20261210T100000Z", "BEGIN:VALARM"]
    lines += [
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:alarm@westmere.example",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(line for line in lines if line)


def calendar_mail(
    data: str | bytes, kind: str = "text/calendar; charset=utf-8; method=REPLY", fields: str = ""
) -> bytes:
    """A calendar as the ways of Outlook and Google send it: an alternative to a text."""
    raw = data.encode() if isinstance(data, str) else data
    head = f"From: {JO}\nSubject: Accepted: Invitation\n{fields}Content-Type: multipart/alternative; boundary=b\n\n"
    part = f"--b\nContent-Type: text/plain\n\nyes\n--b\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n"
    return (head + part).encode() + base64.encodebytes(raw) + b"\n--b--\n"


def read(raw: bytes) -> Parsed:
    """Read it without the last guard, so that an error is seen."""
    return read_mail(raw, None)
