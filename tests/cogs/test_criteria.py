"""/criteria: proposed without a name, voted on once a person, adopted, replaced, and asked after each session."""

from datetime import timedelta

import pytest

from bot import voting
from bot.rules import facts as f
from bot.rules.criteria import LONGEST
from bot.rules.errors import Refused
from bot.rules.words import Asked
from bot.sweep import sweep
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, record, row, rows
from tests.cogs.test_feedback import GOOD, card, closes, held, says
from tests.desk import Desk
from tests.discord_world import Answer, Person, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.criteria"
ANSWERED = "Our questions came back answered before the session"


async def proposes(world: World, person: Person, text: str = ANSWERED, **more: object) -> Answer:
    form = await world.slash(person, "criteria propose")
    return await world.submit(person, form, text=text, **more)


async def votes(world: World, desk: Desk, about: str, *, yes: int, no: int = 0) -> None:
    """Of so many carers; then the vote is over."""
    await deliver(world, desk)
    voters = [world.cal, world.cara, world.hana, *(world.joins(f"Voter {n}") for n in range(yes + no - 3))]
    for n, person in enumerate(voters[: yes + no]):
        await world.press(person, card(world, about), "For" if n < yes else "Against")
    desk.clock.move_by(timedelta(days=8))
    await sweep(desk.clerk)
    await deliver(world, desk)


async def adopted(world: World, desk: Desk, text: str) -> int:
    await proposes(world, world.cal, text)
    await votes(world, desk, text[:12], yes=5)
    return (await rows(desk, models.Motion))[-1].id


