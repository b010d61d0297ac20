"""Whoever reads the log, or keeps a letter, can tell later whether the past was rewritten."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.export import export_forum
from bot.rules.verify import verify
from bot.sweep import sweep
from db import ledger, papers
from db.engine import Database
from tests.bot.town import open_town
from tests.desk import Desk

pytestmark = pytest.mark.only_on("sqlite")
DAY = timedelta(days=1)


@pytest.mark.only_on("sqlite", "postgres")
async def test_the_log_says_each_day_how_far_the_record_went_where_it_grew(database: Database, tmp_path: Path) -> None:
    async with open_town(database) as town:
        desk = town.desk

        async def heads() -> list[str]:
            await sweep(desk.clerk)
            await sweep(desk.clerk)
            await town.deliver()
            return [text for text in town.world.texts(town.world.log) if "how far" in text.lower()]

        assert await heads() == [], "the day is not over"
        desk.clock.move_by(DAY)
        [first] = await heads()
        assert first.startswith("## How far the record goes\nAt the end of Tuesday 1 September 2026 the record had 2 ")
        desk.clock.move_by(DAY)
        assert await heads() == [first], "nothing was added"
        await desk.body()
        desk.clock.move_by(4 * DAY)
        _, second = await heads()
        assert "At the end of Thursday 3 September 2026 the record had 3 entries." in second
        await desk.body("Westmere Council", "council")
        export = await export_forum(desk.clerk, desk.forum, tmp_path)
        for text, seq in ((first, 2), (second, 3)):
            found = re.search("`([0-9a-f]{64})`", text)
            assert found
            noted = verify(export, found[1]).noted
            assert noted is not None
            assert noted.seq == seq
        async with desk.clerk.database.reading() as db:
            assert (await ledger.head(db, desk.forum)).seq == 4, "telling it is no entry"
        message = town.world.log.history()[-1]
        assert message.flags.suppress_notifications


async def test_each_letter_says_how_far_the_record_went_when_it_was_written(database: Database, tmp_path: Path) -> None:
    desk = await Desk.opened(database)
    invitation = await desk.invited(await desk.session(), await desk.official(await desk.body()))
    async with desk.clerk.database.reading() as db:
        [letter] = await papers.letters(db, invitation)
    words = " ".join(letter.body.split())
    found = re.search("Our public record: 6 entries, head ([0-9a-f]{32})[.]", words)
    assert found
    await desk.post()
    noted = verify(await export_forum(desk.clerk, desk.forum, tmp_path), found[1]).noted
    assert noted is not None
    assert noted.seq == 6
