"""Automatic answers: nobody wrote them, but they show that the address lives (RECORD-RULES §3)."""

from __future__ import annotations

import re

from bot.mail.parse.automatic_words import (
    AWAY,
    CALLS_ITSELF,
    FIELDS,
    GONE,
    LOGGED,
    PERHAPS,
    THANKED,
    TICKET,
    TITLE,
    URGENT,
)
from bot.mail.parse.bounce_words import BODY
from bot.mail.parse.delay_words import DELAY
from bot.mail.parse.head import Head
from bot.mail.parse.machine import auto_submitted, empty_return_path, passed_on
from bot.mail.parse.meaning import answers_the_question, meaning, speaks_of_coming
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.words import plain

OPENING_LENGTH = 700
_TAGS = re.compile(r"^(?:\[[^\]]{1,40}\]\s*)+")  # "[EXTERNAL]", put in front by the servers on the way
_CALLED_AUTOMATIC = re.compile(r"^(?:\[[^\]]{1,40}\]\s*)*\W*auto")
_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr|rv|vs|doorst)\s*:")
_TO_US = re.compile(
    r"^(?:dear|hello|hi) (?!sender|colleague|sir|madam|all\b|there|everyone|customer|friend|correspondent)\w"
    r"|your (?:invitation|forum|session|meeting|letter)|\?"
)


def automatic(head: Head, text: str) -> tuple[Verdict, tuple[str, ...]] | None:
    """None where a person may have written it. `text` is without quotes."""
    if signs := field_signs(head):
        return Verdict.AUTO_REPLY, signs
    subject = plain(head.text("subject"))
    opening = plain(text[:4_000])[:OPENING_LENGTH]
    own = not passed_on(subject)
    answers = answers_the_question(text)
    opened = CALLS_ITSELF.search(opening) or AWAY.search(opening) or GONE.search(opening)
    title = own and (TITLE.search(subject) or TITLE.search(_TAGS.sub("", subject)))
    if auto_submitted(head):
        return _generated(head, text, bool(title or opened or LOGGED.search(opening)))
    if title:
        asks = "?" in opening and not opened
        called = _CALLED_AUTOMATIC.match(subject) and meaning(text) is not Verdict.HUMAN_ACCEPT
        sure = bool(called) or not (speaks_of_coming(text) or asks)
        return (Verdict.AUTO_REPLY if sure else Verdict.NEEDS_A_PERSON), (f"subject “{title[0].strip()[:60]}”",)
    if empty_return_path(head):
        sure = bool(opened or TITLE.search(subject)) or (own and not answers)
        return (Verdict.AUTO_REPLY if sure else Verdict.NEEDS_A_PERSON), ("empty return path",)
    if own and PERHAPS.search(subject) and (opened or _bulk(head)) and not speaks_of_coming(text):
        return Verdict.AUTO_REPLY, (f"subject “{subject[:60]}”",)
    if answers and CALLS_ITSELF.search(opening):
        return Verdict.NEEDS_A_PERSON, ("it calls itself automatic, but it seems to answer",)
    if opened and not answers:
        sure = _alone(subject, opening, own) and not (_tells_of_a_bounce(text) or speaks_of_coming(text))
        return (Verdict.AUTO_REPLY if sure else Verdict.NEEDS_A_PERSON), (f"it begins “{opened[0][:60]}”",)
    return None


def _tells_of_a_bounce(text: str) -> bool:
    """People pass on what a server wrote to them, and servers call that automatic too."""
    words = plain(text[:4_000])
    return bool(BODY.search(words) or DELAY.search(words))


def _alone(subject: str, opening: str, own: bool) -> bool:
    """Its first words are enough, without any sign in the header and without a title."""
    called = CALLS_ITSELF.search(opening)
    if called and not re.sub(r"\W", "", THANKED.sub("", opening[: called.start()], count=1)):
        return not _FORWARDED.match(subject)
    if not own:
        return bool(URGENT.search(opening)) and "?" not in opening and not _FORWARDED.match(subject)
    return not GONE.search(opening) and bool(called or not _TO_US.search(opening))


def _bulk(head: Head) -> bool:
    return any(word in head.raw("precedence").lower() for word in ("bulk", "junk"))


def field_signs(head: Head) -> tuple[str, ...]:
    """Header fields that only automatic answers carry, in words."""
    return tuple(
        f"header {name}: {value[:60]}"
        for name, wanted in FIELDS
        for value in head.all(name)[:5]
        if wanted in value.lower() and value.strip().lower() not in ("no", "false", "0")
    )


def _generated(head: Head, text: str, says_so: bool) -> tuple[Verdict, tuple[str, ...]]:
    """auto-generated: an office's system also sends what people wrote, so an answer in it goes to a person."""
    sign = f"header Auto-Submitted: {head.raw('auto-submitted')[:60]}"
    if says_so or not answers_the_question(text):
        return Verdict.AUTO_REPLY, (sign,)
    return Verdict.NEEDS_A_PERSON, (sign, "but it seems to answer")


def is_ticket(subject: str, text: str) -> bool:
    """A receipt with a number, of an office's system."""
    opening = plain(text[:4_000])[:OPENING_LENGTH]
    return bool(TICKET.search(plain(subject)) or TICKET.search(opening)) and bool(LOGGED.search(opening))
