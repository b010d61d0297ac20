"""Before an item is raised: its kind, a label in place of a name, what asks the same, what should be left out."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot import raising
from bot.export.folder import export_forum
from bot.forgetting import forget_papers
from bot.rules.agenda import DETAILS_LIMIT, LABEL_LIMIT, TITLE_LIMIT
from bot.rules.errors import Refused
from db import models
from db.engine import Database
from tests.cogs.office import deliver, open_office, row, rows
from tests.discord_world import Answer, Person, World

pytestmark = pytest.mark.only_on("sqlite")

COG = "cogs.agenda"
ANYWAY = "Raise mine all the same"
STORY = {"title": "Mum came home at 2 am", "details": "Nobody had told me.", "kind": "story"}


async def asked(world: World, person: Person, **answers: str) -> Answer:
    form = await world.slash(person, "agenda raise")
    return await world.submit(person, form, **{"title": "Bus passes", "shown": "unnamed", **answers})


# ---------------------------------------------------------------- kind


async def test_a_question_is_what_nobody_has_to_choose_and_a_proposal_says_so(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        assert "is with the hosts" in world.words(await asked(world, world.cal))
        assert "is with the hosts" in world.words(await asked(world, world.cal, title="Night care", kind="proposal"))
        assert [item.kind for item in await rows(desk, models.Item)] == ["question", "proposal"]
        await deliver(world, desk)
        assert ["A question. " in text for text in world.texts(world.chat)] == [True, False]
        assert "A proposal. Raised by a carer." in world.texts(world.chat)[1]
        assert "Waiting for the hosts · a proposal" in world.words(await world.slash(world.stan, "agenda list"))


async def test_a_story_is_thanked_for_and_can_be_turned_into_a_question(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await asked(world, world.cal, **STORY)
        assert "Thank you for telling it." in world.words(answer)
        assert world.labels(answer) == ["Turn it into a question", ANYWAY, "Do not raise it"]
        assert not await rows(desk, models.Item)
        await world.restart()
        form = await world.press(world.cal, answer, "Turn it into a question")
        assert world.filled(form) == {**STORY, "kind": "question", "shown": "unnamed"}
        raised = await world.submit(world.cal, form, title="Who tells a carer that somebody is sent home at night?")
        assert "is with the hosts" in world.words(raised)
        (item,) = await rows(desk, models.Item)
        assert (item.kind, item.details) == ("question", "Nobody had told me.")
        assert not await rows(desk, models.Draft)
        twice = await world.press(world.cal, answer, ANYWAY)
        assert "That is not waiting any more." in world.words(twice)
        assert "That is not waiting any more." in world.words(await world.press(world.cal, answer, "Do not raise it"))
        assert len(await rows(desk, models.Item)) == 1


async def test_a_story_may_stay_one(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        raised = await world.press(world.cal, await asked(world, world.cal, **STORY), ANYWAY)
        assert "Your item 1 is with the hosts" in world.words(raised)
        assert (await row(desk, models.Item, 1)).kind == "story"


async def test_what_is_not_raised_is_not_kept(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await asked(world, world.cal, **STORY)
        assert "Nothing was raised" in world.words(await world.press(world.cal, answer, "Do not raise it"))
        await asked(world, world.cal, **STORY)
        desk.clock.move_by(timedelta(days=7))
        await asked(world, world.cara, **STORY)
        desk.clock.move_by(timedelta(minutes=1))
        async with desk.clerk.record.transaction(desk.forum) as tx:
            assert await forget_papers(tx) == 1
        assert [one.user_id for one in await rows(desk, models.Draft)] == [world.cara.id]
        assert not await rows(desk, models.Item)


# ---------------------------------------------------------------- a label


async def test_a_label_of_their_own_stands_under_it_and_nobody_sees_whose(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await asked(world, world.cal, shown="labelled")
        assert world.labels(answer) == ["Choose my label", "Do not raise it"]
        form = await world.press(world.cal, answer, "Choose my label")
        raised = await world.submit(world.cal, form, label="A *tired* parent")
        assert "with your label; not even the hosts see whose it is" in world.words(raised)
        (item,) = await rows(desk, models.Item)
        assert (item.shown, item.author_label) == ("labelled", "A *tired* parent")
        await deliver(world, desk)
        assert "Raised by “A *tired* parent”." in world.texts(world.chat)[0]
        assert "raised by “A *tired* parent”" in world.words(await world.slash(world.stan, "agenda list"))
        review = world.words(await world.slash(world.hana, "agenda review", item="1"))
        assert "The label was chosen by its author" in review
        assert "Cal" not in review


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("\u200b", "Please write the label"),
        ("Ring 01632 960123", "the telephone number"),
        ("cal@carers.example", "the e-mail address"),
        ("@everyone", "never shown"),
        ("A snubbed carer", "The record never says"),
    ],
)
async def test_a_label_is_screened(database: Database, label: str, said: str) -> None:
    async with open_office(database, COG) as (world, desk):
        form = await world.press(world.cal, await asked(world, world.cal, shown="labelled"), "Choose my label")
        refused = await world.submit(world.cal, form, label=label)
        assert said in world.words(refused)
        assert not await rows(desk, models.Item)
        again = await world.press(world.cal, refused, "Try again")
        await world.submit(world.cal, again, label="A parent")
        assert (await row(desk, models.Item, 1)).author_label == "A parent"


# ---------------------------------------------------------------- the same already


async def test_what_asks_the_same_is_offered_first(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        await asked(world, world.cara, title="Young carers' bus passes", shown="named")
        await asked(world, world.cara, title="Hospital parking")
        answer = await asked(world, world.cal, title="Bus passes for young carers")
        said = world.words(answer)
        assert "Join one of these with “Me too”" in said
        assert "1 · Young carers' bus passes" in said
        assert "Hospital parking" not in said
        assert "Cara" not in said
        await world.restart()
        assert "You are counted" in world.words(await world.press(world.cal, answer, "Me too"))
        assert len(await rows(desk, models.Item)) == 2
        assert "Your item 3" in world.words(await world.press(world.cal, answer, ANYWAY))


async def test_what_is_settled_or_another_forums_is_not_offered(database: Database) -> None:
    async with open_office(database, COG) as (world, _):
        await asked(world, world.cara)
        await world.slash(world.cara, "agenda withdraw", item="1")
        assert "is with the hosts" in world.words(await asked(world, world.cal))


async def test_a_draft_is_its_authors_alone(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        mine = await asked(world, world.cal, **STORY)
        assert "Nobody but you sees this." in world.words(mine)
        assert all(message.ephemeral for message in world.messages(mine))
        (draft,) = await rows(desk, models.Draft)
        async with desk.clerk.record.transaction(desk.forum, by=world.cara.id) as tx:
            with pytest.raises(Refused, match="not waiting any more"):
                await raising.kept(tx, draft.id, world.cara.id)
            with pytest.raises(Refused, match="not waiting any more"):
                await raising.take(tx, draft.id, world.cara.id)
        assert len(await rows(desk, models.Draft)) == 1


# ---------------------------------------------------------------- what to leave out


async def test_a_number_that_is_a_persons_is_refused_before_anybody_reads_it(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        refused = await asked(world, world.cal, details="Mum, 943 476 5919, waits.")
        assert "Please leave out the NHS number" in world.words(refused)
        again = await world.press(world.cal, refused, "Try again")
        await world.submit(world.cal, again, details="Mum waits.")
        assert [item.details for item in await rows(desk, models.Item)] == ["Mum waits."]


async def test_a_name_is_asked_about_and_its_author_decides(database: Database) -> None:
    async with open_office(database, COG) as (world, desk):
        answer = await asked(world, world.cal, details="Nurse Example was kind, ward 4 was not.")
        assert "Please leave out the names of staff" in world.words(answer)
        assert world.labels(answer) == ["Change my words", ANYWAY, "Do not raise it"]
        form = await world.press(world.cal, answer, "Change my words")
        still = await world.submit(world.cal, form, details="Nurse Example was kind.")
        assert "Please leave out the names of staff" in world.words(still)
        form = await world.press(world.cal, still, "Change my words")
        await world.submit(world.cal, form, details="The nurse was kind.")
        assert [item.details for item in await rows(desk, models.Item)] == ["The nurse was kind."]


# ---------------------------------------------------------------- nobody sees whose it is


async def test_the_author_of_an_item_without_a_name_is_nowhere(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with open_office(database, COG, "cogs.engagement", "cogs.sessions") as (world, desk):
        session = await desk.session()
        invitation = await desk.invited(session, await desk.official(await desk.body()))
        await asked(world, world.cal, details="For *young* carers")
        form = await world.press(
            world.cal, await asked(world, world.cal, title="Night care", shown="labelled"), "Choose my label"
        )
        await world.submit(world.cal, form, label="A parent")
        seen = [world.words(await asked(world, world.cara, title="bus passes"))]
        for item in ("1", "2"):
            card = await world.slash(world.hana, "agenda review", item=item)
            form = await world.press(world.hana, card, "Put on an agenda")
            seen += [world.words(card), world.words(await world.submit(world.hana, form, session=[str(session)]))]
        seen += [
            str(await world.autocomplete(world.hana, "agenda review", "item", typed))
            for typed in ("", "Cal", str(world.cal.id), "1")
        ]
        for command in ("agenda list", "session next", "engagement log"):
            seen.append(world.words(await world.slash(world.hana, command)))
        for command in ("agenda list", "agenda order"):
            seen.append(world.words(await world.slash(world.hana, command, session=str(session))))
        seen.append(world.words(await world.slash(world.hana, "agenda withdraw", item="1")))
        await deliver(world, desk)
        seen += [text for channel in (world.chat, world.log, world.hosts) for text in world.texts(channel)]
        seen += [one.body for one in await rows(desk, models.Entry)]
        await desk.sent(invitation)
        seen += [one.body for one in await rows(desk, models.Letter)]
        await export_forum(desk.clerk, desk.forum, tmp_path)
        seen += [path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file()]

        def breaks(*_: object, **__: object) -> None:
            raise RuntimeError("on purpose")

        monkeypatch.setattr("bot.agenda.raise_item", breaks)
        broken = world.words(await asked(world, world.cal, title="Third"))
        assert "Something went wrong on our side" in broken
        seen += [broken, caplog.text]
        assert "on purpose" in caplog.text
        assert len(world.mishaps) == 1
        assert sum("Bus passes" in text for text in seen) > 5
        for text in seen:
            assert str(world.cal.id) not in text
            assert "Cal" not in text.replace("Calendar", "").replace("Calling", "")


async def test_the_longest_words_fit_on_the_card_that_asks(database: Database) -> None:
    worst = "*_`~|<>[](): @everyone " * 500
    async with open_office(database, COG) as (world, _):
        title, details = worst[:TITLE_LIMIT], worst[: DETAILS_LIMIT - 20] + " Mrs Example"
        for _ in range(4):
            answer = await asked(world, world.cal, title=title, kind="story", details=details)
            assert "Not everything fits here" not in world.words(answer)
            labels = world.labels(answer)
            await world.press(world.cal, answer, ANYWAY)
        assert labels.count("Me too") == 3
        form = await world.press(
            world.cal, await asked(world, world.cal, title="x", shown="labelled"), "Choose my label"
        )
        raised = await world.submit(world.cal, form, label="👩" * (LABEL_LIMIT // 2))
        assert "is with the hosts" in world.words(raised)
