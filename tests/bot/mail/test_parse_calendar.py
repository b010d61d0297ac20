"""Calendar answers: what stands inside the calendar decides, and nothing is an acceptance by accident."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from bot.mail.parse.parsed import Verdict as V
from tests.bot.mail.parse_mails import DAEMON, JO, calendar_mail, ics, mail, parts, read


def _answer(partstat: str, more: str = "") -> str:
    return f"ATTENDEE;PARTSTAT={partstat}{more}:mailto:jo@westmere.example"


SAYS = {
    "accepted": (ics(), V.IMIP_ACCEPT),
    "declined": (ics(attendee=_answer("DECLINED")), V.IMIP_DECLINE),
    "perhaps": (ics(attendee=_answer("TENTATIVE")), V.IMIP_TENTATIVE),
    "delegated": (ics(attendee=_answer("DELEGATED")), V.IMIP_DELEGATE),
    "another time, though the header says REPLY": (ics("COUNTER", _answer("TENTATIVE")), V.IMIP_COUNTER),
    "our other time was refused": (ics("DECLINECOUNTER"), V.IMIP_DECLINECOUNTER),
    "an invitation": (ics("REQUEST", _answer("NEEDS-ACTION")), V.IMIP_REQUEST),
    "cancelled": (ics("CANCEL"), V.IMIP_CANCEL),
    "no answer yet": (ics(attendee=_answer("NEEDS-ACTION")), V.NEEDS_A_PERSON),
    "nobody answers, but an alarm": (ics(attendee=""), V.NEEDS_A_PERSON),
    "no PARTSTAT": (ics(attendee="ATTENDEE:mailto:jo@westmere.example"), V.NEEDS_A_PERSON),
    "a word of its own": (ics(attendee=_answer("X-MAYBE")), V.NEEDS_A_PERSON),
    "a method nobody sends": (ics("REFRESH"), V.NEEDS_A_PERSON),
    "the method only in the header": (ics(method=""), V.IMIP_ACCEPT),
    "only published": (ics("PUBLISH"), V.HUMAN),
}


@pytest.mark.parametrize(("data", "verdict"), SAYS.values(), ids=SAYS)
def test_the_calendar_says(data: str, verdict: V) -> None:
    assert read(calendar_mail(data)).verdict is verdict


def test_the_header_s_method_counts_where_the_calendar_has_none() -> None:
    assert read(calendar_mail(ics(method=""), "text/calendar; method=COUNTER")).verdict is V.IMIP_COUNTER
    assert read(calendar_mail(ics(method=""), "text/calendar")).verdict is V.IMIP_ACCEPT


BROKEN = {
    "UTF-16": ics().encode("utf-16"),
    "UTF-16 without its mark": ics().encode("utf-16-le"),
    "bare line feeds": ics().replace("\r\n", "\n").encode(),
    "cut short": ics().encode()[:-70],
    "upper case, and quoted colons": ics(
        attendee='ATTENDEE;CN="Bloggs: Jo; Cllr";PARTSTAT=ACCEPTED:MAILTO:JO@Westmere.example'
    ).encode(),
    "folded": ics(attendee="ATTENDEE;PARTSTAT=ACC\r\n EPTED:mailto:jo@westmere\r\n .example").encode(),
    "an organizer without mailto": ics(extra="ORGANIZER:clerk@forum.example").encode(),
    "a rule without end": ics(extra="RRULE:FREQ=SECONDLY;COUNT=999999999").encode(),
    "sent by the diary manager, unquoted": ics(
        attendee=_answer("ACCEPTED", ";SENT-BY=mailto:pa@westmere.example")
    ).encode(),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_calendar_is_still_an_answer(data: bytes) -> None:
    told = read(calendar_mail(data))
    assert told.verdict is V.IMIP_ACCEPT
    assert told.calendar
    assert (told.calendar.uid, told.calendar.attendee) == ("code@forum.example", "jo@westmere.example")


def test_base64_without_its_padding_is_read() -> None:
    raw = calendar_mail(ics()).replace(b"==\n", b"\n").replace(b"=\n", b"\n")
    assert read(raw).verdict is V.IMIP_ACCEPT


def test_a_calendar_may_be_the_whole_body_or_a_file() -> None:
    assert read(mail(JO, "x", ics(), kind="text/calendar; method=REPLY")).verdict is V.IMIP_ACCEPT
    assert (
        read(parts(("text/plain", "x"), ('application/octet-stream; name="invite.ics"', ics()))).verdict
        is V.IMIP_ACCEPT
    )


def test_everything_that_an_answer_says_is_kept() -> None:
    more = ';SENT-BY="mailto:PA@westmere.example";DELEGATED-TO="mailto:sam@westmere.example"'
    told = read(calendar_mail(ics("COUNTER", _answer("DELEGATED", more), "COMMENT:Later\\, please\\nJo"))).calendar
    assert told
    assert (told.sequence, told.stamp) == (2, datetime(2026, 11, 3, 10, tzinfo=UTC))
    assert (told.sent_by, told.delegated_to) == ("pa@westmere.example", "sam@westmere.example")
    assert (told.comment, told.proposed_start) == ("Later, please\nJo", datetime(2026, 12, 10, 10, tzinfo=UTC))


def test_apple_s_other_time_is_read_and_stays_a_perhaps() -> None:
    told = read(
        calendar_mail(
            ics(attendee=_answer("TENTATIVE", ';TO-ALL-PROPOSED-NEW-TIME="DTSTART:20261211T083000Z;STATUS:;"'))
        )
    )
    assert told.verdict is V.IMIP_TENTATIVE
    assert told.calendar
    assert told.calendar.proposed_start == datetime(2026, 12, 11, 8, 30, tzinfo=UTC)


def test_the_time_of_a_windows_zone_is_uk_time() -> None:
    data = ics("COUNTER").replace("DTSTART:20261210T100000Z", 'DTSTART;TZID="GMT Standard Time":20260710T100000')
    told = read(calendar_mail(data)).calendar
    assert told
    assert told.proposed_start == datetime(2026, 7, 10, 9, tzinfo=UTC)


def test_of_several_attendees_the_sender_answers() -> None:
    both = f"{_answer('DECLINED')}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:other@westmere.example"
    assert read(calendar_mail(ics(attendee=both))).verdict is V.IMIP_DECLINE


def test_whoever_answers_for_the_invited_one_is_the_attendee() -> None:
    both = f"{_answer('DELEGATED')}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@westmere.example"
    told = read(calendar_mail(ics(attendee=both)).replace(b"jo@westmere.example>", b"pa@westmere.example>"))
    assert told.verdict is V.IMIP_ACCEPT
    assert told.calendar
    assert told.calendar.attendee == "sam@westmere.example"


def test_an_answer_from_a_sender_with_a_server_s_name_is_still_an_answer() -> None:
    raw = calendar_mail(ics(), fields="Return-Path: <>\n").replace(b"Jo Bloggs", b"Mail Administrator")
    assert read(raw).verdict is V.IMIP_ACCEPT


def test_google_s_answers_are_automatic_and_still_answers() -> None:
    fields = "Return-Path: <>\nAuto-Submitted: auto-generated\nSender: calendar-notification@google.com\n"
    assert read(calendar_mail(ics(), fields=fields)).verdict is V.IMIP_ACCEPT


def test_our_own_invitation_in_a_bounce_is_no_answer() -> None:
    inside = (("text/plain", "could not be delivered"), ("text/calendar; method=REPLY", ics()))
    assert read(parts(*inside, sender=DAEMON, subject="Undelivered Mail")).verdict is V.BOUNCE_PERMANENT


def test_a_calendar_inside_a_mail_passed_on_is_not_opened() -> None:
    inside = calendar_mail(ics()).decode()
    assert read(parts(("text/plain", "For you"), ("message/rfc822", inside), subject="Fwd: x")).calendar is None


_LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "METHOD:REPLY",
        "METHOD:COUNTER", "UID:1", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example", "ATTENDEE:mailto:a@b.example",
        "SUMMARY:PARTSTAT=ACCEPTED", "COMMENT:accepted", "X-PARTSTAT:ACCEPTED",
        "ATTENDEE;CN=ACCEPTED:mailto:a@b.example",
        "BEGIN:VTIMEZONE", "END:VTIMEZONE", "",
    ]
)  # fmt: skip
_ALARM = ["BEGIN:VALARM", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example", "END:VALARM"]


@given(st.lists(_LINES, max_size=20))
def test_without_an_acceptance_in_an_event_nothing_is_accepted(lines: list[str]) -> None:
    data = "\r\n".join(["BEGIN:VCALENDAR", *lines, "BEGIN:VEVENT", *_ALARM, "END:VEVENT", "END:VCALENDAR"])
    assert read(calendar_mail(data)).verdict is not V.IMIP_ACCEPT
