"""Which column of a table says what, whatever its heading is called."""

from __future__ import annotations

from dataclasses import dataclass

from bot.directory.files.cleaning import clean, shown
from bot.directory.files.csv_excel import Row
from bot.directory.files.lines import Unusable
from bot.rules.errors import Refused

# Headings are compared without case, spaces or punctuation.
_HEADINGS = {
    "organisation": ("organisation", "organization", "body", "organisationname", "organizationname"),
    "kind": ("kind", "type", "organisationtype", "organizationtype", "kindoforganisation", "typeoforganisation"),
    "role": ("role", "jobtitle", "post", "position"),
    "name": ("name", "fullname", "nameofofficial"),
    "email": ("email", "emailaddress"),
    "website": ("website", "url", "webaddress"),
    "public_source": ("publicsource", "source", "publicpage"),
    "elected": ("elected",),
    # mySociety's list of councils
    "official_name": ("officialname",),
    "council_code": ("localauthoritycode",),
    "council_type": ("localauthoritytype",),
    "gss_code": ("gsscode",),
    "former_gss_codes": ("formergsscodes",),
    "start_date": ("startdate",),
    "end_date": ("enddate",),
    "replaced_by": ("replacedby",),
}
_MOST_COLUMNS = 200
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}


@dataclass(frozen=True)
class Header:
    line: int
    headings: list[str]
    places: dict[str, int]

    def has(self, field: str) -> bool:
        return field in self.places

    def cells(self, row: Row) -> dict[str, str]:
        """The known cells of a row, empty where the table has none; raise Unusable if they cannot be trusted."""
        if row.fault is not None:
            raise Unusable(row.fault)
        if any(cell.strip() for cell in row.cells[len(self.headings) :]):
            raise Unusable(
                f"it has {len(row.cells)} cells, but the table has {len(self.headings)} columns. "
                "Put quotation marks around a name that holds the separator."
            )
        cells = dict.fromkeys(_HEADINGS, "")
        for field, place in self.places.items():
            if place < len(row.cells):
                cells[field] = _typed(row.cells[place], self.headings[place])
        return cells

    def refuse_doubles(self) -> None:
        """Raise Refused if two columns say the same thing, for then nobody can tell which one counts."""
        for field, place in self.places.items():
            for other, heading in enumerate(self.headings):
                if other != place and _field(heading) == field:
                    raise Refused(
                        f"The columns '{shown(self.headings[place])}' and '{shown(heading)}' mean the same. "
                        "Keep one of them and import the file again."
                    )


def header_of(row: Row) -> Header | None:
    """The row as a header, if it names the columns that a table cannot do without."""
    places: dict[str, int] = {}
    for place, heading in enumerate(row.cells[:_MOST_COLUMNS]):
        field = _field(heading)
        if field is not None:
            places.setdefault(field, place)
    if not places.keys() & {"organisation", "official_name", "role"} and {"name", "kind"} <= places.keys():
        places["organisation"] = places.pop("name")  # a list of bodies calls its first column just "name"
    if len(places) < 2 or not ("organisation" in places or {"official_name", "council_code"} <= places.keys()):
        return None
    return Header(row.line, row.cells, places)


def _field(heading: str) -> str | None:
    return _FIELD_OF.get("".join(char for char in clean(heading).casefold() if char.isalnum()))


def _typed(cell: str, heading: str) -> str:
    """What was typed into a cell: a formula would be worked out anew by the next program that opens our export."""
    text = cell.strip()
    if not clean(text) or text in ("-", "\u2013", "\u2014"):
        return ""
    if text.startswith(("=", "+", "-", "@")):
        raise Unusable(f"the cell under '{shown(heading)}' is a formula, '{shown(text)}'. Type what it should say.")
    return text
