"""Which of a member's addresses to write to, out of `/api/Members/{id}/Contact`.

Everything else there is left alone: a constituency office may be a private home, so no postal address or phone number
is ever taken.
"""

from __future__ import annotations

from bot.directory.files.cleaning import email_address
from bot.directory.files.json_values import is_mapping, items
from bot.directory.files.lines import Unusable

_PARLIAMENTARY_OFFICE = 1


def is_contact_list(value: object) -> bool:
    """Whether this is an answer of the Contact call and of no other, in its envelope or bare."""
    entries = _entries(value)
    return isinstance(entries, list) and any(
        is_mapping(entry) and "typeId" in entry and entry.keys() & {"type", "email", "line1", "isWebAddress", "phone"}
        for entry in entries
    )


def is_readable(contact: object) -> bool:
    return isinstance(_entries(contact), list)


def best_email(contact: object) -> str | None:
    """The address at parliament.uk, else that of the parliamentary office, else any; never one that is made up.

    The parliament.uk address is sometimes filed only under "Constituency office".
    """
    found: list[tuple[bool, bool, bool, str]] = []
    for entry in items(_entries(contact)):
        email = entry.get("email") if is_mapping(entry) else None
        if is_mapping(entry) and isinstance(email, str):
            try:
                address = email_address(email)
            except Unusable:
                continue
            elsewhere = not address.endswith("@parliament.uk")
            other_office = entry.get("typeId") != _PARLIAMENTARY_OFFICE
            found.append((elsewhere, other_office, entry.get("isPreferred") is not True, address))
    return min(found, key=lambda rank: rank[:3])[3] if found else None


def _entries(contact: object) -> object:
    return contact.get("value") if is_mapping(contact) else contact
