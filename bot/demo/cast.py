"""Who is in the demo's story: bodies and officials, all of them made up."""

from collections.abc import Sequence
from typing import Any

from bot.rules.words import OrganisationKind

BODIES = {
    "NHS Northshire ICB": OrganisationKind.ICB,
    "Northshire County Council": OrganisationKind.COUNCIL,
    "Northshire Hospitals NHS Trust": OrganisationKind.NHS_TRUST,
    "Parliament of Albany": OrganisationKind.PARLIAMENT,
}
DIRECTOR, CARE, NURSE = "Director of Commissioning", "Director of Adult Social Care", "Chief Nurse"
EAST, WEST, WESTMERE = "MP for Northshire East", "MP for Northshire West", "MP for Westmere"
WRONG_ADDRESS, RIGHT_ADDRESS = "s.brook@parliament.example", "sam.brook@parliament.example"
LATE_ANSWER = """\
I am sorry that this took so long. Five months for a carers' assessment is too long, and I will say so in the House. I
have asked the council how long it takes them now, and will tell you what I hear.

Robin Vale"""
QUESTION_ANSWER = (
    "You are right that this happens too often. From February our providers have to offer a replacement on the same "
    "day, and to tell us each time they cannot. We will bring the figures to your session in June."
)
IN_QUESTION = {"1": "NHS Northshire ICB", "2": "Northshire Hospitals NHS Trust"}
"""By item, the body that it is put to as a question."""
OFFICIALS: Sequence[tuple[str, str, dict[str, Any]]] = (
    (DIRECTOR, "NHS Northshire ICB", {"email": "commissioning@northshire-icb.example"}),
    (CARE, "Northshire County Council", {"email": "social.care@northshire.example"}),
    (NURSE, "Northshire Hospitals NHS Trust", {"email": "nursing@northshire-hospitals.example"}),
    (EAST, "Parliament of Albany", {"name": "Sam Brook", "email": WRONG_ADDRESS, "elected": True}),
    (WEST, "Parliament of Albany", {"name": "Robin Vale", "email": "r.vale@parliament.example", "elected": True}),
    (WESTMERE, "Parliament of Albany", {"name": "Alex Fenn", "email": "a.fenn@parliament.example", "elected": True}),
)


def address_of(role: str) -> str:
    """As the directory holds it at first."""
    return next(str(more["email"]) for name, _, more in OFFICIALS if name == role)
