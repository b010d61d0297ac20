"""What hosts type about bodies and officials, made fit to keep or refused in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from bot.directory.files import cleaning
from bot.directory.files.lines import Unusable
from bot.rules.errors import Refused
from bot.rules.tongue import capital

NONE = "none"
"""Typed to take something away."""


def name(text: str, what: str) -> str:
    """One visible line of at most 200 characters; `what` is how a refusal calls it ("the role")."""
    with _refused():
        return cleaning.name(text, what)


def email(text: str) -> str:
    with _refused():
        return cleaning.email_address(text)


def web(text: str, what: str) -> str:
    with _refused():
        return cleaning.web_address(text, what)


def day(text: str, what: str) -> date | None:
    with _refused():
        return cleaning.day(text.strip(), what)


def is_none(text: str) -> bool:
    return text.strip().casefold() in (NONE, "-", "nobody", "nothing")


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except Unusable as reason:
        raise Refused(capital(str(reason))) from None
