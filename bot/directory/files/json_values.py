"""Values of a JSON document, each looked at before it is used: nothing that an API promises is relied on."""

from __future__ import annotations

import json
import re
from typing import TypeGuard

from bot.directory.files.cleaning import shown
from bot.directory.files.csv_excel import MOST_LINES
from bot.directory.files.lines import Unusable
from bot.rules.errors import Refused

_GSS_CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
_ODS_CODE = re.compile(r"[A-Z0-9]{3,10}", re.ASCII)


def parsed(text: str) -> object:
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(
            f"This file begins like JSON but breaks off or goes wrong at line {error.lineno}. Download it anew."
        ) from None
    except (RecursionError, ValueError):
        raise Refused("This JSON is nested too deeply, or holds too long a number, to be a list of bodies.") from None
    return document


def is_mapping(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)  # JSON has no other keys than text


def mapping(value: object, what: str) -> dict[str, object]:
    if not is_mapping(value):
        raise Unusable(f"{what} is missing.")
    return value


def items(value: object) -> list[object]:
    """A list, or nothing where an API leaves one out; raise Refused if there are more items than anyone could check."""
    found: list[object] = value if isinstance(value, list) else []
    if len(found) > MOST_LINES:
        raise Refused(f"This file has more than {MOST_LINES:,} items. Split it into smaller files and import each.")
    return found


def number(value: object, what: str) -> int:
    """A whole number above zero, such as the APIs give out as ids."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**12:
        raise Unusable(f"{what} is missing.")
    return value


def ods_code(value: object) -> str:
    return f"ods:{_code(value, _ODS_CODE, 'ODS code')}"


def gss_codes(*values: object) -> tuple[str, ...]:
    """The codes among these values, in order; a value that is null or empty is left out."""
    return tuple(f"gss:{_code(value, _GSS_CODE, 'GSS code')}" for value in values if value not in (None, ""))


def is_gss_code(text: str) -> bool:
    return _GSS_CODE.fullmatch(text) is not None


def _code(value: object, pattern: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str):
        raise Unusable(f"the {what} is missing.")
    if not pattern.fullmatch(value):
        raise Unusable(f"the {what} '{shown(value)}' is not written as one.")
    return value
