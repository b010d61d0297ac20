"""Names go when their time is over; what was recorded stays, and still verifies."""

from datetime import timedelta

from sqlalchemy import select

from bot.rules import chain, facts as f
from bot.rules.wording import say
from db import ledger, models
from db.engine import Database
from tests.desk import Desk


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
