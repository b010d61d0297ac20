"""A letter as a message: its parts, its headers, and what nobody can slip into it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings, strategies as st

from bot.couriers.envelope import Sender, Thread, envelope
from bot.mail.codes import codes_in, plus, uid
from bot.mail.compose import DESK, REPLY_ABOVE, compose, finished
from bot.mail.invite import Event
from bot.rules.words import Purpose
from db import models
from tests.bot.mail.test_html import read
from tests.bot.test_compose import DRAFT, LINK, draft_of

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CODE, OTHER = "mfzwizltoq2gk3tpnzsw4zlmnq", "abcdefghijklmnopqrstuvwx23"
US = plus("clerk@carers.example", CODE)
SENDER = Sender("Northshire Carers’ Forum", "clerk@carers.example", US)
EVENT = Event(
    uid=uid(CODE, "carers.example"),
    sequence=3,
    stamp=NOW,
    starts=DRAFT.starts,
    ends=DRAFT.ends,
    summary=DRAFT.title,
)


def letter(purpose: Purpose = Purpose.INVITATION, to: str = "director@body.example") -> models.Letter:
    words = compose(draft_of(purpose))
    return models.Letter(address=to, subject=words.subject, body=words.body, message_id="<fc-1.ab@carers.example>")


def sent(
    one: models.Letter | None = None,
    sender: Sender = SENDER,
    thread: Thread | None = None,
    *,
    desk: str | None = LINK,
    event: Event | None = EVENT,
    invitee: str = "Director of Care, Northshire ICB",
) -> EmailMessage:
    made = envelope(one or letter(), sender, thread or Thread(), NOW, desk=desk, event=event, invitee=invitee)
    return message_from_bytes(made.as_bytes(), policy=policy.default)


def parts(mail: EmailMessage) -> list[EmailMessage]:
    return [part for part in mail.iter_parts() if isinstance(part, EmailMessage)]


def entry(mail: EmailMessage) -> Any:
    (found,) = icalendar.Calendar.from_ical(parts(mail)[-1].get_content()).walk("VEVENT")
    return found


def test_a_letter_is_text_html_and_last_the_calendar() -> None:
    mail = sent()
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts(mail)] == ["text/plain", "text/html", "text/calendar"]
    calendar = parts(mail)[-1]
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert dict(calendar["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    raw: Any = calendar.get_payload(decode=True)
    assert raw.count(b"\r\n") == raw.count(b"\n") > 10
    assert [part.get_filename() for part in parts(mail)] == [None, None, None]


def test_a_letter_about_no_session_has_no_calendar() -> None:
    mail = sent(letter(Purpose.RECEIPT), event=None)
    assert [part.get_content_type() for part in parts(mail)] == ["text/plain", "text/html"]


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("desk", [LINK, None])
def test_text_and_html_have_the_same_words(purpose: Purpose, desk: str | None) -> None:
    text, html, _ = (part.get_content() for part in parts(sent(letter(purpose), desk=desk)))
    assert read(html).words.split() == text.split()
    assert text.split("\n")[0].strip() == REPLY_ABOVE
    assert text.replace("\r\n", "\n") == f"{REPLY_ABOVE}\n\n{finished(letter(purpose).body, desk)}"
    assert DESK not in text
    assert (LINK in text) is (desk is not None and DESK in letter(purpose).body)


def test_whoever_gets_the_letter_is_whom_the_calendar_asks_and_who_sent_it_gets_the_answer() -> None:
    mail = sent()
    (to,), (sender,), (back,) = (mail[name].addresses for name in ("To", "From", "Reply-To"))
    found = entry(mail)
    assert str(found["ATTENDEE"]) == f"mailto:{to.addr_spec}"
    assert found["ATTENDEE"].params["CN"] == "Director of Care, Northshire ICB"
    assert str(found["ORGANIZER"]) == f"mailto:{sender.addr_spec}" == f"mailto:{back.addr_spec}"
    assert codes_in(sender.addr_spec) == codes_in(str(found["UID"])) == (CODE,)
    assert found["SEQUENCE"] == 3


def test_the_method_of_the_part_is_the_method_of_the_calendar() -> None:
    for cancelled, method in ((False, "REQUEST"), (True, "CANCEL")):
        part = parts(sent(event=replace(EVENT, cancelled=cancelled)))[-1]
        assert part["Content-Type"].params["method"] == method
        assert icalendar.Calendar.from_ical(part.get_content())["METHOD"] == method


def test_from_stays_in_the_domain_that_the_mail_server_vouches_for() -> None:
    mail = sent(sender=Sender("Forum", "clerk@relay.example", US))
    assert mail["From"].addresses[0].addr_spec == "clerk@relay.example"
    assert mail["Reply-To"].addresses[0].addr_spec == US
    assert str(entry(mail)["ORGANIZER"]) == f"mailto:{US}"


def test_two_officials_learn_nothing_of_each_other() -> None:
    mail = sent(letter(to="one@body.example")).as_bytes()
    other = replace(SENDER, reply_to=plus("clerk@carers.example", OTHER))
    theirs = sent(
        letter(to="two@body.example"), other, event=replace(EVENT, uid=uid(OTHER, "carers.example")), invitee="Chair"
    )
    for part in (theirs, *parts(theirs)):
        said = str(part) + (part.get_content() if not part.is_multipart() else "")
        assert "one@body.example" not in said
        assert CODE not in said
    assert b"two@body.example" not in mail


def test_a_second_letter_goes_on_with_the_thread() -> None:
    mail = sent(thread=Thread(["<fc-1.aa@carers.example>", "<fc-1.ab@carers.example>"]))
    assert mail["In-Reply-To"] == "<fc-1.aa@carers.example>"
    assert mail["References"] == "<fc-1.aa@carers.example> <fc-1.ab@carers.example>"
    assert sent()["References"] is None


def test_nothing_in_a_letter_is_fetched_or_followed() -> None:
    html = parts(sent())[1].get_content()
    assert not re.search(r"\b(src|background|url\()", html)
    assert set(re.findall(r'href="([^"]*)"', html)) == {DRAFT.link, LINK}


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "a@x.example, b@x.example", "a@x.example\r\nBcc: b@x.example"]
)
def test_what_is_no_address_is_no_letter(address: str) -> None:
    with pytest.raises(ValueError, match="addr"):
        sent(letter(to=address))


HEADERS = [
    "auto-submitted",
    "content-type",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "subject",
    "to",
    "x-auto-response-suppress",
]
typed = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["x\r\nBcc: all@x.example", "x\n\n<b>", "é" * 998, "a" * 998, "--==boundary", "“,;:”\\", "😀" * 90]
    ),
)


@settings(deadline=None)  # a busy machine is no fault of the letter
@given(name=typed, subject=typed, body=typed, invitee=typed, title=typed)
def test_nothing_that_is_typed_becomes_a_header_or_a_part(
    name: str, subject: str, body: str, invitee: str, title: str
) -> None:
    one = models.Letter(address="chair@body.example", subject=subject, body=body, message_id="<1@x.example>")
    event = replace(EVENT, summary=title, description=body, place=title)
    sender, thread = Sender(name, "clerk@x.example", plus("clerk@x.example", CODE)), Thread(["<0@x.example>"])
    raw = envelope(one, sender, thread, NOW, desk=LINK, event=event, invitee=invitee).as_bytes()
    mail = message_from_bytes(raw, policy=policy.default)
    assert sorted(key.lower() for key in mail) == HEADERS
    assert [one.addr_spec for one in mail["To"].addresses] == ["chair@body.example"]
    assert [part.get_content_type() for part in parts(mail)] == ["text/plain", "text/html", "text/calendar"]
    assert str(entry(mail)["ATTENDEE"]) == "mailto:chair@body.example"
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
