"""What a letter says, whatever it is for."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.mail.compose import WIDTH, Draft, compose
from bot.rules.wording import NEVER, PRIVACY, Whom
from bot.rules.words import Purpose

DRAFT = Draft(
    purpose=Purpose.INVITATION,
    forum="Northshire Carers’ Forum",
    charter="Working together as equal partners.",
    whom=Whom("Director of Care", "Northshire ICB"),
    title="Respite that works",
    starts=datetime(2026, 11, 3, 19, tzinfo=UTC),
    ends=datetime(2026, 11, 3, 20, 30, tzinfo=UTC),
    zone=ZoneInfo("Europe/London"),
    place="Town Hall",
    link="https://meet.example/" + "x" * 90,
    message="We would be glad to meet you.",
    items=("Respite is cancelled on the day", "A night-sitting service"),
    reply_by=date(2026, 9, 15),
    asked_on=date(2026, 9, 1),
    way="by writing to clerk@northshire-carers.example",
    desk=None,
    sentence="We asked the Director of Care of Northshire ICB. We have not recorded a reply.",
    as_at=date(2026, 9, 30),
    answer="coming",
    reason="illness or emergency",
)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_letter_says_who_we_are_and_what_we_keep(purpose: Purpose) -> None:
    words = compose(replace(DRAFT, purpose=purpose))
    read = " ".join(words.body.split())
    assert "Dear Director of Care," in read
    assert DRAFT.forum in read
    assert PRIVACY in read
    assert "\n\n\n" not in words.body
    assert "None" not in read
    assert "Respite that works" in words.subject


@pytest.mark.parametrize("purpose", Purpose)
def test_no_letter_holds_a_word_that_must_never_appear(purpose: Purpose) -> None:
    words = compose(replace(DRAFT, purpose=purpose))
    for word in NEVER:
        assert not re.search(rf"\b{word}\b", f"{words.subject} {words.body}".lower()), word


@pytest.mark.parametrize("purpose", Purpose)
def test_every_line_fits_and_an_address_is_never_broken(purpose: Purpose) -> None:
    for line in compose(replace(DRAFT, purpose=purpose)).body.split("\n"):
        assert len(line) <= WIDTH or "https://" in line


def test_an_invitation_says_when_where_what_about_and_by_when() -> None:
    read = compose(DRAFT).body
    for part in (
        "Tuesday 3 November 2026, 7:00 pm UK time",
        "Where: Town Hall",
        "- Respite is cancelled on the day",
        "Please let us know by Tuesday 15 September 2026.",
        "We would be glad to meet you.",
    ):
        assert part in read


def test_a_notice_holds_the_sentence_word_for_word_and_the_day() -> None:
    words = compose(replace(DRAFT, purpose=Purpose.NOTICE))
    assert f"“{DRAFT.sentence}”" in " ".join(words.body.split())
    assert "from 30 September 2026" in words.subject
    assert DRAFT.way in " ".join(words.body.split())


def test_a_change_reminds_of_an_answer_and_asks_only_where_there_is_none() -> None:
    answered = compose(replace(DRAFT, purpose=Purpose.CHANGE)).body
    assert "You had told us: coming." in answered
    assert "Please tell us by" not in answered
    assert "Please tell us by" in compose(replace(DRAFT, purpose=Purpose.CHANGE, answer=None)).body


def test_a_subject_is_one_line_whatever_the_title() -> None:
    words = compose(replace(DRAFT, title="Respite\r\nBcc: everybody@example.org"))
    assert "\n" not in words.subject
    assert "\r" not in words.subject
