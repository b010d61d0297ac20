"""Words, addresses and dates as they arrive in files, made safe to keep or refused by name."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from bot.directory.files.lines import Unusable

LONGEST_NAME = 200
LONGEST_WEB_ADDRESS = 500  # Discord takes 512 characters in the address of a link button

_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
# These are drawn as nothing although Unicode files them under letters, marks or symbols.
_DRAWN_AS_NOTHING = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}

_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")
_NEVER_IN_A_WEB_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")


def clean(text: str) -> str:
    """One line of visible text: no control, zero-width or direction-changing character, single spaces, NFC."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # nearly all of every file
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(char for char in spaced if not _invisible(char))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def folded(text: str) -> str:
    """A name for comparing: Parliament writes "Glyndŵr" where the ONS list has "Glyndwr"."""
    plain = text
    if not text.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def shown(text: str) -> str:
    """A piece of the file to quote in a reason, cut to what a person can take in."""
    line = clean(text[:1000])
    return line if len(line) <= 60 else line[:59] + "…"


def name(value: object, what: str) -> str:
    """A name that must be there, at most 200 characters long; `what` is how the reason calls it ("the role")."""
    if not isinstance(value, str):
        raise Unusable(f"{what} is missing.")
    line = clean(value)
    if not line:
        raise Unusable(f"{what} is missing.")
    if len(line) > LONGEST_NAME:
        raise Unusable(f"{what} has {len(line)} characters, and the longest that can be kept is {LONGEST_NAME}.")
    return line


def email_address(text: str) -> str:
    address = text.strip()
    if any(_invisible(char) for char in address):
        raise Unusable("the e-mail address holds a character that cannot be seen. Delete it and type it again by hand.")
    address = re.sub(r"^mailto:", "", address, flags=re.IGNORECASE)
    local, at, domain = address.rpartition("@")
    quoted = f"the e-mail address '{shown(address)}'"
    if not at:
        raise Unusable(f"{quoted} has no @.")
    if re.search(r"[\s,;<>@]", local):
        raise Unusable(f"{quoted} is more than one plain address. Write one address and nothing else.")
    if "." not in domain:
        raise Unusable(f"{quoted} needs a whole domain after the @, such as northshire.example.")
    if len(address) > 254 or len(local) > 64 or not _LOCAL_PART.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise Unusable(f"{quoted} is not written as an e-mail address can be. Check it letter by letter.")
    return f"{local}@{domain.lower()}"


def web_address(text: str, what: str) -> str:
    """`what` is how the reason calls the address ("the website"). Without a scheme, https is meant."""
    address = text.strip()
    quoted = f"{what} '{shown(address)}'"
    if len(address) > LONGEST_WEB_ADDRESS:
        raise Unusable(f"{what} has {len(address)} characters, and the longest kept is {LONGEST_WEB_ADDRESS}.")
    if any(_invisible(char) for char in address) or _NEVER_IN_A_WEB_ADDRESS.search(address):
        raise Unusable(f"{quoted} holds a character that web addresses cannot have.")
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Unusable(f"{quoted} is not a web address.") from None
    # A part before an @ can make an address look like another body's.
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _DOMAIN.fullmatch(host):
        raise Unusable(f"{quoted} is not a web address that begins with https://.")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def day(value: object, what: str) -> date | None:
    """A date as the APIs (2026-04-29, with or without a time) or a British Excel (29/04/2026) write it."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Unusable(f"{what} is not written as a date.")
    british = re.fullmatch(r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>[12]\d{3})", value, re.ASCII)
    found = british or re.fullmatch(r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(T.*)?", value, re.ASCII)
    if found is not None:
        with suppress(ValueError):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise Unusable(f"{what} '{shown(value)}' is not a date such as 2026-04-29.")


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE_CATEGORIES or char in _DRAWN_AS_NOTHING
