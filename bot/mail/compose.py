"""The words of a letter to an official: who we are, what we ask, by when, and how to answer.

Plain text from the templates beside this file. A template is filled with plain values; what a carer typed has been
through the agenda's review before it stands in a letter.
"""

import re
import textwrap
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.rules.saying import say_date, say_moment, say_short_date
from bot.rules.wording import PRIVACY, Whom
from bot.rules.words import Purpose

WIDTH = 76


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything that a letter may speak of."""

    purpose: Purpose
    forum: str
    charter: str | None
    whom: Whom
    title: str
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    place: str | None
    link: str | None
    message: str
    items: tuple[str, ...] = field(default=())
    reply_by: date | None = None
    asked_on: date | None = None
    way: str
    desk: str | None = None
    sentence: str | None = None
    as_at: date | None = None
    answer: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Words:
    """A letter's subject and body, ready to send."""

    subject: str
    body: str


def compose(draft: Draft) -> Words:
    """Fill the template of the letter's purpose."""
    template = _templates().get_template(f"{draft.purpose.value}.txt.j2")
    subject, _, body = template.render(d=draft, privacy=PRIVACY, name=_addressed(draft.whom)).partition("\n")
    text = re.sub(r"\n{3,}", "\n\n", body.strip())
    return Words(" ".join(subject.split())[:200], "\n".join(_wrapped(line) for line in text.split("\n")) + "\n")


def _addressed(whom: Whom) -> str:
    return whom.name or whom.role


def _wrapped(line: str) -> str:
    """Lines that every mail program shows whole; addresses of pages are never broken."""
    indent = "  " if line.startswith("- ") else ""
    wrapped = textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent)
    return "\n".join(wrapped)


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
    env.globals["moment"] = lambda draft: say_moment(draft.starts, draft.zone)
    return env
