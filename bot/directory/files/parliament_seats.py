"""How the clerk writes down the House of Commons: one role for each seat, whoever holds it."""

from __future__ import annotations

from bot.directory.files.cleaning import name
from bot.directory.files.lines import OrganisationLine

PARLIAMENT = "parliament"


def uk_parliament(line: int) -> OrganisationLine:
    """The body that all MPs belong to; `line` is the first line of the file that needs it."""
    return OrganisationLine(line, "UK Parliament", "parliament", code=PARLIAMENT, website="https://www.parliament.uk/")


def role_of_seat(constituency: str) -> str:
    """Raise Unusable if the whole role would be longer than a name may be."""
    return name(f"MP for {constituency}", "the role")


def seat_code(constituency_id: int) -> str:
    return f"parliament:seat:{constituency_id}"


def member_code(member_id: int | str) -> str:
    return f"parliament:member:{member_id}"


def public_page(member_id: int) -> str:
    """Parliament's own page with a member's contact details."""
    return f"https://members.parliament.uk/member/{member_id}/contact"
