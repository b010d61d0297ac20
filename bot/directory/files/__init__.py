"""Reading files of organisations and officials: tables from Excel, and the JSON of public registers.

A reader says what a file says and stores nothing. Postal addresses and telephone numbers are never taken, and an
e-mail address is taken as written or not at all (MAIL-NOTES §5, RECORD-RULES §8). A new JSON format is one more
reader in `_JSON_READERS`: it answers None to a document that is not its own.
"""

from __future__ import annotations

from bot.directory.files import elsewhere, nhs, ods, ons, parliament, table
from bot.directory.files.cleaning import folded, shown
from bot.directory.files.csv_excel import decoded
from bot.directory.files.json_values import parsed
from bot.directory.files.lines import KINDS, OfficialLine, OrganisationLine, Reading, RefusedLine
from bot.rules.errors import Refused

__all__ = ["KINDS", "OfficialLine", "OrganisationLine", "Reading", "RefusedLine", "folded", "read_directory"]

LARGEST_FILE = 5 * 1024 * 1024

_JSON_READERS = (parliament.read, nhs.read, ods.read, ons.read, elsewhere.read)


def read_directory(data: bytes, filename: str) -> Reading:
    """Read a whole file, whatever it is called; raise Refused only if nothing in it can be understood.

    The name of the file only serves to speak of it. The same bytes always give an equal Reading.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(f"The file '{shown(filename)}' is larger than 5 MB. Split it into smaller files and import each.")
    text = decoded(data)
    beginning = text.lstrip()[:1]
    if not beginning:
        raise Refused(f"The file '{shown(filename)}' is empty.")
    if beginning == "<":
        raise Refused(f"The file '{shown(filename)}' is a web page. Download the data itself, as CSV or JSON.")
    if beginning not in "[{":
        return table.read(text)
    document = parsed(text)
    for reader in _JSON_READERS:
        reading = reader(document)
        if reading is not None:
            return reading
    raise Refused(
        f"The JSON in '{shown(filename)}' is none that the clerk knows. It reads the UK Parliament Members API, "
        "lists of NHS bodies with their ODS codes, and ONS constituencies; anything else as a table (CSV)."
    )
