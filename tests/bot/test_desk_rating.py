"""What an official is asked on their own page besides the invitation: how the session was, and what they say to a vote
of the carers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import courtesies, declined
from bot.rules import facts as f, session as sessions
from bot.rules.words import Presence, Via
from bot.sweep import sweep
from db import models
from db.engine import Database
from tests.bot.desk_office import Office
from tests.desk import HOST, Desk

GIVEN = {"overall": "fair", "objectives": "met", "equal_partner": "partly"}


async def held(desk: Desk, presence: Presence = Presence.CAME) -> None:
    desk.clock.move_by(timedelta(days=46))
    await desk.attended(1, presence)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.record(sessions.hold(await tx.session(1), 12, **tx.mark(Via.COMMAND)))


async def ratings(desk: Desk) -> dict[str, str]:
    async with desk.clerk.database.reading() as db:
        found = (await db.execute(select(models.Rating))).scalars().all()
    assert {(row.member_id, row.invitation_id) for row in found} <= {(None, 1)}
    return {row.question: row.rung for row in found}


@pytest.mark.on_both
async def test_who_came_says_how_it_was_once_and_changes_it(office: Office) -> None:
    await held(office.desk)
    assert "The form is open until" in await office.page()
    missing = await office.refused("feedback", overall="fair")
    assert "one answer to each question" in missing
    assert 'id="overall-fair" value="fair" checked' in missing
    assert "Your form is counted with the others" in await office.done("feedback", **GIVEN)
    await office.done("feedback", **{**GIVEN, "overall": "good"})
    assert await ratings(office.desk) == {**GIVEN, "overall": "good"}
    page = await office.page()
    assert "You have answered; you can change it until" in page
    assert 'id="overall-good" value="good" checked' in page
    assert not any(isinstance(fact, f.FeedbackCounted) for fact in await office.desk.history(1))

    office.desk.clock.move_by(timedelta(days=15))
    await sweep(office.desk.clerk)
    counted = await office.last()
    assert isinstance(counted, f.FeedbackCounted)
    assert counted.officials == f.Side(present=1, completed=1, rated=())
    assert await ratings(office.desk) == {}
    assert "How was the session?" not in await office.page(done="feedback")
    assert "closed on" in await office.refused("feedback", **GIVEN)


async def test_two_answers_to_a_question_and_rungs_that_there_are_not_are_given_back(office: Office) -> None:
    await held(office.desk)
    assert "one answer only" in await office.refused("feedback", **{**GIVEN, "overall": ["good", "poor"]})
    await office.refused("feedback", **{**GIVEN, "overall": "<b>"})
    assert await ratings(office.desk) == {}
    assert "counted with the others" not in await office.page(done="feedback")


async def test_who_was_not_there_is_not_asked(office: Office) -> None:
    assert "How was the session?" not in await office.page()
    assert "We have not taken down that you" in await office.refused("feedback", **GIVEN)
    await held(office.desk, Presence.DID_NOT_COME)
    assert "How was the session?" not in await office.page()
    assert "We have not taken down that you" in await office.refused("feedback", **GIVEN)


@pytest.mark.parametrize("closed", [True, False], ids=["after it was closed", "before"])
async def test_the_letter_of_thanks_asks_how_it_was(database: Database, closed: bool) -> None:
    desk = await Desk.opened(database)
    session = await desk.session(days=45)
    invitation = await desk.invited(session, await desk.official(await desk.body()))
    await desk.post()
    desk.clock.move_by(timedelta(days=46))
    await desk.attended(invitation, Presence.CAME)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        if closed:
            tx.record(sessions.hold(await tx.session(session), 12, **tx.mark(Via.COMMAND)))
        await courtesies.thank(tx, desk.clerk.ways, invitation)
    async with desk.clerk.database.reading() as db:
        body = (await db.execute(select(models.Letter.body).where(models.Letter.purpose == "thanks"))).scalar_one()
    assert "page they take a minute, until Friday 30 October 2026" in " ".join(body.split())


async def test_a_body_of_which_carers_voted_answers_on_the_page_before_and_after_it_is_public(office: Office) -> None:
    assert "A vote of our carers" not in await office.page()
    assert "The forum works with that body" in await office.refused("vote", vote="We are here.")
    async with office.desk.clerk.record.transaction(office.desk.forum) as tx:
        today, why = tx.terms.day(tx.now), {"grounds": "safety", "conditions": "<b>They come.</b>"}
        known = {"forum_id": office.desk.forum, "organisation_id": 1, "called_at": tx.now, "closes_on": today}
        told = {"kind": "decline", "state": "told", "told_on": today, "in_favour": 6, "against": 0}
        tx.db.add(models.Motion(**known, **told, **why))
    page = await office.page()
    assert "This is not public yet. From 16 September 2026 on" in page
    assert "&lt;b&gt;They come.&lt;/b&gt;" in page
    assert "no words in the answer yet" in await office.refused("vote", vote=" ")
    assert "Your answer is kept" in await office.done("vote", vote="We will send somebody.")
    assert "Until then you can change it." in await office.done("vote", vote="Our director will come.")
    assert "We will send somebody." not in await office.page()
    office.desk.clock.move_by(timedelta(days=16))
    async with office.desk.clerk.record.transaction(office.desk.forum) as tx:
        await declined.publish_if_due(tx, office.desk.clerk.ways, await tx.db.get_one(models.Motion, 1))
    assert "Our record says:" in await office.page()
    assert "It stands beside the entry, unedited" in await office.done("vote", vote="And in December, too.")
    assert (await office.page()).count("Statement of Northshire Council: ") == 2
