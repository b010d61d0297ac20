"""What the demo sends in an official's place is read by the clerk as what it is meant to be."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.couriers.envelope import Sender, Thread, envelope
from bot.demo.acting import LONGEST, mail_of
from bot.demo.postbox import SERVER, SETTINGS, Posted
from bot.mail.codes import codes_in, plus, uid
from bot.mail.invite import Event
from bot.mail.parse import parse, trust
from bot.mail.parse.parsed import Parsed, Verdict
from bot.rules.errors import Refused
from db import models

CODE, HOME, OFFICIAL = "abcdefghijklmnopqrstuvwxyz", "northshire-carers.example", "chair@body.example"
NOW = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)
STARTS = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)
MESSAGE_ID = f"<fc-7.0a@{HOME}>"


def posted(*, calendar: bool = True) -> Posted:
    letter = models.Letter(address=OFFICIAL, subject="Invitation", body="Would you come?\n", message_id=MESSAGE_ID)
    event = Event(
        uid=uid(CODE, HOME),
        sequence=2,
        stamp=NOW,
        starts=STARTS,
        ends=STARTS + timedelta(minutes=90),
        summary="Respite that works",
        description="",
        place=None,
        url=None,
    )
    sender = Sender(SETTINGS.from_name, SETTINGS.from_address, plus(SETTINGS.from_address, CODE))
    message = envelope(letter, sender, Thread(), NOW, desk=None, event=event if calendar else None)
    return Posted(7, 1, OFFICIAL, "the Chair of the Body", "Invitation", letter.body, None, bytes(message), NOW)


def read(act: str, **form: str) -> Parsed:
    _, raw = mail_of({"act": act, **form}, posted(), NOW)
    return parse(raw, now=NOW)


MEANT = [
    ("accept", {}, Verdict.IMIP_ACCEPT),
    ("tentative", {}, Verdict.IMIP_TENTATIVE),
    ("decline", {}, Verdict.IMIP_DECLINE),
    ("propose", {"time": "2026-11-10T19:00"}, Verdict.IMIP_COUNTER),
    ("words", {"words": "Dear all,\n\nI would be glad to come.\n\nPat"}, Verdict.HUMAN_ACCEPT),
    ("words", {"words": "Who else will be there?"}, Verdict.HUMAN),
    ("away", {"back": "2026-09-21"}, Verdict.AUTO_REPLY),
    ("unknown", {}, Verdict.BOUNCE_PERMANENT),
    ("trying", {}, Verdict.DELAYED),
]


@pytest.mark.parametrize(("act", "form", "verdict"), MEANT)
def test_a_mail_is_read_as_what_it_is_meant_to_be_and_finds_its_invitation(
    act: str, form: dict[str, str], verdict: Verdict
) -> None:
    parsed = read(act, **form)
    assert parsed.verdict is verdict
    assert codes_in(" ".join(parsed.addressed)) == (CODE,)
    assert MESSAGE_ID in parsed.answers
    assert not parsed.forwarded


@pytest.mark.parametrize("act", ["accept", "tentative", "decline", "propose"])
def test_a_calendar_answer_names_the_same_event_and_is_vouched_for(act: str) -> None:
    parsed = read(act, time="2026-11-10T19:00")
    assert parsed.calendar is not None
    assert (parsed.calendar.uid, parsed.calendar.sequence) == (uid(CODE, HOME), 2)
    assert parsed.calendar.attendee == parsed.sender == OFFICIAL
    assert parsed.calendar.stamp == NOW
    assert trust.passes(parsed.authentication, SERVER, "body.example")


def test_the_time_that_is_proposed_is_london_time() -> None:
    parsed = read("propose", time="2026-10-20T19:00")
    assert parsed.calendar is not None
    assert parsed.calendar.proposed_start == datetime(2026, 10, 20, 18, 0, tzinfo=UTC)


def test_our_letter_below_a_reply_is_not_taken_for_their_words() -> None:
    assert "Would you come?" not in read("words", words="Who else will be there?").text


def test_the_end_of_an_absence_is_found() -> None:
    assert read("away", back="2026-09-21").returning == date(2026, 9, 21)


NOT_FILLED_IN = [
    ("words", {"words": " \n "}),
    ("words", {"words": "x" * (LONGEST + 1)}),
    ("words", {}),
    ("away", {"back": "soon"}),
    ("propose", {"time": ""}),
    ("elsewhere", {}),
]


@pytest.mark.parametrize(("act", "form"), NOT_FILLED_IN)
def test_a_form_that_is_not_filled_in_is_refused_in_words(act: str, form: dict[str, str]) -> None:
    with pytest.raises(Refused, match="Please"):
        read(act, **form)


def test_a_letter_without_a_calendar_part_has_no_buttons_to_press() -> None:
    with pytest.raises(Refused):
        mail_of({"act": "accept"}, posted(calendar=False), NOW)
