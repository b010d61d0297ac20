"""The words of a letter to an official: who we are, what we ask, by when, and how to answer.

    words = compose(Draft(purpose=Purpose.INVITATION, …, desk=DESK))     # kept as it is
    text = finished(words.body, "https://carers.example/r/…")            # when it leaves

Plain text from the templates beside this file. What people typed has been through a review before it stands in a
letter; here it only loses what no reader sees.
"""

import re
import textwrap
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.mail.draft import DESK, YOUR_ANSWERS, Draft, cleaned
from bot.mail.pledge import PledgeDraft, cleaned_pledge
from bot.rules.saying import say_clock, say_date, say_moment, say_short_date
from bot.rules.wording import NOT_CONFIRMED, PRIVACY, Whom

__all__ = ["DESK", "REPLY_ABOVE", "WIDTH", "YOUR_ANSWERS", "Draft", "PledgeDraft", "Words", "compose", "finished"]

WIDTH = 76
SET_OFF = "    "
"""Before what the record says, word for word: it has quotation marks of its own."""

REPLY_ABOVE = "Please reply above this line."
"""The first line of a letter by mail: what quotes us begins here."""


@dataclass(frozen=True)
class Words:
    """A letter's subject and body, ready to send."""

    subject: str
    body: str


def compose(draft: Draft | PledgeDraft) -> Words:
    """Fill the template of the letter's purpose."""
    clean = cleaned_pledge(draft) if isinstance(draft, PledgeDraft) else cleaned(draft)
    template = _templates().get_template(f"{draft.purpose.value}.txt.j2")
    subject, _, body = template.render(
        d=clean, privacy=PRIVACY, not_confirmed=NOT_CONFIRMED, name=_addressed(clean.whom)
    ).partition("\n")
    text = re.sub(r"\n{3,}", "\n\n", body.strip())
    return Words(" ".join(subject.split())[:200], "\n".join(_wrapped(line) for line in text.split("\n")) + "\n")


def finished(body: str, desk: str | None) -> str:
    """A kept letter as it leaves: with the link to their private page or, without one, without that paragraph."""
    paragraphs = []
    for paragraph in body.rstrip("\n").split("\n\n"):
        lines = paragraph.split("\n")
        if lines[-1] != DESK:
            paragraphs.append(paragraph)
        elif desk:
            paragraphs.append("\n".join([*lines[:-1], desk]))
    return "\n\n".join(paragraphs) + "\n"


def _addressed(whom: Whom) -> str:
    return whom.name or whom.role


def _wrapped(line: str) -> str:
    """Lines that every mail program shows whole; addresses of pages are never broken."""
    first = SET_OFF if line.startswith(SET_OFF) else ""
    further = "  " if line.startswith("- ") else first
    whole = textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )
    return whole.fill(line.strip())


@cache
def _templates() -> Environment:
    env = Environment(
        loader=PackageLoader("bot.mail"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    env.filters |= {"day": say_date, "short_day": say_short_date}
    env.filters["stop"] = _stopped
    env.globals |= {"moment": _moment, "day_of": lambda draft: draft.starts.astimezone(draft.zone).date()}
    return env


def _stopped(words: str) -> str:
    """Ends in one full stop, unless it has an end of its own."""
    return words if words.rstrip("”’)").endswith((".", "!", "?", "…")) else f"{words}."


def _moment(draft: Draft) -> str:
    """Tuesday 3 November 2026, 7:00 pm UK time, until 8:30 pm."""
    starts, ends = draft.starts.astimezone(draft.zone), draft.ends.astimezone(draft.zone)
    same = starts.date() == ends.date() and starts.utcoffset() == ends.utcoffset()
    until = say_clock(ends.time()) if same else say_moment(ends, draft.zone)
    return f"{say_moment(starts, draft.zone)}, until {until}"
