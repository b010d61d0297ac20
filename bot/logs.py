"""What the clerk tells on its console: for people as text, for programs as one JSON object a line."""

import json
import logging
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO

_about: ContextVar[Mapping[str, Any] | None] = ContextVar("about", default=None)

QUIET = {
    "aiosqlite": logging.INFO,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "discord": logging.INFO,
}
"""Below these, libraries tell what people typed, the addresses of answers, or that a minute has passed."""


@contextmanager
def about(**ids: Any) -> Iterator[None]:
    """Say with every line of the block what it is about: `with about(forum=1, outbox=12)`. Numbers, never words."""
    token = _about.set({**(_about.get() or {}), **ids})
    try:
        yield
    finally:
        _about.reset(token)


class Text(logging.Formatter):
    @staticmethod
    def converter(seconds: float | None = None) -> time.struct_time:
        """In UTC, as the record is."""
        return time.gmtime(seconds)


class JsonLines(Text):
    """Time in UTC, level, logger, message, what it is about, and the traceback of a bug."""

    def format(self, record: logging.LogRecord) -> str:
        at = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03}Z"
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        line |= getattr(record, "about", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def begin(level: str = "info", kind: str = "text", stream: TextIO = sys.stderr) -> None:
    """Once, before anything is logged."""
    handler = logging.StreamHandler(stream)
    text = Text("{asctime} {levelname:<7} {name}: {message}", "%Y-%m-%d %H:%M:%SZ", style="{")
    handler.setFormatter(JsonLines() if kind == "json" else text)
    handler.addFilter(_with_about)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))


def _with_about(record: logging.LogRecord) -> bool:
    record.about = _about.get() or {}
    return True
