"""The daily round drops each kind of papers whose time is over, also where it is the only one that there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot import heads
from bot.forgetting import forget
from bot.house import keep_house, see_to
from db import models, papers
from db.engine import Database
from tests.bot.town import open_town
from tests.desk import CAL, START, Desk

Made = Callable[[int, int, int], models.Base]
"""Of a forum, a session of it and a member of it."""


def a_mail(forum: int, session: int, member: int) -> models.Base:
    words = {"sender": "a@body.example", "sender_name": "A", "subject": "Hello", "text": "Hello.", "raw": b"Hello."}
    about = {"source": "mail", "digest": "0", "verdict": "human-reply", "signs": "", "state": "recorded"}
    return models.Piece(forum_id=forum, came_at=START, dealt_at=START, **words, **about)


def a_draft(forum: int, session: int, member: int) -> models.Base:
    return models.Draft(forum_id=forum, user_id=CAL, kind="raise", words="{}", made_at=START)


def an_answer(forum: int, session: int, member: int) -> models.Base:
    return models.Coming(forum_id=forum, session_id=session, member_id=member, answer="going", turn=1)


def a_presence(forum: int, session: int, member: int) -> models.Base:
    return models.Present(session_id=session, member_id=member)


def a_hand(forum: int, session: int, member: int) -> models.Base:
    return models.Hand(forum_id=forum, session_id=session, member_id=member)


def a_note(forum: int, session: int, member: int) -> models.Base:
    return models.Note(forum_id=forum, session_id=session, kind="note", words="She said that.")


async def _kept(desk: Desk, row: models.Base) -> bool:
    """Of a mail it stays known that it came; its words go."""
    key = [getattr(row, column.name) for column in type(row).__table__.primary_key]
    async with desk.clerk.database.reading() as db:
        found = await db.get(type(row), key[0] if len(key) == 1 else tuple(key))
    return bool(found.text or found.raw) if isinstance(found, models.Piece) else found is not None


@pytest.mark.on_both
@pytest.mark.parametrize("made", [a_mail, a_draft, an_answer, a_presence, a_hand, a_note])
async def test_what_is_over_goes_though_nothing_else_is(database: Database, made: Made) -> None:
    desk = await Desk.opened(database)
    session = await desk.session()
    async with database.writing() as db:
        member = await papers.enrol(db, desk.forum, CAL)
        db.add(row := made(desk.forum, session, member.id))
    await see_to(desk.clerk, [forget])
    assert await _kept(desk, row), "its time is not over"
    desk.clock.move_by(timedelta(days=800))
    assert await see_to(desk.clerk, [forget]) == []
    assert not await _kept(desk, row)


@pytest.mark.only_on("sqlite")
async def test_a_day_on_which_nothing_is_due_writes_no_more_than_that_the_house_was_looked_at(
    database: Database,
) -> None:
    async with open_town(database) as town:
        desk = town.desk
        await desk.session()
        await keep_house(desk.clerk)
        await town.deliver()
        desk.clock.move_by(timedelta(days=1))
        await keep_house(desk.clerk)
        await town.deliver()
        await town.settings(log_channel_id=None)
        asked: list[str] = []

        def hear(*said: Any) -> None:
            asked.append(said[2])

        event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
        desk.clock.move_by(timedelta(days=1))
        await keep_house(desk.clerk)
        event.remove(database.engine.sync_engine, "before_cursor_execute", hear)
    written = [one for one in asked if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(written) == 1
    assert written[0].startswith("INSERT INTO setting")


async def test_what_people_were_told_is_no_task_any_more(database: Database) -> None:
    async with open_town(database) as town:
        desk = town.desk
        desk.clock.move_by(timedelta(days=1))
        for found in (1, 0):
            async with desk.clerk.record.reading(desk.forum) as view:
                tasks = await heads.publish(view, desk.clerk.ways)
            assert len(tasks) == found
            assert await see_to(desk.clerk, [heads.publish]) == []
