"""Names go when their time is over; what was recorded stays, and still verifies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import agenda, minutes, sitting
from bot.drafting import draft_of
from bot.rules import chain, facts as f
from bot.rules.agenda import worded
from bot.rules.errors import Refused
from bot.rules.wording import say
from bot.rules.words import Reason
from db import ledger, models, support
from db.engine import Database
from tests.desk import CAL, CARA, HOST, Desk

LONG = 1_800
"""Characters of a note, of which two fit into one part of the minutes."""


async def _silent_member(desk: Desk) -> int:
    seat = await desk.official(await desk.body("Parliament of Albany", "parliament"), "MP for Westmere", elected=True)
    async with desk.clerk.database.writing() as db:
        db.add(models.Holder(official_id=seat, name="Alex Fenn", since=desk.clock.now()))
    invitation = await desk.invited(await desk.session(), seat)
    await desk.sent(invitation)
    await desk.days_pass(45)
    return invitation


async def _said(desk: Desk, invitation: int) -> str:
    async with desk.clerk.record.reading(desk.forum) as view:
        history = [entry for entry in await view.history(invitation) if isinstance(entry.fact, f.InvitationFact)]
        return "\n".join(say(e.fact, a) for e, a in zip(history, await view.abouts(history), strict=True))


async def _holds(desk: Desk) -> bool:
    async with desk.clerk.database.reading() as db:
        lines = await ledger.after(db, desk.forum, 0, 10_000)
    return all(line["hash"] == chain.hash_of(line) for line in lines)


async def test_a_name_is_shown_for_two_years_and_then_the_role_alone(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _silent_member(desk)
    desk.clock.move_by(timedelta(days=690))
    await desk.days_pass(1)
    assert "Alex Fenn (MP for Westmere)" in await _said(desk, invitation)
    desk.clock.move_by(timedelta(days=60))
    await desk.days_pass(1)
    said = await _said(desk, invitation)
    assert "Alex Fenn" not in said
    assert "We have not recorded a reply from the MP for Westmere as at" in said
    assert await _holds(desk)


async def test_who_leaves_the_role_leaves_the_record_and_its_copies(database: Database) -> None:
    desk = await Desk.opened(database)
    invitation = await _silent_member(desk)
    async with desk.clerk.database.writing() as db:
        holder = (await db.execute(select(models.Holder))).scalar_one()
        holder.until = desk.clock.now()
    await desk.days_pass(1)
    assert "Alex Fenn" not in await _said(desk, invitation)
    async with desk.clerk.database.reading() as db:
        texts = (await db.execute(select(models.Enclosure.text))).scalars().all()
        edited = (await db.execute(select(models.Outbox.key).where(models.Outbox.key.like("%without-name")))).all()
    assert not any("Alex Fenn" in text for text in texts if text)
    assert len(edited) >= 5
    assert await _holds(desk)


async def _an_evening(desk: Desk) -> tuple[int, list[int]]:
    """A session that was held, with two items that carers wanted and a note long enough for two parts; and an item that
    was not taken."""
    session, items = await desk.session(), []
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for title in ("Respite is cancelled on the day", "Night sitting", "My own case"):
            items.append(
                (await agenda.raise_item(tx, worded(title, ""), user_id=CAL, label=None, organisation=None)).id
            )
            await agenda.me_too(tx, items[-1], user_id=CARA)
        for item in items[:2]:
            await agenda.accept(tx, item, session, None)
        await agenda.decline(tx, items[2], Reason.OUT_OF_SCOPE, "Please ring the advice line.")
    desk.clock.move_by(timedelta(days=40, hours=9))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        await sitting.open_floor(tx, session)
        for sign in "abc":
            tx.db.add(models.Note(forum_id=desk.forum, session_id=session, kind="note", words=sign * LONG))
        await tx.db.flush()
        await minutes.close(tx, desk.clerk.ways, session, 12, {})
    return session, items


async def _notes(desk: Desk) -> int:
    async with desk.clerk.database.reading() as db:
        return len((await db.scalars(select(models.Note))).all())


async def _wanted(desk: Desk, items: list[int]) -> tuple[dict[int, int], list[int]]:
    """How many want each item, and of which it is known who they are."""
    async with desk.clerk.database.reading() as db:
        known = (await db.scalars(select(models.Support.item_id).order_by(models.Support.item_id))).all()
        return await support.counts(db, items), list(known)


async def test_who_wanted_an_item_is_forgotten_when_nothing_more_comes_of_it_and_the_number_stays(
    database: Database,
) -> None:
    desk = await Desk.opened(database)
    _, items = await _an_evening(desk)
    await desk.days_pass(1)
    assert await _wanted(desk, items) == (dict.fromkeys(items, 1), items[:2]), "what was not taken is over at once"
    await desk.days_pass(31)
    assert await _wanted(desk, items) == (dict.fromkeys(items, 1), [])
    with pytest.raises(Refused, match="session on whose agenda that item stood is over"):
        async with desk.clerk.record.transaction(desk.forum) as tx:
            await agenda.me_too(tx, items[0], user_id=CARA)


async def test_notes_wait_for_the_minutes_and_what_was_published_of_them_can_still_be_corrected(
    database: Database,
) -> None:
    desk = await Desk.opened(database)
    session, _ = await _an_evening(desk)
    await desk.days_pass(95)
    assert await _notes(desk) == 3, "its minutes are late, and the hosts still need them"
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        before = await draft_of(tx, session)
        await minutes.publish(tx, session, before.fingerprint)
    await desk.days_pass(1)
    assert await _notes(desk) == 0
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        assert (await draft_of(tx, session)).whole == before.whole
        await minutes.change(tx, session, "other.2", "Somebody else said so.")
        await minutes.publish(tx, session, (await draft_of(tx, session)).fingerprint)
        (_, last) = await minutes.versions(tx, session)
    assert last.text is not None
    assert "Somebody else said so." in last.text
    assert "a" * LONG in last.text


async def test_notes_of_which_no_minutes_were_made_go_with_the_names(database: Database) -> None:
    desk = await Desk.opened(database)
    await _an_evening(desk)
    desk.clock.move_by(timedelta(days=690))
    await desk.days_pass(1)
    assert await _notes(desk) == 3
    desk.clock.move_by(timedelta(days=60))
    await desk.days_pass(1)
    assert await _notes(desk) == 0
