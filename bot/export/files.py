"""Every file of the public data: the same live and in an export, each written a piece at a time."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bot.export import calendar, data, describing, feeds, tables
from bot.export.edition import Edition
from bot.public.files import FILES as NAMES

CSV, JSON, ATOM = "text/csv", "application/json", "application/atom+xml"
LINES = "application/x-ndjson"


@dataclass(frozen=True)
class DataFile:
    """`made` gives its text in pieces."""

    name: str
    content_type: str
    made: Callable[[Edition], AsyncIterator[str]]


async def _record(edition: Edition) -> AsyncIterator[str]:
    async for text in data.record(edition.view, edition.origin.length):
        yield text


async def _figures(edition: Edition) -> AsyncIterator[str]:
    yield data.pretty(await edition.figures())


async def _head(edition: Edition) -> AsyncIterator[str]:
    """Live: it names no files, for its neighbours are made anew for each reader."""
    yield data.head(edition.view, edition.origin, {})


RECORD, HEAD = "record.jsonl", "head.json"

_MADE = {
    "invitations.csv": (CSV, tables.invitations),
    "organisations.csv": (CSV, tables.organisations),
    "pledges.csv": (CSV, tables.pledges),
    "feedback.csv": (CSV, tables.feedback),
    "data-dictionary.csv": (CSV, describing.dictionary),
    "datapackage.json": (JSON, describing.package),
    "figures.json": (JSON, _figures),
    RECORD: (LINES, _record),
    HEAD: (JSON, _head),
    "feed.atom": (ATOM, feeds.record),
    "corrections.atom": (ATOM, feeds.corrected),
    "sessions.ics": ("text/calendar", calendar.sessions),
}
BY_NAME = {name: DataFile(name, *_MADE[name]) for name in NAMES}
FILES = tuple(BY_NAME.values())
