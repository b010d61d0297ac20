"""The public data of a forum ten times as large is written in about the same memory."""

import pytest

from tests.benchmarks.export_memory import measured


async def test_ten_times_the_forum_does_not_take_twice_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """In small: a chunk is ten rows here, and five hundred in earnest (docs/benchmarks.md has the figures of those)."""
    for where in ("data", "tables", "calendar"):
        monkeypatch.setattr(f"bot.export.{where}.CHUNK", 10)
    monkeypatch.setattr("bot.export.feeds.NEWEST", 10)
    await measured(20, data=True)
    small = await measured(60, data=True)
    assert await measured(600, data=True) < 2 * small
