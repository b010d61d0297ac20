"""Could not be delivered, is late, or was delivered: by the report's fields, else by the server's words."""

from __future__ import annotations

import re

from bot.mail.parse.bounce_subjects import NOTICE, SUBJECT, SUBJECT_ABROAD, TITLE
from bot.mail.parse.bounce_words import BODY, SURE
from bot.mail.parse.delay_words import ARRIVED, DELAY, DELAY_SUBJECT, FINAL, SURELY_DELAY
from bot.mail.parse.machine import (
    auto_submitted,
    empty_return_path,
    is_daemon,
    passed_on,
    report_kind,
    server_sender,
    server_signs,
)
from bot.mail.parse.mime import Mail
from bot.mail.parse.news import Delivery
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.permanence import decisive_code, nobody_there, permanence
from bot.mail.parse.returned import machine_words
from bot.mail.parse.server_wrote import surely
from bot.mail.parse.status import REPORTS, Recipient, in_text, recipients
from bot.mail.parse.words import plain

SPOKEN = 8_000
_FINAL_TITLE = re.compile(
    r"\W*(?:undeliver|returned|failure|(?:mail |message )?delivery (?:failed|failure)|unzustellbar|non remis)"
)


def delivery(mail: Mail, text: str, spoken: str) -> Delivery | None:
    """None where this is not the news of a delivery. `spoken` is the first part that people read."""
    signs = server_signs(mail.head)
    subject = mail.head.text("subject")
    words = plain(machine_words(spoken)[:SPOKEN])
    if passed_on(subject) and not (is_daemon(mail.head) or report_kind(mail.head) or empty_return_path(mail.head)):
        return None
    told = recipients(mail)
    head = mail.head
    if told and (
        signs or report_kind(head) or head.kind in REPORTS or auto_submitted(head) or SUBJECT.search(plain(subject))
    ):
        by_report = _by_report(told, words, plain(subject))
        if by_report:
            return by_report
    return _by_words(mail, signs, plain(subject), words, text)


def _by_report(told: tuple[Recipient, ...], words: str, subject: str) -> Delivery | None:
    failed = [each for each in told if _action(each, words, subject) == "failed"]
    if failed:
        return _failed(failed, words)
    acts = {_action(each, words, subject) for each in told}
    if "delayed" in acts:
        return Delivery(Verdict.DELAYED, ("delivery report: delayed",), told[0].status)
    if "delivered" in acts:
        return Delivery(Verdict.DELIVERED, ("delivery report: delivered",), told[0].status)
    return None


def _action(told: Recipient, words: str, subject: str) -> str:
    if told.action:
        return told.action
    match told.status[:1]:
        case "2":
            return "delivered"
        case "4":
            return "delayed" if late(words, subject) else "failed"
        case "5":
            return "failed"
    return ""


def _failed(failed: list[Recipient], words: str) -> Delivery:
    """One that failed for good decides: the letter will not arrive there by itself."""
    sorts = [
        (permanence(f"{plain(each.diagnostic)} {words}", each.status, each.diagnostic), each) for each in failed[:50]
    ]
    (verdict, sign), worst = next((each for each in sorts if each[0][0] is Verdict.BOUNCE_PERMANENT), sorts[0])
    code = decisive_code(worst.status, worst.diagnostic, "")
    said = plain(worst.diagnostic) or words
    return Delivery(
        verdict, ("delivery report: failed", sign), code if "." in code else worst.status, nobody_there(said, code)
    )


def late(words: str, subject: str) -> bool:
    """A warning that a server is still trying, and no word that it has stopped."""
    if SURELY_DELAY.search(words):
        return True
    if DELAY_SUBJECT.search(subject) and not FINAL.search(words):
        return True
    return bool(DELAY.search(words)) and not FINAL.search(words) and not _FINAL_TITLE.match(subject)


def _by_words(mail: Mail, signs: tuple[str, ...], subject: str, words: str, text: str) -> Delivery | None:
    subject_sign = SUBJECT.search(subject) or DELAY_SUBJECT.search(subject)
    body_sign = BODY.search(words) or SURE.search(words) or (DELAY.search(words) if server_sender(mail.head) else None)
    notice = None if subject_sign or body_sign else NOTICE.search(subject)
    if notice:
        return Delivery(Verdict.NEEDS_A_PERSON, (f"a notice of a list or of a filter: “{notice[0][:60]}”",))
    if not surely(mail, signs, subject_sign is not None, body_sign is not None, words, text):
        if body_sign and TITLE.match(subject):
            return Delivery(Verdict.NEEDS_A_PERSON, ("a bounce, or a person who tells of one",))
        return None
    why = (*signs, *(f"it says “{sign[0][:60]}”" for sign in (subject_sign, body_sign) if sign))
    embedded = in_text(text)
    if embedded and any(each.action for each in embedded):
        told = _by_report(embedded, words, subject)
        if told:
            return told
    if late(words, subject):
        return Delivery(Verdict.DELAYED, why)
    if ARRIVED.search(words) and not FINAL.search(words):
        return Delivery(Verdict.DELIVERED, why)
    verdict, sign = permanence(words, "", "", bool(_FINAL_TITLE.match(subject) or SUBJECT_ABROAD.search(subject)))
    code = decisive_code("", "", words)
    return Delivery(verdict, (*why, sign), code if "." in code else "", nobody_there(words, code))
