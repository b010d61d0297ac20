"""A letter that did not arrive is our problem: every bounce is found, a warning is none, and people are never one."""

import pytest

from bot.mail.parse.parsed import Verdict as V
from tests.bot.mail.parse_mails import DAEMON, JO, NULL, OURS, POSTMASTER, mail, parts, read, report

REPORTS = {
    "failed for good": (report("failed", "5.1.1"), V.BOUNCE_PERMANENT),
    "failed, may work later": (report("failed", "4.4.7"), V.BOUNCE_TEMPORARY),
    "delayed": (report("delayed", "4.4.1"), V.DELAYED),
    "delivered": (report("delivered", "2.1.5"), V.DELIVERED),
    "relayed is delivered, as far as is known": (report("relayed", "2.0.0"), V.DELIVERED),
    "no action, status 5": (report("", "5.2.2"), V.BOUNCE_PERMANENT),
    "no action, status 4, still trying": (report("", "4.4.1", said="You do not need to resend it."), V.DELAYED),
    "a bare status gives way to the server's own code": (
        report("failed", "5.0.0", "450 4.2.1 busy"),
        V.BOUNCE_TEMPORARY,
    ),
    "failed with 4.x is final, whatever the words": (
        report("failed", "4.4.7", said="Delayed mail"),
        V.BOUNCE_TEMPORARY,
    ),
}

SAID = {
    "exim": (DAEMON, "Mail delivery failed", "The following address(es) failed:\n jo@w.example\n  Unrouteable address"),
    "qmail": (
        DAEMON,
        "failure notice",
        "I'm afraid I wasn't able to deliver your message.\n<jo@w.example>:\nno mailbox here",
    ),
    "gmail": (DAEMON, "Delivery Status Notification (Failure)", "** Address not found **\n550 5.1.1 does not exist"),
    "microsoft": (
        "Microsoft Outlook <a@b.example>",
        "Undeliverable: Invitation",
        "jo wasn't found at westmere.example.",
    ),
    "microsoft, German": (POSTMASTER, "Unzustellbar: x", "Fehler bei der Nachrichtenzustellung an folgende Empfänger"),
    "microsoft, French": (POSTMASTER, "Non remis : x", "Échec de la remise pour ces destinataires"),
    "microsoft, Italian": (POSTMASTER, "Recapito non riuscito", "Impossibile recapitare il messaggio"),
    "microsoft, Welsh subject": (POSTMASTER, "Methwyd danfon: x", "Delivery has failed to these recipients or groups:"),
    "groupwise": (
        "Mailer-Daemon@w.example",
        "Message status - undeliverable",
        "undeliverable to:\n jo (user not found)",
    ),
    "domino": (
        POSTMASTER,
        "DELIVERY FAILURE: jo not listed",
        "Your message\nwas not delivered to:\njo\nbecause: not listed",
    ),
    "a gateway": ("Postmaster <p@w.example>", "[Postmaster] Delivery Failure", "an email could not be delivered"),
    "nothing but its title": (
        "ndr@w.example",
        "Delivery failed",
        "Your message could not be delivered to jo@w.example",
    ),
    "in a language that no table knows": (DAEMON, "Hysbysiad", "Nid oedd modd."),
}

WARNINGS = {
    "with words of a final one": (
        "Mail delivery",
        "This is only a warning: it could not be delivered to jo.\nfatal errors",
    ),
    "postfix": (
        "Delayed Mail (still being retried)",
        "Your message could not be delivered for more than 4 hours.\nIt will be retried",
    ),
    "exim": (
        "Warning: message 1a-b delayed 24 hours",
        "has not yet been delivered.\nEventually it will be returned to you.",
    ),
    "sendmail": ("Warning: could not send message for past 4 hours", "THIS IS A WARNING MESSAGE ONLY"),
    "gmail": (
        "Delivery Status Notification (Delay)",
        "There was a temporary problem. Gmail will retry for 47 more hours.",
    ),
    "exchange": ("Delivery delayed: x", "This message hasn't been delivered yet. The server will keep trying."),
    "a full mailbox": (
        "Mail Delivery Warning",
        "Delivery has been postponed due to a full mailbox. We will continue to try.",
    ),
}

NO_BOUNCES = {
    "a person quotes one": mail(
        JO, "Re: Invitation", "I mailed Sam and got “550 5.1.1 User unknown, delivery has failed”."
    ),
    "a person passes one on": mail(
        JO, "FW: Undeliverable: x", "See below.\n\nDelivery has failed to these recipients: sam"
    ),
    "a person answers about one": mail(
        JO, "Re: Undeliverable: Invitation", "My mailbox was full. Please send it again."
    ),
    "a person writes of failure": mail(JO, "Failure notice", "Dear clerk, we served a failure notice on the trust."),
    "a person is late": mail(JO, "Delay", "Sorry for the delay. It has been delayed, we will retry."),
    "a person tells of one": mail(JO, "Undeliverable mail", "Dear clerk, your message could not be delivered to Sam."),
    "a person tells what it said": mail(JO, "It was not delivered", "Dear clerk, “the following address(es) failed”."),
    "one is attached": parts(("text/plain", "Is this yours?"), ("message/rfc822", report("failed", "5.1.1").decode())),
    "a postmaster who is a person": mail(
        "Postmaster Pat <pat@w.example>", "Re: Invitation", "It was returned to me, but I can."
    ),
}


@pytest.mark.parametrize(("raw", "verdict"), REPORTS.values(), ids=REPORTS)
def test_a_report_is_taken_at_its_word(raw: bytes, verdict: V) -> None:
    assert read(raw).verdict is verdict


