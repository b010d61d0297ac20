"""CSV that spreadsheets open as it is meant: UTF-8 with a mark, CRLF, and no cell that is read as a formula.

RFC 4180, and OWASP's list of characters that make Excel and its kin calculate what they should show.
"""

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's own code page."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def row(cells: Iterable[object]) -> str:
    """One line, with its end. None is an empty cell, True and False are "yes" and "no"."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([cell(one) for one in cells])
    return written.getvalue()


def cell(value: object) -> str:
    """A text that could be read as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" \u00a0").startswith(FORMULA) else text
