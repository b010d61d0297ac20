"""What a letter says, whatever it is for."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.mail.compose import DESK, WIDTH, YOUR_ANSWERS, Draft, PledgeDraft, compose, finished
from bot.rules.letter import ABOUT_THE_BODY
from bot.rules.wording import NEVER, PRIVACY, Whom
from bot.rules.words import Answer, Purpose

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
    desk=DESK,
    calendar=True,
    sentence="We asked the Director of Care of Northshire ICB. We have not recorded a reply. They can reply "
    "by writing to clerk@northshire-carers.example.",
    as_at=date(2026, 9, 30),
    answer=YOUR_ANSWERS[Answer.ATTENDING],
    reason="illness or emergency",
)


PROMISE = PledgeDraft(
    purpose=Purpose.PLEDGE,
    forum=DRAFT.forum,
    charter=DRAFT.charter,
    whom=DRAFT.whom,
    number=3,
    words="We will answer every carer within ten days.",
    due=date(2026, 12, 18),
    title=DRAFT.title,
    confirm_by=date(2026, 11, 18),
    page="https://carers.example/northshire/pledges",
    desk=DESK,
    sentence="Thank you: the Director of Care of Northshire ICB confirmed the words of pledge 3.",
    answer="you confirm your pledge",
)
ABOUT_A_PLEDGE = (Purpose.PLEDGE, Purpose.PLEDGE_BEFORE, Purpose.PLEDGE_AFTER, Purpose.PLEDGE_RECEIPT)


def draft_of(purpose: Purpose, **changes: Any) -> Draft | PledgeDraft:
    """A letter of that purpose, with what of the changes it knows."""
    draft: Draft | PledgeDraft = PROMISE if purpose in ABOUT_A_PLEDGE else DRAFT
    known = {name: value for name, value in changes.items() if hasattr(draft, name)}
    return replace(draft, purpose=purpose, **known)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_letter_says_who_we_are_and_what_we_keep(purpose: Purpose) -> None:
    words = compose(draft_of(purpose))
    read = " ".join(words.body.split())
    assert "Dear Director of Care," in read
    assert DRAFT.forum in read
    assert PRIVACY in read
    assert "\n\n\n" not in words.body
    assert "None" not in read
    named = dict.fromkeys(ABOUT_THE_BODY, "Northshire ICB") | dict.fromkeys(ABOUT_A_PLEDGE[1:], "pledge")
    assert {**named, Purpose.PLEDGE: "promised"}.get(purpose, "Respite") in words.subject


@pytest.mark.parametrize("purpose", Purpose)
def test_no_letter_holds_a_word_that_must_never_appear(purpose: Purpose) -> None:
    words = compose(draft_of(purpose))
    for word in NEVER:
        assert not re.search(rf"\b{word}\b", f"{words.subject} {words.body}".lower()), word


@pytest.mark.parametrize("purpose", Purpose)
def test_every_line_fits_and_an_address_is_never_broken(purpose: Purpose) -> None:
    for line in compose(draft_of(purpose)).body.split("\n"):
        assert len(line) <= WIDTH or "https://" in line


LINK = "https://carers.example/r/Zm9ydW0tY2xlcms_-abcdefghijklmnop"
TO_ANSWER = {Purpose.INVITATION, Purpose.FIRST_REMINDER, Purpose.SECOND_REMINDER, Purpose.CHANGE}


def read(draft: Draft | PledgeDraft) -> str:
    return " ".join(compose(draft).body.split())


def test_an_invitation_says_when_where_what_about_and_by_when() -> None:
    body = compose(DRAFT).body
    for part in (
        "Tuesday 3 November 2026, 7:00 pm UK time, until 8:30 pm\n",
        "Where: Town Hall",
        "What carers have put on the agenda:\n- Respite is cancelled on the day\n- A night-sitting service\n\n",
        "Please answer by Tuesday 15 September 2026.",
        "We would be glad to meet you.",
        "please tell us",
    ):
        assert part in body


def test_a_session_that_passes_midnight_says_both_days() -> None:
    said = read(replace(DRAFT, ends=datetime(2026, 11, 4, 0, 30, tzinfo=UTC)))
    assert "7:00 pm UK time, until Wednesday 4 November 2026, 12:30 am UK time" in said


@pytest.mark.parametrize("purpose", sorted(TO_ANSWER))
def test_whoever_is_asked_reads_every_way_to_answer(purpose: Purpose) -> None:
    said = read(replace(DRAFT, purpose=purpose))
    assert "Press Accept or Decline in the calendar invitation, or reply to this letter" in said
    assert "use your private page" in said
    without = read(replace(DRAFT, purpose=purpose, calendar=False, desk=None))
    assert "Reply to this letter in your own words" in without
    assert "calendar" not in without
    assert "page" not in without


@pytest.mark.parametrize("purpose", Purpose)
def test_every_letter_can_be_stopped_by_a_line(purpose: Purpose) -> None:
    assert "If we should write to somebody else, or stop writing, a line from you is enough." in read(draft_of(purpose))


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - {Purpose.CANCELLATION}))
def test_the_private_link_takes_its_place_when_the_letter_leaves(purpose: Purpose) -> None:
    body = compose(draft_of(purpose)).body
    assert LINK in finished(body, LINK).split("\n")
    assert DESK not in finished(body, LINK)
    assert finished(body, LINK).replace(LINK, DESK) == body


@pytest.mark.parametrize("purpose", Purpose)
def test_a_letter_without_a_link_is_as_if_there_had_never_been_one(purpose: Purpose) -> None:
    draft, without = draft_of(purpose), draft_of(purpose, desk=None)
    assert finished(compose(draft).body, None) == compose(without).body
    assert finished(compose(without).body, LINK) == compose(without).body


@pytest.mark.parametrize(
    "typed", [DESK, f"x\n\n{DESK}", "[your private\tpage]", "[your\u200b private page]", f"[{DESK}]"]
)
def test_nobody_can_type_the_place_of_the_link(typed: str) -> None:
    draft = replace(DRAFT, message=typed, items=(typed,), charter=typed, title=typed, place=typed, access=typed)
    body = compose(draft).body
    assert body.split("\n").count(DESK) == 1
    assert len(finished(body, None).split("\n\n")) == len(body.split("\n\n")) - 1


@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_typed_on_one_line_stays_on_one_line(purpose: Purpose) -> None:
    typed = "Respite\r\n\n- works\x00\u2028“Privacy”"
    whom = Whom("Director\nof Care", "Northshire\nICB")
    named = {"whom": whom, "forum": "Northshire\nForum", "words": typed}
    body = compose(draft_of(purpose, **named, title=typed, place=typed, items=(typed,), access=typed)).body
    assert not any(line.startswith(("- works", "“Privacy”")) for line in body.split("\n"))
    assert "Dear Director of Care,\n" in body


def test_a_notice_holds_the_sentence_word_for_word_and_the_day() -> None:
    words = compose(replace(DRAFT, purpose=Purpose.NOTICE))
    for text in (words.body, finished(words.body, LINK), finished(words.body, None)):
        said = " ".join(text.split())
        assert f"word for word: {DRAFT.sentence}" in said
        assert DRAFT.way in said
        assert PRIVACY in said
    assert "from 30 September 2026" in words.subject


def test_a_change_reminds_of_an_answer_and_asks_only_where_there_is_none() -> None:
    answered = read(replace(DRAFT, purpose=Purpose.CHANGE))
    assert "What you told us stays on the record: you are coming. If it is different" in answered
    assert "Please tell us by" not in answered
    assert "Please tell us by" in read(replace(DRAFT, purpose=Purpose.CHANGE, answer=None))


@pytest.mark.parametrize("answer", Answer)
def test_a_receipt_says_back_what_was_answered(answer: Answer) -> None:
    assert f"We recorded: {YOUR_ANSWERS[answer]}. " in read(
        replace(DRAFT, purpose=Purpose.RECEIPT, answer=YOUR_ANSWERS[answer], sentence=None)
    )


def test_an_answer_in_their_words_ends_in_one_full_stop() -> None:
    for words in ("you cannot come; “We are sorry.”", "you cannot come; “We are sorry”"):
        said = read(replace(DRAFT, purpose=Purpose.CONFIRMATION, answer=words))
        assert f"We noted: {words.removesuffix('.')}" in said
        assert ".”." not in said


def test_thanks_go_to_whoever_came() -> None:
    came, sent = (compose(replace(DRAFT, purpose=Purpose.THANKS, by_deputy=deputy)) for deputy in (False, True))
    assert came.subject == "Thank you for coming: Respite that works, 3 November 2026"
    assert sent.subject == "Thank you for sending a deputy: Respite that works, 3 November 2026"
    assert "Thank you for coming to our session" in came.body
    assert "Thank you for sending a deputy to our session" in sent.body


def test_a_cancelled_session_has_no_link_to_join_and_leaves_the_calendar() -> None:
    said = read(replace(DRAFT, purpose=Purpose.CANCELLATION))
    assert "Join here" not in said
    assert "this letter also takes the session out of your calendar" in said
    assert "calendar" not in read(replace(DRAFT, purpose=Purpose.CANCELLATION, calendar=False))


def test_a_subject_is_one_line_whatever_the_title() -> None:
    words = compose(replace(DRAFT, title="Respite\r\nBcc: everybody@example.org"))
    assert "\n" not in words.subject
    assert "\r" not in words.subject
