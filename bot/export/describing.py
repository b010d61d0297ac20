"""What the public data means and on which terms it may be used, for programs: a data package and a data dictionary.

`datapackage.json` is what the Frictionless tools read (specs.frictionlessdata.io); `data-dictionary.csv` opens in a
spreadsheet, like the tables that it explains.
"""

from collections.abc import AsyncIterator
from typing import Any

from bot.export.data import pretty
from bot.export.dictionary import FIGURES, TABLES, Column, Kind, Table
from bot.export.edition import Edition
from bot.export.spreadsheet import MARK, row
from bot.public import licence

HEADER = ("file", "column", "type", "meaning", "words")


async def dictionary(edition: Edition) -> AsyncIterator[str]:
    """data-dictionary.csv: a line for each column of each table, and for each key of figures.json."""
    yield MARK + row(HEADER)
    for file, columns in (*((table.file, table.columns) for table in TABLES), ("figures.json", FIGURES)):
        for column in columns:
            yield row((file, column.name, column.kind.value, column.meaning, " ".join(column.words)))


async def package(edition: Edition) -> AsyncIterator[str]:
    """datapackage.json: the tables with their columns, and the licence."""
    forum = edition.view.forum
    described: dict[str, Any] = {
        "name": forum.slug,
        "title": f"The public record of {forum.name}",
        "description": licence.say_licence(forum.name),
        "licenses": [{"name": licence.SPDX, "title": licence.TITLE, "path": licence.URL}],
        "version": f"entry {edition.origin.length}, {edition.origin.as_at.isoformat()}",
        "resources": [_resource(table) for table in TABLES],
    }
    if edition.ways.site:
        described["homepage"] = edition.page()
    yield pretty(described)


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.file.removesuffix(".csv"),
        "path": table.file,
        "description": table.line,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {"fields": [_field(column) for column in table.columns]} | _key(table),
    }


def _key(table: Table) -> dict[str, str]:
    return {"primaryKey": table.key} if table.key else {}


def _field(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {"name": column.name, "type": column.kind.value, "description": column.meaning}
    if column.kind is Kind.YES_NO:
        said |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.words:
        said["constraints"] = {"enum": list(column.words)}
    return said
