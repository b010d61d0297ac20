"""Receipts (RFC 8098) and complaints (RFC 5965): reports about our letter that are no answers to it."""

from __future__ import annotations

import re

from bot.mail.parse.machine import report_kind
from bot.mail.parse.mime import Mail
from bot.mail.parse.news import Delivery
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.permanence import decisive_code, nobody_there, permanence
from bot.mail.parse.words import plain

_NO_ROOM = re.compile(r"quota|mailbox (?:is )?full|could not be delivered|was rejected|not enough (?:space|storage)")
_COMPLAINED = re.compile(
    r"^[^.]{0,80}complaint (?:about|from|of) (?:the |your |a )?(?:message|mail|e-?mail)|marked (?:as|"
    r"your \w+ as) (?:spam|junk)"
)
_STOP = re.compile(r"^(?:please )?(?:unsubscribe|remove me|stop)(?: me)?[.! ]*$")


_TITLE = re.compile(
    r"\W*(?:read|not read|return receipt|read receipt|gelesen|ungelesen|nicht gelesen|lu|non lu|leído|no leído|letto|"
    r"non letto|gelezen|przeczytan\w*|läst|læst|lest|lida)\b[^:]{0,40}:"
)
_WAS_READ = re.compile(
    r"^\W*(?:your (?:message|mail|e-?mail)\b.{0,600}?\b(?:was|has been) (?:read|displayed|opened|deleted without being "
    r"read) (?:on|at|by)\b|your .{1,300}? document: was .{1,120}? received by:|this is a (?:return|read) receipt\b|"
    r"ihre nachricht .{0,300}?(?:wurde|ist) .{0,60}?gelesen|votre message .{0,300}?(?:a été lu|a été supprimé))"
)


def receipt(mail: Mail, text: str, spoken: str) -> Delivery | None:
    """A notice that our letter was shown. Dovecot tells in this form that a mailbox is full: that is a bounce."""
    part = next((part for part in mail.parts if part.kind == "message/disposition-notification"), None)
    if part is None and report_kind(mail.head) != "disposition-notification":
        return _said_in_words(mail, spoken)
    said = part.text() if part else text
    disposition = re.search(r"disposition\s*:\s*([^\n]{1,200})", said, re.IGNORECASE)
    words = plain(f"{spoken[:4_000]} {said[:2_000]}")
    gone = disposition is not None and re.search(
        r"automatic[^;]*;\s*(?:deleted|failed|error|denied)", disposition[1], re.IGNORECASE
    )
    if gone and _NO_ROOM.search(words):
        verdict, sign = permanence(words, "", "")
        return Delivery(
            verdict,
            ("a receipt that says it was not delivered", sign),
            decisive_code("", "", words),
            nobody_there(words, ""),
        )
    return Delivery(
        Verdict.READ_RECEIPT, (f"a receipt: {disposition[1].strip()[:80] if disposition else 'multipart/report'}",)
    )


def _said_in_words(mail: Mail, spoken: str) -> Delivery | None:
    """The receipts of Outlook and Notes where a gateway has taken the report itself away."""
    subject, words = plain(mail.head.text("subject")), plain(spoken[:2_000])
    if len(words) < 600 and _TITLE.match(subject) and _WAS_READ.search(words):
        return Delivery(Verdict.READ_RECEIPT, (f"a receipt in words, subject “{subject[:60]}”",))
    return None


def complaint(mail: Mail, subject: str, answer: str) -> Delivery | None:
    """An abuse report, or a mail that only says "unsubscribe": no more letters to that person."""
    if (
        any(part.kind == "message/feedback-report" for part in mail.parts)
        or report_kind(mail.head) == "feedback-report"
    ):
        return Delivery(Verdict.COMPLAINT, ("it is an abuse report",))
    if _STOP.match(plain(subject)) and len(answer) < 400 and "?" not in answer:
        return Delivery(Verdict.COMPLAINT, (f"subject “{subject[:60]}”",))
    if "complaint" in plain(subject) and _COMPLAINED.search(f"{plain(subject)} . {plain(answer[:2_000])}"):
        return Delivery(Verdict.COMPLAINT, ("it is a complaint about our mail",))
    return None
