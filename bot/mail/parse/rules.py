"""The rules by which a mail gets its verdict, in the order of MAIL-NOTES §0.6. The first that speaks decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.mail.parse.automatic import automatic
from bot.mail.parse.body import attachment_names
from bot.mail.parse.bounce import delivery
from bot.mail.parse.calendar import calendar_verdict
from bot.mail.parse.challenge_words import CHALLENGE
from bot.mail.parse.holding import holding
from bot.mail.parse.machine import is_daemon, passed_on, report_kind, server_sender, server_signs
from bot.mail.parse.meaning import meaning
from bot.mail.parse.mime import Mail
from bot.mail.parse.news import Delivery
from bot.mail.parse.parsed import CalendarAnswer, Verdict
from bot.mail.parse.promises import promised_days, promised_on
from bot.mail.parse.provider import notified
from bot.mail.parse.receipts import complaint, receipt
from bot.mail.parse.words import plain


@dataclass(frozen=True)
class Seen:
    """What every rule looks at."""

    mail: Mail
    text: str
    spoken: str
    answer: str
    sender: str | None
    calendar: CalendarAnswer | None
    sent: date

    @property
    def subject(self) -> str:
        return self.mail.head.text("subject")


_ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER")
Rule = Callable[[Seen], Delivery | None]


def _challenge(seen: Seen) -> Delivery | None:
    sign = CHALLENGE.search(plain(seen.spoken[:6_000]))
    linked = "http" in seen.spoken or server_signs(seen.mail.head)
    if sign is None or (passed_on(seen.subject) and not linked):
        return None
    return Delivery(Verdict.CHALLENGE, (f"it asks to prove who we are: “{sign[0][:60]}”",))


def _calendar(seen: Seen) -> Delivery | None:
    if seen.calendar is None:
        return None
    verdict, sign = calendar_verdict(seen.calendar)
    return Delivery(verdict, (sign,))


def _answer_in_a_calendar(seen: Seen) -> Delivery | None:
    """Before the news of deliveries: what comes back in a bounce is our own REQUEST, and never an answer."""
    head = seen.mail.head
    if seen.calendar is None or report_kind(head) or is_daemon(head):
        return None
    if server_sender(head) and seen.calendar.method not in _ANSWERS:
        return None
    return _calendar(seen)


def _outlook_rich_text(seen: Seen) -> Delivery | None:
    names = [name.lower() for name in attachment_names(seen.mail)]
    tnef = "winmail.dat" in names or any(
        part.kind in ("application/ms-tnef", "application/vnd.ms-tnef") for part in seen.mail.parts
    )
    return Delivery(Verdict.NEEDS_A_PERSON, ("winmail.dat: Outlook's own format, not opened",)) if tnef else None


def _passed_on_in_the_calendar(seen: Seen) -> Delivery | None:
    """Exchange tells the organizer that somebody else was given the invitation (MS-OXOCAL 3.1.4.10.1)."""
    if not plain(seen.subject).startswith("meeting forward notification"):
        return None
    return Delivery(Verdict.NEEDS_A_PERSON, ("their calendar says that the invitation was passed on to somebody else",))


def _automatic(seen: Seen) -> Delivery | None:
    told = automatic(seen.mail.head, seen.answer)
    return Delivery(*told) if told else None


def _unreadable(seen: Seen) -> Delivery | None:
    if seen.mail.cut and not seen.answer:
        return Delivery(Verdict.NEEDS_A_PERSON, ("too large or too deep to read",))
    if not seen.answer:
        return Delivery(Verdict.NEEDS_A_PERSON, ("there is no text in it",))
    if server_sender(seen.mail.head):
        return Delivery(Verdict.NEEDS_A_PERSON, (f"{server_sender(seen.mail.head)}, but it is not clear what it says",))
    if not seen.sender:
        return Delivery(Verdict.NEEDS_A_PERSON, ("it does not say who sent it",))
    return None


def _holding(seen: Seen) -> Delivery | None:
    promised = promised_on(seen.answer, seen.sent) is not None or promised_days(seen.answer) is not None
    told = holding(seen.subject, seen.answer, promised)
    return Delivery(*told) if told else None


RULES: tuple[Rule, ...] = (
    lambda seen: complaint(seen.mail, seen.subject, seen.answer),
    lambda seen: receipt(seen.mail, seen.text, seen.spoken),
    _challenge,
    _answer_in_a_calendar,
    lambda seen: notified(seen.text),
    lambda seen: delivery(seen.mail, seen.text, seen.spoken),
    _calendar,
    _outlook_rich_text,
    _passed_on_in_the_calendar,
    _automatic,
    _unreadable,
    _holding,
)


def judge(seen: Seen) -> Delivery:
    """The verdict and the signs it rests on."""
    told = next((found for rule in RULES if (found := rule(seen))), None)
    return told or Delivery(meaning(seen.answer), ())
