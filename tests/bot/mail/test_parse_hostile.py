"""No mail can stop the post: whatever comes in is read, or left to a person, and costs little."""

import os

import pytest
from hypothesis import example, given, strategies as st

from bot.mail.parse import parse
from bot.mail.parse.decode import decode_base64
from bot.mail.parse.mime import DEEPEST, LARGEST, MOST_PARTS, Mail, read as take_apart
from bot.mail.parse.parsed import Verdict as V
from bot.mail.parse.reading import BOUNCES
from tests.bot.mail.parse_mails import JO, OURS, calendar_mail, ics, mail, read, report

TEXT = b"From: a@b.example\nSubject: Re: x\n"
HTML = TEXT + b"Content-Type: text/html\n\n"
DEEPER = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
MANY = b"Content-Type: multipart/mixed; boundary=b\n\n"

# Each took seconds or minutes, or raised, in one parser or another.
HOSTILE = {
    "10 MB in one line": TEXT + b"\n" + b"a" * 10_000_000,
    "a million quotes": TEXT + b"\n" + b">" * 1_000_000,
    "half attributions": TEXT + b"\n" + b"on 1/1 1/1 wrote x@y.example <x@y> wrote:x:\n" * 60_000,
    "half an Outlook header": TEXT + b"\n" + b"From: x\nSent: y\nx\n" * 100_000,
    "words of bounces": b"Return-Path: <>\n" + TEXT + b"\n" + b"delivery to your message user is click on " * 20_000,
    "open tags": HTML + b"<" * 3_000_000,
    "hidden and never closed": HTML + b"".join(b"<x%d hidden>" % number for number in range(50_000)),
    "comments never closed": HTML + b"<!--" * 500_000,
    "parts in parts": TEXT + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5_000 + b"\nhi",
    "150,000 parts": TEXT + MANY + b"--b\n\nhi\n" * 150_000,
    "almost boundaries": TEXT + MANY + b"--bx" * 1_000_000,
    "60,000 recipients": report("failed", "5.1.1").replace(
        b"\n\nFinal-", b"\n\nFinal-Recipient: a\nAction: failed\n" * 60_000 + b"\nFinal-"
    ),
    "500,000 fields": b"X-A: b\n" * 500_000 + TEXT + b"\nhi",
    "a field of 5 MB": b"To: " + b"a@b.example, " * 400_000 + b"\n" + TEXT + b"\nhi",
    "encoded words": b"Subject: " + b"=?utf-8?b?YQ==?= " * 200_000 + b"\n" + TEXT + b"\nhi",
    "open brackets": b"From: " + b"(<a@" * 200_000 + b"\n\nhi",
    "no number is a date": b"Date: " + b"1" * 500_000 + b"\n" + TEXT + b"\nhi",
    "10,000 attendees": calendar_mail(ics(attendee="ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.example\r\n" * 10_000)),
    "colons in quotes": calendar_mail('BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;A="' + ":" * 1_000_000),
    "events in events": calendar_mail("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" * 50_000),
    "a deep notice": TEXT + b'\n{"notificationType":' + b"[" * 200_000,
    "zeros": b"\0" * 3_000_000,
    "noise": os.urandom(300_000),
    "nothing": b"",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_are_survived(raw: bytes) -> None:
    assert read(raw).verdict in V


def test_what_is_beyond_the_limits_is_not_read_and_said() -> None:
    assert take_apart(TEXT + b"\n" + b"a" * LARGEST).cut
    assert len(take_apart(TEXT + MANY + b"--b\n\nhi\n" * 1_000).parts) <= MOST_PARTS
    deep: Mail = take_apart(TEXT + b"".join(DEEPER % (n, n) for n in range(DEEPEST + 5)) + b"\nhi")
    assert deep.cut


@pytest.mark.parametrize(
    ("data", "text"), [(b"QUJD", b"ABC"), (b"QUI", b"AB"), (b"QUJDR", b"ABC"), (b"Q U\n=J!D", b"ABC"), (b"", b"")]
)
def test_base64_is_read_as_far_as_it_goes(data: bytes, text: bytes) -> None:
    assert decode_base64(data) == text


def test_what_cannot_be_read_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("bot.mail.parse.reading.read", broken)
    assert parse(b"From: a@b.example\n\nhello").verdict is V.NEEDS_A_PERSON


@given(st.binary(max_size=400))
@example(b"Content-Type: multipart/mixed; boundary=\n\n--\n")
@example(b"From: =?utf-8?b?====?=\nDate: Mon, 99 Xxx -1 99:99:99 +9999\n\n")
def test_any_bytes_are_read(raw: bytes) -> None:
    told = read(raw)
    assert told.why
    assert told.verdict not in (V.IMIP_ACCEPT, V.HUMAN_ACCEPT)


_FIELDS = st.sampled_from(
    [
        "Return-Path: <>", "Auto-Submitted: auto-replied", "From: MAILER-DAEMON", "Subject: =?x?q?=?=", "To: <<>>",
        "Content-Type: text/html; charset=nonsense",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Content-Type: message/delivery-status", "Content-Type: text/calendar; method=REPLY",
        "Date: Thu, 31 Feb 2026 25:61:00",
        "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: x-uuencode",
        "Content-Disposition: attachment; filename*0*=a'b",
        "Reply-To", ": x", "Authentication-Results: ;;;", "References: <<a@b>> <c@d",
    ]
)  # fmt: skip
_LINES = st.sampled_from(
    [
        "--b",
        "--b--",
        "",
        "> x",
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "Action: failed",
        "Status: 5.1.1",
        "<p",
        "until 31 June",
        "begin 644 x",
    ]
)


@given(st.lists(_FIELDS, max_size=8), st.lists(_LINES | st.text(max_size=30), max_size=12))
def test_any_heap_of_fields_and_lines_is_read(fields: list[str], lines: list[str]) -> None:
    assert read("\n".join([*fields, "", *lines]).encode("utf-8", "surrogatepass")).verdict in V


_ASIDES = st.sampled_from(
    [
        "The mail to Sam came back: 550 5.1.1 User unknown.", "It said that delivery has failed to these recipients.",
        "This message was created automatically by mail delivery software, it said.",
        "Your system says “mailbox full”.",
        "My colleague is out of the office until Monday.", "I got an automatic reply from you.",
        "The following address(es) failed, I read.", "It could not be delivered.", "I was on annual leave last week.",
        "Final-Recipient: rfc822; sam@westmere.example", "Action: failed", "Reporting-MTA: dns; mx.example",
    ]
)  # fmt: skip
_OTHER_FIELDS = st.sampled_from(
    ["Precedence: list", "List-Id: <x.example>", "X-Auto-Response-Suppress: All", "Auto-Submitted: no",
     "X-MS-Exchange-Inbox-Rules-Loop: a@b.example", f"In-Reply-To: {OURS}", "Return-Path: <jo@westmere.example>"]
)  # fmt: skip


@given(st.lists(_ASIDES, max_size=5), st.lists(_OTHER_FIELDS, max_size=4, unique=True))
def test_nothing_that_a_person_mentions_makes_their_answer_a_bounce(asides: list[str], fields: list[str]) -> None:
    told = read(mail(JO, "Re: Invitation", "\n".join(["Dear clerk, thank you.", *asides, "Jo"]), *fields))
    assert told.verdict not in (*BOUNCES, V.AUTO_REPLY, V.DELIVERED, V.READ_RECEIPT, V.COMPLAINT)
