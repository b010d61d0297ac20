"""From the bytes of a mail to `Parsed`."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime

from bot.mail.parse.body import LONGEST, attachment_names, first_readable, readable
from bot.mail.parse.calendar import calendar_answer
from bot.mail.parse.decode import decode_bytes
from bot.mail.parse.letterhead import addressees, display_name, message_ids, one_address, written
from bot.mail.parse.mime import read
from bot.mail.parse.news import Delivery
from bot.mail.parse.parsed import Parsed, Verdict
from bot.mail.parse.promises import named_instead, promised_days, promised_on, returning_on
from bot.mail.parse.reply_text import answer_only, is_forwarded
from bot.mail.parse.returned import returned_heads, returned_ids, returned_senders
from bot.mail.parse.rules import Seen, judge

log = logging.getLogger(__name__)

BOUNCES = (Verdict.BOUNCE_PERMANENT, Verdict.BOUNCE_TEMPORARY, Verdict.BOUNCE_UNSPECIFIED, Verdict.DELAYED)
_ABOUT_OUR_LETTER = (*BOUNCES, Verdict.DELIVERED, Verdict.READ_RECEIPT, Verdict.COMPLAINT)


def parse(raw: bytes, *, now: datetime | None = None) -> Parsed:
    """Read one mail. Never raises; takes well under 2 s for any mail. `now` stands in for a missing Date."""
    try:
        return read_mail(raw, now)
    except Exception:
        # Whatever it is, it came from outside: a person looks at it, and the post goes on.
        log.exception("A mail could not be read; it is left to a person")
        return _unread(raw)


def read_mail(raw: bytes, now: datetime | None) -> Parsed:
    """`parse` without its last guard, so that tests see what it would hide."""
    mail = read(raw)
    head = mail.head
    text = readable(mail)
    sender = one_address(head.raw("from"))
    when = written(head.raw("date"))
    seen = Seen(
        mail=mail,
        text=text,
        spoken=first_readable(mail),
        answer=answer_only(text[:200_000]),
        sender=sender,
        calendar=calendar_answer(mail, sender),
        sent=(when or now or datetime(2000, 1, 1, tzinfo=UTC)).date(),
    )
    return _parsed(seen, judge(seen), when)


def _parsed(seen: Seen, told: Delivery, when: datetime | None) -> Parsed:
    head, about_ours = seen.mail.head, told.verdict in _ABOUT_OUR_LETTER
    returned = returned_heads(seen.mail, seen.text) if about_ours else ()
    to = addressees(head)
    answering = told.verdict in (Verdict.AUTO_REPLY, Verdict.HOLDING, Verdict.ACKNOWLEDGEMENT, Verdict.NEEDS_A_PERSON)
    on_behalf = one_address(head.raw("sender"))
    dated = when is not None or seen.sent.year > 2000
    return Parsed(
        verdict=told.verdict,
        why=tuple(re.sub(r"\s+", " ", sign)[:200] for sign in told.why),
        sender=seen.sender,
        sender_name=display_name(head.raw("from")),
        on_behalf=on_behalf if on_behalf != seen.sender else None,
        subject=seen.subject[:1_000],
        date=when,
        message_id=next(iter(message_ids(head, ("message-id",))), None),
        answers=tuple(
            dict.fromkeys((*message_ids(head), *returned_ids(returned), *_original_ids(seen.text, about_ours)))
        ),
        addressed=tuple(dict.fromkeys((*to, *returned_senders(returned)))),
        text=seen.answer[:LONGEST],
        whole_text=seen.text[:LONGEST],
        attachments=attachment_names(seen.mail),
        calendar=seen.calendar,
        status=told.status or None,
        address_unknown=told.nobody,
        promised=promised_on(seen.answer, seen.sent) if answering and dated else None,
        promised_days=promised_days(seen.answer) if answering else None,
        returning=returning_on(seen.subject, seen.answer, seen.sent) if answering and dated else None,
        instead=named_instead(seen.answer, (seen.sender or "", *to)) if answering else None,
        authentication=next(iter(head.all("authentication-results")), None),
        forwarded=_forwarded(seen),
    )


def _original_ids(text: str, about_ours: bool) -> tuple[str, ...]:
    """A receipt or report names our letter in a field of its own (RFC 8098 §3.2.5)."""
    found = (
        re.findall(r"original-message-id\s*:\s*(<[^<>\s]{3,300}>)", text[:50_000], re.IGNORECASE) if about_ours else []
    )
    return tuple(found)


def _forwarded(seen: Seen) -> bool:
    subject = bool(re.match(r"\s*(?:fwd?|wg|tr|rv|vs|doorst|转发|転送)\s*[:：]", seen.subject, re.IGNORECASE))
    return subject or is_forwarded(seen.text) or seen.mail.head.has("resent-from")


def _unread(raw: bytes) -> Parsed:
    text = decode_bytes(raw[:LONGEST])
    return Parsed(
        verdict=Verdict.NEEDS_A_PERSON,
        why=("it could not be read",),
        sender=None,
        sender_name="",
        on_behalf=None,
        subject="",
        date=None,
        message_id=None,
        answers=(),
        addressed=(),
        text=text,
        whole_text=text,
        attachments=(),
        calendar=None,
        status=None,
        address_unknown=False,
        promised=None,
        promised_days=None,
        returning=None,
        instead=None,
        authentication=None,
        forwarded=False,
    )
