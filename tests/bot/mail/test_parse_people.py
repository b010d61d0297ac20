"""What people write: whether an answer will come, whether they come, and what they wrote without what they quote."""

from datetime import date

import pytest

from bot.mail.parse.parsed import Parsed, Verdict as V
from tests.bot.mail.parse_mails import JO, mail, parts, read


def _said(body: str) -> Parsed:
    return read(mail(JO, "Re: Invitation", body))


MEANS = {
    "I would be delighted to attend.": V.HUMAN_ACCEPT,
    "Thank you. I can confirm my attendance.": V.HUMAN_ACCEPT,
    "I have received your invitation and will be coming.": V.HUMAN_ACCEPT,
    "Unfortunately, due to prior diary commitments I am unable to accept.": V.HUMAN_DECLINE,
    "She regrets that she must decline your invitation.": V.HUMAN_DECLINE,
    "I would be happy to attend if it were in March.": V.HUMAN,
    "I will attend, but could we start at 3?": V.HUMAN,
    "I cannot attend. My deputy will attend on my behalf.": V.HUMAN,
    "I am not able to make that date. Could we find another date?": V.HUMAN,
    "What is it about?": V.HUMAN,
    "Please ask Sam Roe, sam@westmere.example.": V.HUMAN,
    "The Minister is considering it and will reply by 27 November.": V.HOLDING,
    "We aim to respond to letters within ten working days.": V.HOLDING,
    "You will need to make a request by using the online form at www.westmere.example/ask": V.HOLDING,
    "I have passed it to the leader's office and you should receive a response within 10 working days.": V.HOLDING,
    "Thanks - leave it with me and I'll get back to you.": V.HOLDING,
    "The failure to deliver respite was ours. I will come and answer for it.": V.HUMAN_ACCEPT,
    "Sam has left. Could you resend it to the leader?": V.HUMAN,
    "I acknowledge receipt of your letter, which I have passed to the relevant team.": V.ACKNOWLEDGEMENT,
    "Thank you for your email. Your enquiry has been logged as case number CAS-123456.": V.ACKNOWLEDGEMENT,
    "": V.NEEDS_A_PERSON,
}


@pytest.mark.parametrize(("body", "verdict"), MEANS.items(), ids=list(MEANS))
def test_a_text_means_no_more_than_it_plainly_says(body: str, verdict: V) -> None:
    assert _said(body).verdict is verdict


def test_quoted_words_decide_nothing() -> None:
    told = _said(
        "Who else is invited?\n\nOn 2 Nov 2026 at 09:00, Clerk <clerk@forum.example> wrote:\n> I am unable to attend.\n"
    )
    assert (told.verdict, told.text) == (V.HUMAN, "Who else is invited?")


@pytest.mark.parametrize(
    ("body", "days", "day"),
    [
        ("We will respond within 10 working days.", 10, None),
        (
            "We aim to reply within five (5) working days, or twenty working days if complex; we will respond.",
            20,
            None,
        ),
        ("You will receive a response by Friday 27 November 2026.", None, date(2026, 11, 27)),
        ("We will get back to you by 4th January.", None, date(2027, 1, 4)),
        ("We will reply no later than 09/12/2026.", None, date(2026, 12, 9)),
        ("We will reply within two weeks.", None, date(2026, 11, 17)),
        ("We will reply to the report that was due by 1 December.", None, date(2026, 12, 1)),
        ("We will reply. The hall must be booked within 10 working days of payment" + "." * 200, 10, None),
        ("We will respond in due course.", None, None),
        ("We will reply by 31 February 2027.", None, None),
    ],
)
def test_a_promised_day_is_read_and_days_are_left_to_be_counted(body: str, days: int | None, day: date | None) -> None:
    told = _said(body)
    assert (told.promised_days, told.promised) == (days, day)


ANSWERS = {
    "above our line": "Yes.\n\nPlease reply above this line\nDear Jo",
    "a helpdesk's line": "Yes.\n\n##- Please type your reply above this line -##\n\nDear Jo",
    "GroupWise": "Yes.\n\n>>> Clerk <clerk@forum.example> 03/11/2026 09:58 >>>\nDear Jo",
    "attribution over two lines": "Yes.\n\nOn 2 Nov 2026 at 09:00, Clerk\n<clerk@forum.example> wrote:\n\n> Dear Jo\n",
    "Outlook": "Yes.\n\n________________________________\nFrom: Clerk\nSent: 2 Nov 2026\nTo: Jo\nSubject: x\n\nHi",
    "Outlook, Welsh": "Yes.\n\nOddiwrth: Clerk\nAnfonwyd: 2 Tachwedd\nAt: Jo\nPwnc: x\n\nAnnwyl Jo",
    "original message": "Yes.\n\n-----Original Message-----\nDear Jo",
    "signature and device": "Yes.\n\nSent from my iPhone",
    "German": "Yes.\n\nAm 2.11.2026 um 09:00 schrieb Clerk <clerk@forum.example>:\n> Dear Jo",
    "disclaimer": "Yes.\n\nThis email and any attachments are confidential and intended for\nthe addressee.",
    "under the quote": "> Will you come?\n>\n\nYes.",
}


