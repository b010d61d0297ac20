"""The public log agrees with the record again, whatever was done to it, and whoever was away."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import log_check
from bot.house import see_to
from bot.rules import facts as f
from bot.rules.words import Answer, Via
from bot.sweep import sweep
from bot.timetable import Timetable
from db.engine import Database
from tests.bot.test_couriers import invited, sent
from tests.bot.town import Town, open_town

pytestmark = pytest.mark.only_on("sqlite")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    """Northshire, with an answer in its log: entries 1, 3, 7 and 8 are news."""
    async with open_town(database) as town:
        _, invitation = await invited(town)
        await sent(town, invitation)
        await town.desk.answered(invitation, Answer.ATTENDING)
        await town.deliver()
        yield town


def numbers(town: Town) -> list[str]:
    """The small print of each entry in the log, oldest first."""
    found = [line for text in town.world.texts(town.world.log) for line in text.splitlines()]
    return [line.removeprefix("-# Entry ").split(" · ")[0] for line in found if line.startswith("-# Entry ")]


async def looked_through(town: Town) -> int:
    """How many messages and changes that brought about."""
    town.desk.clock.move_by(MINUTE)
    await see_to(town.desk.clerk, [log_check.ask])
    return await town.deliver()


@pytest.mark.only_on("sqlite", "postgres")
async def test_a_deleted_entry_is_posted_again_once_with_a_mark_that_stays(town: Town) -> None:
    assert await looked_through(town) == 0, "all is as it should be"
    for message in town.world.log.history()[1:3]:
        town.world.env.backend.delete_message(town.world.log.id, message.id)
    assert numbers(town) == ["1", "8"]
    town.desk.clock.move_by(DAY)
    await sweep(town.desk.clerk)
    await town.deliver()
    assert numbers(town) == ["1", "8", "3", "7"], "in the order of the record, and found by the day's look"
    again = town.world.texts(town.world.log)[-1]
    mark = "\n-# Posted again on Wednesday 2 September 2026: its message was deleted."
    assert again.endswith(f"-# Entry 7 · Tuesday 1 September 2026{mark}")
    assert await looked_through(town) == 0
    _, changed = (text for text in town.world.texts(town.world.log) if "Posted again" in text)
    assert changed == again


async def test_an_entry_that_reads_differently_is_brought_up_to_date(town: Town) -> None:
    """As after an edit that was lost, or a backup that was put back."""
    message = town.world.log.history()[2]
    right = town.world.texts(town.world.log)
    small_print = {"type": 10, "content": "-# Entry 7 · Tuesday 1 September 2026"}
    wrong = [{"type": 17, "components": [{"type": 10, "content": "We asked somebody else."}, small_print]}]
    town.world.env.backend.edit_message(town.world.log.id, message.id, {"components": wrong})
    assert await looked_through(town) == 1
    assert town.world.texts(town.world.log) == right


async def test_of_an_entry_that_stands_twice_one_is_removed(town: Town) -> None:
    bot, right = town.world.bot.user, town.world.texts(town.world.log)
    assert bot is not None
    double = [{"type": 17, "components": [{"type": 10, "content": "-# Entry 8 · Tuesday 1 September 2026"}]}]
    post = town.world.env.backend.create_message
    post(town.world.log.id, bot.id, components=double, flags=1 << 15)
    post(town.world.log.id, town.world.stan.id, components=double, flags=1 << 15)
    assert await looked_through(town) == 0
    assert [text for text in town.world.texts(town.world.log) if text in right] == right
    assert len(town.world.texts(town.world.log)) == len(right) + 1, "what somebody else wrote is not ours to remove"


async def test_what_the_record_does_not_know_is_left_for_people_to_look_at(town: Town) -> None:
    """After an older backup was put back the log knows more than the record: nobody shall wipe that away."""
    bot = town.world.bot.user
    assert bot is not None
    beyond = [{"type": 17, "components": [{"type": 10, "content": "-# Entry 99 · Friday 4 September 2026"}]}]
    town.world.env.backend.create_message(town.world.log.id, bot.id, components=beyond, flags=1 << 15)
    assert await looked_through(town) == 0
    assert numbers(town)[-1] == "99"


async def test_only_the_newest_messages_are_looked_at(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.couriers.log_copy.LOOKED_AT", 2)
    first, second, *_ = town.world.log.history()
    for message in (first, second):
        town.world.env.backend.delete_message(town.world.log.id, message.id)
    assert await looked_through(town) == 0


async def test_a_channel_that_is_chosen_later_does_not_get_what_is_older(town: Town) -> None:
    await town.settings(log_channel_id=town.world.chat.id)
    assert await looked_through(town) == 0


async def test_whatever_an_official_wrote_is_text_in_the_log_and_stays_as_it_is(town: Town) -> None:
    hostile = "=1+1 <script>alert(1)</script> **bold** [x](https://e.example) <@1> @everyone \u202ertl\x07 "
    async with town.desk.clerk.record.transaction(town.desk.forum, by=f.OFFICIAL) as tx:
        text = await tx.enclose(hostile + "x" * 10_000)
        tx.record(f.StatementMade(invitation=1, text=text, **tx.mark(Via.LINK)))
    await town.deliver()
    shown = town.world.markdown(town.world.log.history()[-1])
    assert "\\<script\\>" in shown
    assert "\\*\\*bold\\*\\*" in shown
    assert "\\[x\\](https\\://e.example)" in shown
    assert not {"\u202e", "\x07"} & set(shown)
    assert "@everyone" not in shown
    assert await looked_through(town) == 0, "what was cut to fit is not taken for changed"


async def test_whoever_was_away_looks_through_the_log_before_anything_else(town: Town) -> None:
    town.world.env.backend.delete_message(town.world.log.id, town.world.log.history()[0].id)
    timetable = Timetable(town.desk.clerk, {})
    for gap, looks in ((timedelta(), 1), (MINUTE, 1), (3 * MINUTE, 2)):
        town.desk.clock.move_by(gap)
        await timetable.after_a_gap()
        timetable.last_turn = town.desk.clock.now()
        assert len(await town.outbox(action="check_log")) == looks
    await town.deliver()
    assert numbers(town) == ["3", "7", "8", "1"]
