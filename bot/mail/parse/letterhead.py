"""Who wrote, to whom, when, and in answer to what: the fields of a header, as they claim to be."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.mail.parse.decode import decode_words
from bot.mail.parse.head import Head

ADDRESSEES = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "to", "cc")

_ADDRESS = re.compile(r"[\w.!#$%&*+/=?^`{|}~'-]{1,100}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_ANGLED = re.compile(r"<\s*([^<>\s]{1,200}@[^<>\s]{1,200})\s*>")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,300}@[^<>\s]{1,250})>")


def addresses(value: str) -> tuple[str, ...]:
    """Every address in a field, lower case, in order, each once. Works on broken fields too: it looks, not parses."""
    found = _ADDRESS.findall(decode_words(value[:200_000]))
    return tuple(dict.fromkeys(address.strip("'").lower().rstrip(".") for address in found[:500]))


def one_address(value: str) -> str | None:
    """The address of From or Sender; the one in angle brackets where the name is an address too."""
    angled = _ANGLED.findall(value[:10_000])
    if angled:
        return str(angled[-1]).lower()
    found = addresses(value[:10_000])
    return found[0] if found else None


def display_name(value: str) -> str:
    """The name beside the address, at most 200 characters."""
    name = decode_words(_ANGLED.sub("", value[:10_000])).strip().strip('"').strip()
    if not name or _ADDRESS.fullmatch(name):
        in_comment = re.search(r"\(([^()]{1,200})\)", value[:10_000])
        return decode_words(in_comment[1]).strip().strip('"') if in_comment else ""
    return " ".join(_ADDRESS.sub("", name).replace("()", "").replace('\\"', '"').split())[:200].strip('" ')


def written(value: str) -> datetime | None:
    """A Date field as an aware moment in UTC; None for what is none."""
    try:
        moment = parsedate_to_datetime(value[:200])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def message_ids(head: Head, names: tuple[str, ...] = ("in-reply-to", "references")) -> tuple[str, ...]:
    """Message-IDs with their angle brackets, each once."""
    found = [f"<{each}>" for name in names for value in head.all(name) for each in _MESSAGE_ID.findall(value)[:200]]
    return tuple(dict.fromkeys(found))


def addressees(head: Head) -> tuple[str, ...]:
    """Every address this mail was sent or delivered to, as its header says."""
    return tuple(dict.fromkeys(each for name in ADDRESSEES for value in head.all(name) for each in addresses(value)))
