"""Files that people are likely to try although no official or body can be taken from them."""

from __future__ import annotations

from bot.directory.files.json_values import is_mapping
from bot.directory.files.lines import Reading
from bot.directory.files.parliament_contacts import is_contact_list
from bot.rules.errors import Refused


def read(document: object) -> Reading | None:
    """Raise Refused with what to import instead; None for a file that is not known here either."""
    if is_contact_list(document):
        raise Refused(
            "This file holds contact details without the member they belong to. Put both into one file, "
            'as {"members": the search result, "contacts": {"172": the contact details}} with the member’s number.'
        )
    if _is_postcode_answer(document):
        raise Refused(
            "This file is about a postcode, which the clerk does not keep. Its codes name the council, the integrated "
            "care board and the constituency of that place: import the lists that hold those."
        )
    if is_mapping(document) and {"endpoints", "models"} <= document.keys():
        raise Refused("This file describes the UK Parliament Members API. Import an answer of /api/Members/Search.")
    return None


def _is_postcode_answer(document: object) -> bool:
    if not is_mapping(document):
        return False
    answers = [document, *document.values()]
    return any(is_mapping(answer) and "status" in answer and answer.keys() & {"result", "error"} for answer in answers)
