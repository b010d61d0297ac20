"""A table of organisations and officials, one a row, as a host makes it in a spreadsheet."""

from __future__ import annotations

import itertools
import re

from bot.directory.files import councils
from bot.directory.files.cleaning import clean, email_address, name, shown, web_address
from bot.directory.files.columns import Header, header_of
from bot.directory.files.csv_excel import Row, rows
from bot.directory.files.gathering import Gathering
from bot.directory.files.lines import KINDS, OfficialLine, OrganisationLine, Reading, Unusable
from bot.rules.errors import Refused

FORMAT = "table of organisations and officials (CSV)"
_SEPARATORS = (",", ";", "\t", "|")
_HEADER_WITHIN = 10  # a sheet may have a title and a date above its table

_CODE = re.compile(r"(ods|gss|la|parliament):")

_KIND_WORDS = {
    "icb": "icb", "integrated care board": "icb", "nhs integrated care board": "icb",
    "council": "council", "local authority": "council", "local council": "council", "county council": "council",
    "nhs trust": "nhs_trust", "nhs foundation trust": "nhs_trust", "foundation trust": "nhs_trust",
    "trust": "nhs_trust", "health board": "nhs_trust", "parliament": "parliament", "uk parliament": "parliament",
    "healthwatch": "healthwatch", "local healthwatch": "healthwatch", "charity": "charity", "other": "other",
}  # fmt: skip
_ELECTED_WORDS = {"": False, "no": False, "n": False, "false": False, "yes": True, "y": True, "true": True}


def read(text: str) -> Reading:
    """Read a table whose first rows name its columns; raise Refused when no row does."""
    header, separator = _header(text)
    body = (row for row in rows(text, separator) if row.line > header.line)
    if header.has("official_name"):
        return councils.read(header, body)
    gathering = Gathering("Line")
    for row in body:
        with gathering.line(row.line):
            _take(gathering, header, row)
    return gathering.reading(FORMAT)


def _header(text: str) -> tuple[Header, str]:
    found = [
        (header, separator)
        for separator in _SEPARATORS
        for row in itertools.islice(rows(text, separator), _HEADER_WITHIN)
        if row.fault is None and (header := header_of(row)) is not None
    ]
    if not found:
        raise Refused(
            "No row of this file names its columns. Its first row should read: "
            "organisation, kind, role, name, email, website, public_source."
        )
    header, separator = max(found, key=lambda pair: (len(pair[0].places), -pair[0].line))
    header.refuse_doubles()
    return header, separator


def _take(gathering: Gathering, header: Header, row: Row) -> None:
    cells = header.cells(row)
    organisation = name(cells["organisation"], "the organisation")
    kind, website = _kind(cells["kind"]), cells["website"] and web_address(cells["website"], "the website")
    official = _official(row.line, organisation, cells)
    if kind is None and official is None:
        raise Unusable(f"'{shown(organisation)}' has no kind. Write one of: {', '.join(KINDS)}.")
    if kind is None and website:
        raise Unusable(f"the website of '{shown(organisation)}' needs its kind beside it: {', '.join(KINDS)}.")
    if kind is not None and _CODE.match(organisation):
        raise Unusable(f"'{shown(organisation)}' is a code. Beside a kind, write the name of the organisation.")
    if kind is not None:
        gathering.organisation(OrganisationLine(row.line, organisation, kind, website=website or None))
    if official is not None:
        gathering.official(official)


def _official(line: int, organisation: str, cells: dict[str, str]) -> OfficialLine | None:
    if not clean(cells["role"]):
        for field, what in (("name", "name"), ("email", "e-mail address"), ("public_source", "public page")):
            if cells[field]:
                raise Unusable(f"the {what} '{shown(cells[field])}' has no role. Write the role that it belongs to.")
        return None
    elected = _ELECTED_WORDS.get(cells["elected"].casefold())
    if elected is None:
        raise Unusable(f"'{shown(cells['elected'])}' under elected is neither yes nor no.")
    return OfficialLine(
        line,
        role=name(cells["role"], "the role"),
        organisation=organisation,
        name=name(cells["name"], "the name") if clean(cells["name"]) else None,
        email=email_address(cells["email"]) if cells["email"] else None,
        public_source=web_address(cells["public_source"], "the public page") if cells["public_source"] else None,
        elected=elected,
    )


def _kind(cell: str) -> str | None:
    words = clean(cell.replace("_", " ").replace("-", " ")).casefold()
    if words and words not in _KIND_WORDS:
        raise Unusable(f"'{shown(cell)}' is not a kind of organisation. Write one of: {', '.join(KINDS)}.")
    return _KIND_WORDS.get(words)
