"""Small mails as officials, their programs and their mail servers send them, written by hand.

raw = human(frm="pa@body.example", to=plus(CLERK, code), text="She will come.")
raw = accepted(uid=uid(code, DOMAIN), attendee="chair@body.example")
"""

from datetime import UTC, datetime

CLERK, DOMAIN = "clerk@northshire-carers.example", "northshire-carers.example"
TRUSTED = "mx.northshire-carers.example"
WRITTEN = datetime(2026, 9, 3, 10, 0, tzinfo=UTC)


def vouched(domain: str = "body.example", by: str = TRUSTED, result: str = "pass") -> str:
    """The header that our own mail server puts on top."""
    said = f"dkim={result} header.d={domain}; dmarc={result} header.from={domain}"
    return f"Authentication-Results: {by}; {said}"


def mail(*headers: str, body: str, number: int = 1, written: datetime = WRITTEN) -> bytes:
    """`number` makes its Message-ID."""
    dated = f"Date: {written:%a, %d %b %Y %H:%M:%S} +0000"
    head = [*filter(None, headers), dated, f"Message-ID: <m{number}@mail.body.example>", "MIME-Version: 1.0"]
    return ("\r\n".join(head) + "\r\n" + body.strip("\n").replace("\n", "\r\n") + "\r\n").encode()


def human(
    *headers: str,
    frm: str = "chair@body.example",
    to: str = CLERK,
    text: str = "Dear all,\n\nThank you. I would be glad to come along.\n\nPat",
    subject: str = "Re: Invitation",
    number: int = 1,
    written: datetime = WRITTEN,
) -> bytes:
    body = f"Content-Type: text/plain; charset=utf-8\n\n{text}"
    head = (*headers, f"From: Pat Lee <{frm}>", f"To: {to}", f"Subject: {subject}")
    return mail(*head, body=body, number=number, written=written)


def away(*, frm: str = "chair@body.example", to: str = CLERK, text: str = "", number: int = 2) -> bytes:
    words = text or "I am out of the office and will read your message when I am back."
    marks = ("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "Precedence: bulk")
    return human(*marks, frm=frm, to=to, text=words, subject="Automatic reply: Invitation", number=number)


def calendar(
    *headers: str,
    uid: str | None,
    attendee: str | None = "chair@body.example",
    frm: str = "chair@body.example",
    to: str = CLERK,
    partstat: str = "ACCEPTED",
    method: str = "REPLY",
    sequence: int | None = 0,
    stamp: datetime = WRITTEN,
    number: int = 3,
    more: str = "",
) -> bytes:
    """An answer of a calendar program; with `more`, further lines of the event."""
    event = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Some Diary//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}" if uid else "",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence}" if sequence is not None else "",
        "DTSTART:20261012T180000Z",
        "DTEND:20261012T193000Z",
        "SUMMARY:Accepted: Respite that works",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}" if attendee else "",
        *more.splitlines(),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    lines = "\n".join(filter(None, event))
    body = (
        'Content-Type: multipart/alternative; boundary="x"\n\n'
        "--x\nContent-Type: text/plain; charset=utf-8\n\nPat Lee has answered.\n"
        f"--x\nContent-Type: text/calendar; charset=utf-8; method={method}\n\n{lines}\n--x--\n"
    )
    head = (*headers, f"From: Pat Lee <{frm}>", f"To: {to}", "Subject: Accepted: Respite that works")
    return mail(*head, body=body, number=number, written=stamp)


def report(
    *,
    to: str = CLERK,
    action: str = "failed",
    status: str = "5.1.1",
    original: str = "",
    official: str = "chair@body.example",
    number: int = 4,
) -> bytes:
    """What a mail server says of a letter (RFC 3464). `original` is the letter's Message-ID."""
    body = f"""Content-Type: multipart/report; report-type=delivery-status; boundary="r"

--r
Content-Type: text/plain; charset=utf-8

This is about your message to {official}.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.body.example

Final-Recipient: rfc822; {official}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} as it says
--r
Content-Type: text/rfc822-headers

From: {CLERK}
To: {official}
Subject: Invitation
Message-ID: {original or "<unknown@elsewhere.example>"}
--r--
"""
    head = ("Return-Path: <>", "From: Mail Delivery Subsystem <mailer-daemon@body.example>", f"To: {to}")
    return mail(*head, "Subject: Undelivered Mail", "Auto-Submitted: auto-replied", body=body, number=number)
