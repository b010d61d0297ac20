"""The public data of a forum ten times as large is written in about the same memory."""

from collections.abc import Callable

import pytest

from db.engine import Database
from tests.benchmarks.export_memory import measured


async def test_ten_times_the_forum_does_not_take_twice_the_memory(
    sqlite_anew: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In small: a chunk is five rows here, and five hundred in earnest, of which docs/benchmarks.md has the figures."""
    for where in ("data", "tables", "calendar"):
        monkeypatch.setattr(f"bot.export.{where}.CHUNK", 5)
    monkeypatch.setattr("bot.export.feeds.NEWEST", 5)
    await measured(sqlite_anew(), 20, data=True)
    small = await measured(sqlite_anew(), 30, data=True)
    assert await measured(sqlite_anew(), 300, data=True) < 2 * small
