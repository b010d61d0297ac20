"""Tables as spreadsheet programs save them: their encodings, separators and quoting."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.errors import Refused

MOST_LINES = 20_000

# The longer marks come first: a UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK", "an Excel workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
)
_SAVE_AS_CSV = "Open it in a spreadsheet program, save it as CSV, and import that file."


@dataclass(frozen=True)
class Row:
    """`line` is the physical line on which the row begins; a `fault` says why its cells cannot be told apart."""

    line: int
    cells: list[str]
    fault: str | None = None


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or the Windows encoding of western Europe."""
    for beginning, what in _NOT_TEXT:
        if data.startswith(beginning):
            raise Refused(f"This file is {what}, not a text file. {_SAVE_AS_CSV}")
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked[:1] or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(f"The letters of this file cannot be read as text. {_SAVE_AS_CSV}")


def rows(text: str, separator: str) -> Iterator[Row]:
    """Every row that is not blank. Rows that are quoted wrongly come with a fault, and reading goes on after them."""
    if len(re.findall(r"\r\n|\r|\n", text)) > MOST_LINES:
        raise Refused(f"This file has more than {MOST_LINES:,} lines. Split it into smaller files and import each.")
    # newline="" keeps line breaks inside quotation marks, and counts them as Excel shows them.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reached = f"lines {line} to {reader.line_num} were" if reader.line_num > line else "this line was"
            yield Row(line, [], f"a quotation mark is not closed where its cell ends, so {reached} not read.")
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
