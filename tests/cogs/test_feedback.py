"""How it was: the card after a session, the form of carers, and what is counted of it and told."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.export.folder import export_forum
from bot.rules import facts as f, session as sessions
from bot.rules.verify import verify
from bot.rules.words import Asked, Presence, Via
from bot.sweep import sweep
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, rows
from tests.desk import HOST, Desk
from tests.discord_world import Answer, Message, Person, World

pytestmark = pytest.mark.only_on("sqlite")

GOOD = {"overall": "good", "objectives": "met", "equal_partner": "partly"}
PRESS = "Say how it was"


async def held(desk: Desk, *, carers: int | None = 30) -> int:
    """A session that was held, with one official who came."""
    session = await desk.session(days=42)
    invitation = await desk.invited(session, await desk.official(await desk.body()))
    await desk.sent(invitation)
    await hold(desk, session, carers)
    await desk.attended(invitation, Presence.CAME)
    return session


async def hold(desk: Desk, session: int, carers: int | None = 30) -> None:
    desk.clock.move_by(timedelta(days=43))
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.record(sessions.hold(await tx.session(session), carers, **tx.mark(Via.COMMAND)))


def card(world: World, starts: str = "How ") -> Message:
    return next(one for one in world.chat.history() if starts in world.text(one))


async def says(world: World, person: Person, **chosen: str) -> Answer:
    form = await world.press(person, card(world), PRESS)
    return await world.submit(person, form, **{**GOOD, **chosen})


async def closes(world: World, desk: Desk) -> f.FeedbackCounted:
    desk.clock.move_by(timedelta(days=15))
    await sweep(desk.clerk)
    await deliver(world, desk)
    (fact,) = [one for one in await record(desk) if isinstance(one, f.FeedbackCounted)]
    return fact


async def test_a_session_is_rated_by_one_form_a_person_and_counted_when_it_closes(
    database: Database, tmp_path: Path
) -> None:
    async with open_office(database, "cogs.criteria") as (world, desk):
        session = await held(desk)
        await deliver(world, desk)
        assert "until Wednesday 28 October 2026" in world.text(card(world))
        assert "you are counted" in world.words(await says(world, world.cal))
        await world.restart()
        form = await world.press(world.cal, card(world), PRESS)
        assert world.filled(form) == GOOD
        await world.submit(world.cal, form, overall="poor")
        for person in (world.cara, world.hana, world.joins("Col"), world.joins("Con")):
            await says(world, person, overall="excellent")
        assert "Only carers of this forum" in world.words(await world.press(world.stan, card(world), PRESS))
        assert not any("excellent" in text for text in world.texts(world.chat))
        late = await world.press(world.cara, card(world), PRESS)

        fact = await closes(world, desk)
        assert (fact.session, fact.carers.present, fact.carers.completed) == (session, 30, 5)
        assert fact.carers.rated[0] == f.Rated(asked=Asked.OVERALL, criterion=None, counts=(4, 0, 0, 1))
        assert fact.officials == f.Side(present=1, completed=0, rated=())
        assert not await rows(desk, models.Rating)
        assert "closed on 28 October 2026" in world.words(await world.submit(world.cara, late, **GOOD))
        for shown in (card(world, "How it was: "), card(world, "**How it was**")):
            assert "Carers: completed by 5 of 30 (17 %); of those 80 % said excellent or good." in world.text(shown)
            assert "Officials: completed by none of 1; of fewer than five nothing is shown." in world.text(shown)
            assert "Were you treated as an equal partner?**\nCarers: 0 yes, 5 partly, 0 no" in world.text(shown)
        assert not world.labels(card(world, "How it was: "))[1:]
        assert any("Feedback on “Respite that works”." in text for text in world.texts(world.log))
        folder = await export_forum(desk.clerk, desk.forum, tmp_path)
        assert verify(folder).figures
        assert "Carers: 4 excellent, 0 good, 0 fair, 1 poor" in (folder / f"sessions/{session}/index.html").read_text()
        lines = (folder / "feedback.csv").read_text(encoding="utf-8-sig").splitlines()
        assert f"{session},carers,30,5,overall,,,excellent,4" in lines
        assert f"{session},officials,1,0,,,,," in lines
        await sweep(desk.clerk)
        assert len([one for one in await record(desk) if isinstance(one, f.FeedbackCounted)]) == 1


async def test_of_four_forms_nothing_is_shown_in_any_place(database: Database, tmp_path: Path) -> None:
    async with open_office(database, "cogs.criteria") as (world, desk):
        session = await held(desk, carers=None)
        await deliver(world, desk)
        for person in (world.cal, world.cara, world.hana, world.joins("Col")):
            await says(world, person, overall="poor")
        fact = await closes(world, desk)
        assert (fact.carers.completed, fact.carers.rated) == (4, ())
        text = world.text(card(world, "How it was: "))
        assert "Carers: completed by 4; how many were there was not taken down; of fewer than five" in text
        assert "poor" not in text
        folder = await export_forum(desk.clerk, desk.forum, tmp_path)
        assert "poor" not in (folder / f"sessions/{session}/index.html").read_text()
        assert "poor" not in (folder / "feedback.csv").read_text()