async def test_a_criterion_is_adopted_by_a_vote_of_which_only_the_sum_is_kept(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await proposes(world, world.cal)
        assert "without your name" in world.words(answer)
        await deliver(world, desk)
        shown = card(world, ANSWERED)
        assert "Cal" not in world.text(shown)
        assert "You voted against it" in world.words(await world.press(world.cal, shown, "Against"))
        await world.restart()
        assert "You voted for it" in world.words(await world.press(world.cal, shown, "For"))
        assert "Only carers of this forum" in world.words(await world.press(world.stan, shown, "For"))
        await deliver(world, desk)
        assert "1 person has voted" in world.text(card(world, ANSWERED))
        assert "is in force already, or being voted on" in world.words(
            await proposes(world, world.cara, ANSWERED.upper())
        )

        await votes(world, desk, ANSWERED, yes=4, no=2)
        fact = (await record(desk))[-1]
        assert isinstance(fact, f.CriteriaAdopted)
        assert (fact.version, fact.criteria, fact.in_favour, fact.against) == (1, (1,), 4, 2)
        assert not await rows(desk, models.Vote)
        assert "Carried: 4 for, 2 against. It stands on the record." in world.text(card(world, ANSWERED)).replace(
            "*", ""
        )
        with pytest.raises(Refused, match="takes no more votes"):
            async with desk.clerk.record.transaction(desk.forum, by=world.cal.id) as tx:
                await voting.cast(tx, 1, user_id=world.cal.id, in_favour=False)
        listed = world.words(await world.slash(world.stan, "criteria list"))
        assert f"1. {ANSWERED}" in listed
        assert "Criteria, version 1" in listed
        assert any("adopted version 1 of their criteria" in text for text in world.texts(world.log))


@pytest.mark.parametrize(("yes", "no"), [(4, 0), (3, 3)], ids=["four votes", "as many against it"])
async def test_too_few_votes_adopt_nothing(database: Database, yes: int, no: int) -> None:
    async with open_office(database, COG) as (world, desk):
        await proposes(world, world.cal)
        await votes(world, desk, ANSWERED, yes=yes, no=no)
        assert not any(isinstance(fact, f.CriteriaAdopted) for fact in await record(desk))
        said = world.text(card(world, ANSWERED)).replace("**", "")
        few = f"{yes} for, {no} against" if yes + no >= 5 else "of fewer than five votes nothing more is shown"
        assert f"Not carried: {few}. It takes at least 5 votes" in said


async def test_a_criterion_takes_the_place_of_another_and_can_be_dropped(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        first = await adopted(world, desk, "Someone who can decide was in the room")
        second = await adopted(world, desk, ANSWERED)
        await proposes(world, world.cara, "Those who decide were in the room", instead_of=str(first))
        await votes(world, desk, "Those who decide", yes=5)
        third = (await rows(desk, models.Motion))[-1].id
        await proposes(world, world.cara, "", instead_of=str(second))
        await votes(world, desk, "one criterion less", yes=5)
        versions = [fact.criteria for fact in await record(desk) if isinstance(fact, f.CriteriaAdopted)]
        assert versions == [(first,), (first, second), (third, second), (third,)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Please write the criterion"),
        ("Nurse Brown listened to us", "never about a person"),
        ("They ignored nobody", "never says “ignored”"),
        ("Write to a@b.example", "e-mail address"),
    ],
    ids=["nothing", "a name", "a word that never appears", "an address"],
)
async def test_what_a_criterion_cannot_be_is_given_back(database: Database, text: str, says: str) -> None:
    async with open_office(database, COG) as (world, desk):
        assert says in world.words(await proposes(world, world.cal, text))
        assert not await rows(desk, models.Motion)


async def test_who_called_a_vote_can_take_it_back_and_nobody_else(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await proposes(world, world.cal)
        await deliver(world, desk)
        await world.press(world.cara, card(world, ANSWERED), "For")
        with pytest.raises(Refused, match="did not call that vote"):
            async with desk.clerk.record.transaction(desk.forum, by=world.cara.id) as tx:
                await voting.take_back(tx, 1, user_id=world.cara.id)
        assert "It is taken back" in world.words(await world.press(world.cal, answer, "Take it back"))
        assert not await rows(desk, models.Vote)
        await deliver(world, desk)
        assert not any(ANSWERED in text for text in world.texts(world.chat))


async def test_a_session_is_rated_by_the_criteria_in_force_when_it_was_held_over_more_than_one_page(
    database: Database,
) -> None:
    async with open_office(database, COG) as (world, desk):
        texts = [f"Point {n} of ours: {'someone who can decide was there ' * 4}"[:LONGEST].strip() for n in range(3)]
        numbers = [await adopted(world, desk, text) for text in texts]
        session = await held(desk)
        later = await adopted(world, desk, "Adopted only after the session was held")
        await deliver(world, desk)
        people = (world.cal, world.cara, world.hana, world.joins("Col"), world.joins("Con"))
        for person in people:
            chosen = {f"criterion-{number}": "met" for number in numbers[:2]}
            answer = await says(world, person, **chosen)
            form = await world.press(person, answer, "Next page")
            assert set(world.filled(form)) == set()
            done = await world.submit(person, form, **{f"criterion-{numbers[2]}": "not_met"})
            assert "you are counted" in world.words(done)
        again = await world.press(world.cal, card(world), "Say how it was")
        assert world.filled(again) == {**GOOD, **chosen}
        fact = await closes(world, desk)
        rated = {one.criterion: one.counts for one in fact.carers.rated if one.asked is Asked.CRITERION}
        assert rated == {numbers[0]: (5, 0, 0), numbers[1]: (5, 0, 0), numbers[2]: (0, 0, 5)}
        assert later not in rated
        assert f"“{texts[2]}”**\nCarers: 0 met, 0 partly met, 5 not met" in world.text(card(world, "How it was: "))
        assert (await row(desk, models.Session, session)).state == "held"


async def test_a_body_is_declined_and_welcomed_back_by_forms_and_votes(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        assert "no body that we do not work with" in world.words(await world.slash(world.cal, "criteria welcome-back"))
        body = await desk.body("Northshire Council", "council")
        await desk.invited(await desk.session(days=60), await desk.official(body))
        await desk.post()
        form = await world.slash(world.cal, "criteria decline")
        why = {"body": [str(body)], "grounds": ["questions_open"], "conditions": "Our **questions** are answered"}
        assert "without your name" in world.words(await world.submit(world.cal, form, **why))
        await votes(world, desk, "stop working with", yes=5)
        shown = card(world, "stop working with")
        assert "They are being told" in world.text(shown)
        assert r"> Our \*\*questions\*\* are answered" in world.markdown(shown)
        assert "by its link" not in world.text(shown)
        await desk.post()
        await desk.days_pass(17)
        await deliver(world, desk)
        assert any("## Not working together for now" in text for text in world.texts(world.log))
        listed = world.words(await world.slash(world.stan, "criteria list"))
        assert "the forum does not work with Northshire Council for now" in listed
        form = await world.slash(world.cara, "criteria welcome-back")
        await world.submit(world.cara, form, body=[str(body)])
        await votes(world, desk, "work with Northshire Council again", yes=5)
        assert "does not work with" not in world.words(await world.slash(world.stan, "criteria list"))
        entry = card_in(world.texts(world.log), "Not working together for now")
        assert "the forum works with Northshire Council again" in entry


def card_in(texts: list[str], about: str) -> str:
    return next(text for text in texts if about in text)


async def test_what_one_said_and_voted_is_shown_and_goes_with_them(database: Database) -> None:
    async with open_office(database, COG, "cogs.privacy") as (world, desk):
        await proposes(world, world.cal)
        await held(desk)
        await proposes(world, world.cara, "Nobody was interrupted")
        await deliver(world, desk)
        await world.press(world.cal, card(world, "Nobody was interrupted"), "Against")
        await says(world, world.cal)
        shown = world.words(await world.slash(world.cal, "privacy show"))
        for words in ("3 answers about sessions", "How you voted, in 1 vote", "1 vote that you called"):
            assert words in shown
        asked = await world.slash(world.cal, "privacy erase")
        assert "what you said of a session and how you voted" in world.words(asked)
        await world.press(world.cal, asked, "Erase; take the words out")
        assert not await rows(desk, models.Rating)
        assert not await rows(desk, models.Vote)
        first, second = await rows(desk, models.Motion)
        assert (first.proposer_id, first.state, first.text) == (None, "taken_back", None)
        assert second.state == "open"
