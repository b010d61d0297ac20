"""What a forum may be called, and what it may say of itself."""

import re
import unicodedata

from bot.rules.calling import unpublishable
from bot.rules.errors import Refused

NAME_LIMIT, AREA_LIMIT, CHARTER_LIMIT, SLUG_LIMIT = 80, 80, 1_200, 40

HELP_LIMIT = 1_200

TAKEN = frozenset({"r", "healthz", "static", "robots", "favicon"})
"""The public page has other uses for these (INTERFACE.md, Web routes)."""


def named(name: str) -> str:
    """A forum's name, on one line."""
    name = " ".join(name.split())
    if not any(character.isalpha() for character in name):
        raise Refused("Please give the forum a name, like “Northshire Carers’ Forum”.")
    return _short_enough(name, NAME_LIMIT, "name")


def worded_area(area: str | None) -> str | None:
    """The place whose carers it speaks for."""
    return _short_enough(" ".join((area or "").split()), AREA_LIMIT, "area") or None


def chartered(text: str) -> str | None:
    """What the forum says of itself in every letter; None takes it away."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    charter = _short_enough(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)), CHARTER_LIMIT, "charter")
    if word := unpublishable(charter):
        raise Refused(f"Please leave “{word}” out of the charter: what the forum publishes does not judge anybody.")
    return charter or None


def help_lines(text: str) -> str | None:
    """Where a carer finds help at once; None takes the list away."""
    return _short_enough("\n".join(line.strip() for line in text.strip().splitlines()), HELP_LIMIT, "list") or None


def _short_enough(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise Refused(f"That {what} has {len(text):,} characters. Shorten it to {most:,}.")
    return text


def slug_of(name: str) -> str:
    """The name as it stands in web addresses: plain letters, digits and hyphens; northshire-carers-forum."""
    spelt = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "").replace("&", " and "))
    plain = re.sub(r"[^a-z0-9]+", "-", spelt.encode("ascii", "ignore").decode().lower()).strip("-")
    slug = plain[:SLUG_LIMIT].rstrip("-")
    return slug if slug and slug not in TAKEN else f"{slug}-forum".strip("-")
