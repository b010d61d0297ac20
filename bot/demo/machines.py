"""What machines send back to a letter: a mail server that does not know the address or is still trying, and a mailbox
whose owner is away."""

import secrets
from datetime import date, datetime
from email.utils import format_datetime

from bot.demo.answers import from_official
from bot.demo.postbox import Posted
from bot.rules.saying import say_date


def unknown_address(letter: Posted, at: datetime) -> bytes:
    """The letter comes back: the mail server of their organisation does not know the address."""
    return _report(
        letter,
        at,
        subject="Undelivered Mail Returned to Sender",
        words=f"Your message could not be delivered to {letter.to}. There is no such user here.",
        action="failed",
        status="5.1.1",
        diagnostic="550 5.1.1 User unknown",
    )


def still_trying(letter: Posted, at: datetime) -> bytes:
    """A warning, and no more: the letter may still arrive."""
    return _report(
        letter,
        at,
        subject="Delivery delayed",
        words=f"Your message to {letter.to} is delayed. It will be tried for three days more.",
        action="delayed",
        status="4.4.1",
        diagnostic="451 4.4.1 No answer from the host",
    )


def away(letter: Posted, until: date, at: datetime) -> bytes:
    """Out of office until that day."""
    message = from_official(letter, at, f"Automatic reply: {letter.subject}")
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    back = say_date(until)
    message.set_content(f"I am out of the office until {back}, and will read your message when I am back.\n")
    return bytes(message)


REPORT = """\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@{home}>
To: {to}
Subject: {subject}
Date: {date}
Message-ID: <{unique}@{home}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{unique}"

--{unique}
Content-Type: text/plain; charset=us-ascii

{words}
--{unique}
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.{home}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}
--{unique}
Content-Type: text/rfc822-headers

{head}
--{unique}--
"""
"""RFC 3464. It goes to the address that the letter was sent from, which is the one that names its invitation."""


def _report(letter: Posted, at: datetime, **said: str) -> bytes:
    head, _, _ = letter.raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    text = REPORT.format(
        home=letter.to.rpartition("@")[2],
        to=letter.message["Reply-To"].addresses[0].addr_spec,
        address=letter.to,
        date=format_datetime(at),
        unique=secrets.token_hex(12),
        head=head.decode("ascii", "replace"),
        **said,
    )
    return text.replace("\n", "\r\n").encode()