@pytest.mark.parametrize("body", ANSWERS.values(), ids=ANSWERS)
def test_only_the_answer_is_left(body: str) -> None:
    assert _said(body).text == "Yes."


@pytest.mark.parametrize(
    "body",
    [
        "On 12 May 2026 Councillor Roe wrote\nto us about this, and I agree.",
        "On the other hand: I can come.",
        "Sent from my desk, which is easier than my phone.",
        "From: my side, all is well.\nTo: be clear, I agree.",
        "> Will you come?\n\nYes.\n\n> And the director?\n\nNo."[19:],
    ],
)
def test_no_character_of_an_answer_is_lost_where_nothing_is_quoted(body: str) -> None:
    assert _said(body).text.split() == body.split()


def test_answers_between_the_lines_keep_their_questions() -> None:
    told = _said(
        "See below.\n\nOn 2 Nov 2026, Clerk wrote:\n> Will you come?\n\nYes.\n\n> Who else?\n\nMy deputy."
    ).text
    assert all(words in told for words in ("See below.", "Will you come?", "Yes.", "Who else?", "My deputy."))


def test_html_is_read_as_text_without_what_nobody_sees() -> None:
    body = (
        "<style>p{}</style><p>Yes&nbsp;please</p><i style='display:none'>no</i><blockquote>Dear</blockquote><!-- x -->"
    )
    told = read(mail(JO, "Re: x", body, kind="text/html"))
    assert told.text == "Yes please"


def test_the_html_is_read_where_the_plain_text_is_a_stub() -> None:
    raw = parts(("text/plain", "This mail is HTML only."), ("text/html", "<p>Yes</p>"), kind="multipart/alternative")
    assert read(raw).text == "Yes"


def test_winmail_dat_is_named_and_left_to_a_person() -> None:
    told = read(parts(("text/plain", "I accept your invitation"), ('application/ms-tnef; name="winmail.dat"', "x")))
    assert (told.verdict, told.attachments) == (V.NEEDS_A_PERSON, ("winmail.dat",))


def test_an_invitation_that_exchange_says_was_passed_on_is_left_to_a_person() -> None:
    said = "Jo Bloggs has forwarded your meeting request to additional people.\n\nRecipients\nSam Roe"
    told = read(mail(JO, "Meeting Forward Notification: Invitation", said, "Auto-Submitted: auto-generated"))
    assert told.verdict is V.NEEDS_A_PERSON
    assert "passed on to somebody else" in told.why[0]


def test_who_wrote_for_whom_and_in_answer_to_what() -> None:
    told = read(
        mail(
            '"Bloggs, Jo" <JO@westmere.example>',
            "=?utf-8?q?Re=3A_Caf?= =?utf-8?b?w6k=?=",
            "See you.",
            "Sender: diary@westmere.example",
            "In-Reply-To: <a@forum.example>",
            "References: <z@forum.example>\r\n <a@forum.example>",
            "Delivered-To: clerk+xyz@forum.example",
            "Authentication-Results: mx.forum.example;\r\n dmarc=pass header.from=westmere.example",
            "Authentication-Results: forged.example; dmarc=fail",
        )
    )
    assert (told.sender, told.sender_name, told.on_behalf) == (
        "jo@westmere.example",
        "Bloggs, Jo",
        "diary@westmere.example",
    )
    assert (told.subject, told.answers) == ("Re: Café", ("<a@forum.example>", "<z@forum.example>"))
    assert told.addressed == ("clerk+xyz@forum.example", "clerk+abc@forum.example")
    assert told.authentication == "mx.forum.example; dmarc=pass header.from=westmere.example"


def test_a_mail_passed_on_says_so() -> None:
    assert read(mail(JO, "FW: Invitation", "For you.")).forwarded
    assert read(mail(JO, "Invitation", "For you.\n\n---------- Forwarded message ---------\nFrom: x")).forwarded
    assert not _said("For you.").forwarded
