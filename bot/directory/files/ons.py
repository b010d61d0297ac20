"""Maps of area codes to names by the Office for National Statistics. Only constituencies stand for an official."""

from __future__ import annotations

from bot.directory.files.cleaning import name, shown
from bot.directory.files.gathering import Gathering
from bot.directory.files.json_values import gss_codes, is_gss_code, is_mapping, items
from bot.directory.files.lines import OfficialLine, Reading, Unusable
from bot.directory.files.parliament_seats import PARLIAMENT, role_of_seat, uk_parliament
from bot.rules.errors import Refused

FORMAT = "list of constituencies by the ONS (JSON)"
_CONSTITUENCY = ("E14", "S14", "W07", "N05", "N06")


def read(document: object) -> Reading | None:
    if not is_mapping(document) or not any(is_gss_code(key) for key in document):
        return None
    if not any(_is_constituency(key) for key in document):
        raise Refused(
            "This file lists areas, not bodies that can be invited. Import mySociety’s list of councils (CSV), "
            "a list of integrated care boards or NHS trusts, or a table with the columns organisation and kind."
        )
    gathering = Gathering("Item")
    for number, code in enumerate(items(list(document)), 1):
        with gathering.line(number):
            gathering.official(_vacancy(number, str(code), document[str(code)]))
    gathering.organisation(uk_parliament(1))
    return gathering.reading(FORMAT)


def _vacancy(number: int, code: str, constituency: object) -> OfficialLine:
    if not _is_constituency(code):
        raise Unusable(f"'{shown(code)}' is not the code of a constituency.")
    role = role_of_seat(name(constituency, f"the name of {shown(code)}"))
    return OfficialLine(number, role, PARLIAMENT, code=gss_codes(code)[0], elected=True)


def _is_constituency(code: str) -> bool:
    return is_gss_code(code) and code.startswith(_CONSTITUENCY)
