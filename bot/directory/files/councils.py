"""The UK's councils, past and current, as mySociety lists them (uk_local_authority_names_and_codes, CC-BY-4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.directory.files.cleaning import day, name, shown
from bot.directory.files.columns import Header
from bot.directory.files.csv_excel import Row
from bot.directory.files.gathering import Gathering
from bot.directory.files.lines import OrganisationLine, Reading, Unusable

FORMAT = "list of UK councils by mySociety (CSV)"
# Combined authorities (COMB) and the Greater London Authority (SRA) are not councils: they have no social services.
_NOT_COUNCILS = ("COMB", "SRA")
_COUNCIL_CODE = re.compile(r"[A-Z]{3,5}(-[A-Z])?")
_GSS_CODE = re.compile(r"[A-Z]\d{8}")


def read(header: Header, rows: Iterable[Row]) -> Reading:
    gathering = Gathering("Line")
    councils: list[OrganisationLine] = []
    for row in rows:
        with gathering.line(row.line):
            councils.append(_council(row.line, header.cells(row)))
    opened = {council.code: council.opened for council in councils}
    for council in councils:
        with gathering.line(council.line):
            gathering.organisation(_closed_before(council, opened))
    return gathering.reading(FORMAT)


def _council(line: int, cells: dict[str, str]) -> OrganisationLine:
    council = OrganisationLine(
        line,
        name(cells["official_name"], "the official name"),
        "other" if cells["council_type"].upper() in _NOT_COUNCILS else "council",
        code=_code(cells["council_code"]),
        opened=day(cells["start_date"], "the start date"),
        closed=day(cells["end_date"], "the end date"),
        successors=tuple(_code(part) for part in cells["replaced_by"].split(",") if part.strip()),
        other_codes=_gss_codes(f"{cells['gss_code']},{cells['former_gss_codes']}"),
    )
    if council.opened and council.closed and council.closed < council.opened:
        raise Unusable(f"{council.name} ends on {council.closed} before it starts on {council.opened}.")
    return council


def _closed_before(council: OrganisationLine, opened: dict[str | None, date | None]) -> OrganisationLine:
    """The list gives some councils the day their successor started as end date, and others the day before."""
    if council.closed and any(opened.get(successor) == council.closed for successor in council.successors):
        return replace(council, closed=council.closed - timedelta(days=1))
    return council


def _code(cell: str) -> str:
    code = cell.strip().upper()
    if not _COUNCIL_CODE.fullmatch(code):
        raise Unusable(f"'{shown(cell)}' is not a local authority code such as KEN.")
    return f"la:{code}"


def _gss_codes(cell: str) -> tuple[str, ...]:
    codes = [part.strip().upper() for part in cell.split(",") if part.strip()]
    for code in codes:
        if not _GSS_CODE.fullmatch(code):
            raise Unusable(f"'{shown(code)}' is not a GSS code such as E10000016.")
    return tuple(f"gss:{code}" for code in dict.fromkeys(codes))
