"""The reply code of an invitation, where mail carries it: in our addresses and in the calendar's UID.

plus("clerk@carers.example", code)     "clerk+mfzwizlto…@carers.example": an answer to it finds its invitation
uid(code, "carers.example")            the same invitation in the official's calendar, for ever
codes_in(header)                       ("mfzwizlto…",): what an address, a UID or a returned letter names
"""

import re
from uuid import NAMESPACE_OID, uuid5

_CODE = re.compile(r"(?<![a-z0-9])([a-z2-7]{26})(?=@|=|%40)", re.IGNORECASE)
"""Before "@", or before the "=" that stands for it where a mail server has rewritten an envelope sender (SRS, VERP)."""


def plus(address: str, code: str) -> str:
    """Raises `ValueError` for what has no "@"."""
    name, at, domain = address.rpartition("@")
    if not at:
        raise ValueError("that is not an e-mail address")
    return f"{name}+{code}@{domain}"


def uid(code: str, domain: str) -> str:
    return f"{code}@{domain}"


def session_uid(first_hash: str) -> str:
    """A session itself in anybody's calendar, for ever, wherever the file comes from: by the hash of the entry of the
    record that called it."""
    return str(uuid5(NAMESPACE_OID, first_hash))


def codes_in(text: str) -> tuple[str, ...]:
    """Each code once, in lower case and in the order of the text. Only the database knows whether it is one of ours."""
    return tuple(dict.fromkeys(found.lower() for found in _CODE.findall(text)))