@pytest.mark.parametrize(("sender", "subject", "body"), SAID.values(), ids=SAID)
def test_a_bounce_without_a_report_is_found_by_its_words(sender: str, subject: str, body: str) -> None:
    assert read(mail(sender, subject, body, NULL)).verdict.startswith("bounce-")


@pytest.mark.parametrize(("subject", "body"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_not_a_bounce(subject: str, body: str) -> None:
    assert read(mail(DAEMON, subject, body, NULL)).verdict is V.DELAYED


@pytest.mark.parametrize("raw", NO_BOUNCES.values(), ids=NO_BOUNCES)
def test_what_a_person_wrote_is_never_a_bounce(raw: bytes) -> None:
    assert read(raw).verdict in (V.HUMAN, V.HUMAN_ACCEPT, V.NEEDS_A_PERSON)


def test_a_bounce_names_our_letter_and_the_address_it_was_sent_from() -> None:
    told = read(report("failed", "5.1.1", "550 5.1.1 User unknown"))
    assert (told.status, told.address_unknown, told.answers) == ("5.1.1", True, (OURS,))
    assert "clerk+abc@forum.example" in told.addressed


def test_our_letter_is_found_where_it_is_pasted_under_the_words() -> None:
    body = f"not delivered\n\n--- Original message ---\n\nFrom: c@d.example\nTo: x@y.example\nMessage-ID: {OURS}\n"
    assert read(mail(DAEMON, "Undelivered", body)).answers == (OURS,)


@pytest.mark.parametrize("words", ["550 5.1.1 Receiving User is Over Quota", "550 5.7.1 blocked as spam, no such luck"])
def test_a_full_or_closed_door_is_not_called_an_unknown_address(words: str) -> None:
    assert not read(mail(POSTMASTER, "Undeliverable", words, NULL)).address_unknown


def test_a_report_whose_parts_have_another_mark_than_it_says_is_read() -> None:
    raw = report("failed", "4.2.2").replace(b"boundary=b", b"boundary=other", 1)
    assert (read(raw).verdict, read(raw).status) == (V.BOUNCE_TEMPORARY, "4.2.2")


def test_a_telephone_number_is_not_a_reply_code() -> None:
    assert (
        read(mail(DAEMON, "failure notice", "no such user. Call us at (450) 624-2500 or 480", NULL)).verdict
        is V.BOUNCE_PERMANENT
    )


def test_a_receipt_is_no_bounce_unless_it_says_that_there_was_no_room() -> None:
    def receipt(disposition: str, said: str) -> V:
        inside = ("message/disposition-notification", f"Disposition: {disposition}\n")
        return read(
            parts(("text/plain", said), inside, kind="multipart/report; report-type=disposition-notification")
        ).verdict

    assert receipt("manual-action/MDN-sent-manually; displayed", "It was shown.") is V.READ_RECEIPT
    assert receipt("automatic-action/MDN-sent-automatically; deleted", "Quota exceeded").startswith("bounce-")


@pytest.mark.parametrize(
    ("subject", "body", "verdict"),
    [
        ("Read: Invitation", "Your message\nTo: Jo\nwas read on 3 November 2026", V.READ_RECEIPT),
        ("Not read: Invitation", "Your message\nTo: Jo\nwas deleted without being read on 3 November", V.READ_RECEIPT),
        ("Return Receipt: x", "Your\nx\ndocument:\n\nwas\nJo Bloggs\nreceived by:\n\nat:\n3/11/2026", V.READ_RECEIPT),
        ("Read: the report", "I have your message. The report was read on Monday.", V.HUMAN),
    ],
)
def test_a_receipt_whose_report_was_taken_away_is_known_by_its_words(subject: str, body: str, verdict: V) -> None:
    assert read(mail(JO, subject, body)).verdict is verdict


def test_an_abuse_report_and_a_bare_unsubscribe_are_complaints() -> None:
    abuse = parts(("text/plain", "x"), ("message/feedback-report", "Feedback-Type: abuse\n"), kind="multipart/report")
    assert read(abuse).verdict is V.COMPLAINT
    assert read(mail(JO, "unsubscribe", "")).verdict is V.COMPLAINT
    assert read(mail(JO, "Re: Invitation", "How do I unsubscribe?")).verdict is V.HUMAN
    assert read(mail(JO, "stop", "Could you stop and ask us first?")).verdict is V.HUMAN
    assert (
        read(mail(JO, "Complaint about the council", "It is about the message they sent. Can you help?")).verdict
        is V.HUMAN
    )


def test_a_provider_s_notice_is_read() -> None:
    notice = '{"notificationType":"%s","bounce":{"bounceType":"Permanent","diagnosticCode":"550 5.1.1 user unknown"}}'
    assert read(mail("no-reply@sns.example", "Notification", notice % "Bounce")).verdict is V.BOUNCE_PERMANENT
    assert read(mail("no-reply@sns.example", "Notification", notice % "Complaint")).verdict is V.COMPLAINT


def test_a_request_to_prove_who_we_are_is_neither_bounce_nor_answer() -> None:
    ask = "This account is protected. Please click on the link to have your address added: https://c.example/1"
    assert read(mail(JO, "RE: Invitation", ask)).verdict is V.CHALLENGE
    held = "This message was created automatically. It is being held because the address has not been verified."
    assert read(mail(JO, "Please confirm your message", held, NULL)).verdict is V.CHALLENGE


@pytest.mark.parametrize("body", ["Please reply to confirm that you are a speaker.", "Reply to confirm your address."])
def test_to_be_asked_for_a_confirmation_by_a_person_is_no_such_request(body: str) -> None:
    assert read(mail(JO, "RE: Invitation", body)).verdict is V.HUMAN
