"""Can only a mail server have written this? People quote such words and forward such mails."""

from __future__ import annotations

import re

from bot.mail.parse.automatic_words import TITLE as AUTOMATIC
from bot.mail.parse.body import enclosed
from bot.mail.parse.bounce_subjects import TITLE
from bot.mail.parse.bounce_words import BODY, SURE
from bot.mail.parse.head import Head
from bot.mail.parse.letterhead import display_name
from bot.mail.parse.machine import auto_submitted, empty_return_path, is_daemon, report_kind, server_sender, unattended
from bot.mail.parse.mime import Mail
from bot.mail.parse.returned import machine_words
from bot.mail.parse.words import plain

_GREETING = re.compile(
    r"\W*(?:dear|hello|hi\b(?!\. this is)|good (?:morning|afternoon|evening)|i |we |my |sorry,? i |fyi\b|just )"
)
_TO_ONE = re.compile(
    r"\?(?!\w)|\bfyi\b|\bjust to (?:say|let|tell)|\b(?:could|can|would|will|did) you\b|\blet me know|"
    r"\bi (?:tried|sent|got|had|saw|think|wonder|asked)\b|\bi've (?!given up)|\bwe (?:had|got|sent|asked|think)\b"
)
_ADDRESS = re.compile(r"\S@[\w-]+\.\w")
_CLOSING = re.compile(
    r"(?:kind|best|warm|many) (?:regards|wishes|thanks)|\bregards,|yours (?:sincerely|faithfully)|\bthanks,|\bcheers\b"
)


def surely(mail: Mail, signs: tuple[str, ...], in_subject: bool, in_body: bool, words: str, text: str) -> bool:
    """Whether header, subject and words together can only be a server's. Words alone never are: people quote them."""
    head = mail.head
    if is_daemon(head):
        return in_subject or in_body or not AUTOMATIC.search(plain(head.text("subject")))
    strong = bool(server_sender(head)) or head.has("x-failed-recipients")
    null = empty_return_path(head)
    sure = bool(SURE.search(words)) and not _person_like(words)
    subject = plain(head.text("subject"))
    brings_back = bool(enclosed(mail)) or machine_words(text) != text
    if strong and not null and not brings_back and _letter_like(words):
        return False
    title = bool(TITLE.match(subject))
    if not signs:
        return title and in_body and _nothing_but_a_report(head, words, brings_back)
    return (
        (strong and (in_subject or in_body or ((null or brings_back) and not AUTOMATIC.search(subject))))
        or (title and null and not _person_like(words))
        or (in_body and title and not _person_like(words))
        or (bool(signs) and in_subject and in_body)
        or (sure and (in_subject or null))
        or (report_kind(head) == "delivery-status" and in_body)
    )


def _nothing_but_a_report(head: Head, words: str, brings_back: bool) -> bool:
    """Without the sign of a server: a program sent it for nobody to answer, or a server's own words are the first."""
    if unattended(head) or auto_submitted(head):
        return not _TO_ONE.search(words)
    first = re.sub(r"^\W*(?:hi[.!,] )?", "", words)
    if _person_like(words) or not (brings_back or _ADDRESS.search(words)):
        return False
    nameless = not display_name(head.raw("from"))
    return bool(SURE.match(first) or (BODY.match(first) and (nameless or brings_back)))


def _person_like(words: str) -> bool:
    """It opens or closes as a person's letter does, or speaks to somebody."""
    return bool(_GREETING.match(words) or _CLOSING.search(words) or _TO_ONE.search(words))


def _letter_like(words: str) -> bool:
    """It opens and closes as a letter does, and speaks to somebody: postmasters are people too."""
    return bool(_GREETING.match(words) and (_CLOSING.search(words) or _TO_ONE.search(words)))
