"""The public data of a forum ten times as large is written in about the same memory."""

import pytest

from tests.benchmarks.export_memory import measured


async def test_ten_times_the_forum_does_not_take_twice_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """In small: a chunk is five rows here, and five hundred in earnest, of which docs/benchmarks.md has the figures."""
    for where in ("data", "tables", "calendar"):
        monkeypatch.setattr(f"bot.export.{where}.CHUNK", 5)
    monkeypatch.setattr("bot.export.feeds.NEWEST", 5)
    await measured(20, data=True)
    small = await measured(30, data=True)
    assert await measured(300, data=True) < 2 * small
