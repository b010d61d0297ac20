"""People pass on, paste and quote what servers wrote to them, and use the same words. None of that is a bounce."""

import pytest

from bot.mail.parse.parsed import Verdict as V
from tests.bot.mail.parse_mails import JO, NULL, POSTMASTER, mail, read

PEOPLE = (V.HUMAN, V.HUMAN_ACCEPT, V.HUMAN_DECLINE, V.NEEDS_A_PERSON)
SERVERS = {
    "postfix": "This is the mail system at host mx.\n\nI'm sorry to have to inform you that your message could not\n"
    "be delivered to one or more recipients.\n\n<clerk@forum.example>: user unknown",
    "qmail": "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message.\n\n"
    "<clerk@forum.example>:\nno mailbox here by that name",
    "exim": "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n"
    "  clerk@forum.example\n    Unrouteable address",
    "microsoft": "Delivery has failed to these recipients or groups:\n\n"
    "clerk@forum.example\n550 5.1.10 RecipientNotFound",
    "a warning": "This is an automated message created by mail delivery software.\n\nYour message to:\n"
    "\tclerk@forum.example\nhas not yet been delivered.",
}
WAYS = {
    "quoted": ("Re: Invitation", "Hello,\n\nI got this:\n\n> {}\n\nWhat is your address?\n\nJo"),
    "pasted": ("Your email", "Hi, I got the below.\n\n{}\n\nRegards\nJo"),
    "under the same subject": ("Undelivered Mail Returned to Sender", "See below - Jo\n\n{}"),
    "passed on": ("Fwd: failure notice", "{}"),
    "with a word above it": ("It bounced", "See below, can you check your address?\n\n{}"),
}
WORDS = {
    "a poem": ("Undeliverable: a poem", "Your message could not be delivered,\nit fell, as leaves, in autumn."),
    "the post room": (
        "Returned mail",
        "Returned mail for Mrs Roe is here. Her address is unknown. Ask post@w.example.",
    ),
    "the chair's mailbox": (
        "Message not delivered",
        "Just to say your message was not delivered, her mailbox is full.",
    ),
    "their own trouble": (
        "Delivery failure",
        "FYI we had a delivery failure, mail was returned. Could you send it again?",
    ),
    "boxes": ("Delivery problem", "There was a problem delivering the boxes to jo@w.example's office. Please call."),
    "services": ("Non-delivery of services", "Dear clerk,\n\nthe address does not exist.\n\nYours sincerely\nJo"),
    "a strategy": ("Delivery delayed: strategy", "Dear all\n\nDelivery of it has been delayed. It will be retried."),
}


@pytest.mark.parametrize("said", SERVERS.values(), ids=SERVERS)
@pytest.mark.parametrize(("subject", "around"), WAYS.values(), ids=WAYS)
def test_what_a_server_wrote_is_no_bounce_in_a_person_s_mail(subject: str, around: str, said: str) -> None:
    body = around.format(said.replace("\n", "\n> ") if "> {}" in around else said)
    assert read(mail(JO, subject, body)).verdict in PEOPLE


@pytest.mark.parametrize(("subject", "body"), WORDS.values(), ids=WORDS)
def test_the_words_of_a_server_in_a_person_s_mail_are_left_to_a_person(subject: str, body: str) -> None:
    assert read(mail(JO, subject, body)).verdict in PEOPLE


def test_a_postmaster_who_writes_a_letter_is_a_person() -> None:
    letter = "Hello,\n\nyour message was rejected by our filter. I have let it through.\n\nKind regards\nPat"
    assert read(mail(POSTMASTER, "Your emails", letter)).verdict in PEOPLE
    assert read(mail(POSTMASTER, "Undeliverable: Invitation", letter, NULL)).verdict.startswith("bounce-")


def test_a_report_without_a_server_s_name_is_found_where_nobody_reads_the_sender_s_post() -> None:
    told = "Hello,\n\nYour email to jo@w.example was not delivered because the address does not exist.\n\nEmail team"
    assert read(mail("noreply@w.example", "Delivery Failure", told)).verdict is V.BOUNCE_PERMANENT
    assert read(mail(JO, "Delivery Failure", told)).verdict is V.NEEDS_A_PERSON


def test_a_notice_of_a_list_or_a_filter_is_no_bounce() -> None:
    held = "You have new messages in your quarantine."
    assert read(mail(POSTMASTER, "[Postmaster] Messages on hold", held, NULL)).verdict is V.NEEDS_A_PERSON
    failed = "Your message could not be delivered to jo@w.example"
    subject = "Undeliverable: Your message to Board awaits moderator approval"
    assert read(mail(POSTMASTER, subject, failed, NULL)).verdict is V.BOUNCE_PERMANENT
