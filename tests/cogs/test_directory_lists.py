"""/organisation list and /official list with dates and successors, and how hosts put them there."""

from datetime import date
from typing import Any

import pytest
from discord.ui import TextDisplay

from bot.cards import directory as cards
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.directory import Body, Person, Role
from cogs._directory_lists import BODIES, ROLES
from db import models
from db.engine import Database
from tests.cogs.office import open_office, record, row
from tests.desk import Desk
from tests.discord_world import Answer, World

pytestmark = pytest.mark.only_on("sqlite")

LONG = "Ŵ" * 200
TODAY = date(2026, 9, 1)


async def councils(desk: Desk) -> None:
    for name in ("Eastvale Council", "Westmere Council", "Northshire Council"):
        await desk.body(name, "council")


async def edit(world: World, **changed: Any) -> Answer:
    return await world.slash(world.hana, "organisation edit", **changed)


# ---------------------------------------------------------------- successors


async def test_a_successor_is_entered_a_second_makes_a_split_and_the_same_again_takes_it_away(
    database: Database,
) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        before = await record(desk)
        answer = await edit(world, organisation="Eastvale", closed="31/03/2027", successor="Westmere")
        assert "Its last day: 31 March 2027\nAfter it: Westmere Council." in world.words(answer)
        answer = await edit(world, organisation="1", successor="3")
        assert "After it: Westmere Council and Northshire Council. Its work is shared out" in world.words(answer)
        assert (await row(desk, models.Organisation, 1)).successors == "forum:2 forum:3"
        await edit(world, organisation="1", successor="2")
        assert (await row(desk, models.Organisation, 1)).successors == "forum:3"
        assert await record(desk) == before, "who came after whom is no fact of the record"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"successor": "2"}, "A body with a successor needs its last day."),
        ({"successor": "1", "closed": "31/03/2027"}, "A body cannot come after itself."),
        ({"opened": "01/04/2027", "closed": "31/03/2027"}, "Its last day is before its first day."),
        ({"opened": "next April"}, "The first day 'next April' is not a date"),
        ({"opened": "none"}, "Nothing would change."),
    ],
    ids=["no last day", "itself", "the wrong way round", "no date", "nothing"],
)
async def test_days_and_successors_that_cannot_be_are_refused(
    database: Database, changed: dict[str, str], said: str
) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        assert said in world.words(await edit(world, organisation="1", **changed)).replace("\\", "")
        kept = await row(desk, models.Organisation, 1)
        assert (kept.opened, kept.closed, kept.successors) == (None, None, "")


async def test_a_body_with_a_code_is_entered_as_a_successor_by_it(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        async with desk.clerk.record.transaction(desk.forum) as tx:
            (await tx.db.get_one(models.Organisation, 2)).code = "la:WES"
        await edit(world, organisation="1", closed="31/03/2027", successor="2")
        assert (await row(desk, models.Organisation, 1)).successors == "la:WES"
        await edit(world, organisation="1", successor="2")
        assert (await row(desk, models.Organisation, 1)).successors == ""


# ---------------------------------------------------------------- lists


async def test_the_list_shows_dates_and_who_came_before_and_after(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        await edit(world, organisation="1", opened="01/04/1974", closed="31/08/2026", successor="2")
        await edit(world, organisation="3", closed="31/03/2027", successor="2")
        await edit(world, organisation="2", opened="01/09/2026")
        words = world.words(await world.slash(world.hana, "organisation list"))
        assert (
            "**Eastvale Council** · council · since 1 April 1974 · closed 31 August 2026\nAfter it: Westmere" in words
        )
        assert "**Northshire Council** · council · closes 31 March 2027\nAfter it: Westmere Council" in words
        assert "since 1 September 2026\nBefore it: Eastvale Council and Northshire Council" in words
        assert words.index("**Westmere") < words.index("**Eastvale"), "what has closed stands last"


@pytest.mark.parametrize(
    ("on", "there"),
    [
        ("31/08/2026", ["Eastvale Council", "Northshire Council"]),
        ("2026-09-01", ["Northshire Council", "Westmere Council"]),
        ("01/04/2027", ["Westmere Council"]),
    ],
)
async def test_the_list_as_it_was_on_a_day(database: Database, on: str, there: list[str]) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        await edit(world, organisation="1", closed="31/08/2026", successor="2")
        await edit(world, organisation="3", closed="31/03/2027", successor="2")
        await edit(world, organisation="2", opened="01/09/2026")
        words = world.words(await world.slash(world.hana, "organisation list", on=on))
        assert [
            name for name in ("Eastvale Council", "Northshire Council", "Westmere Council") if f"**{name}**" in words
        ] == there
        assert "Organisations on " in words
        empty = world.words(await world.slash(world.hana, "organisation list", on=on, kind="icb"))
        assert "The directory knows none of that day." in empty
        assert "is not a date" in world.words(await world.slash(world.hana, "organisation list", on="yesterday"))


async def test_pages_of_a_day_turn_after_a_restart(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        for number in range(BODIES + 2):
            await desk.body(f"Council {number}", "council")
        await edit(world, organisation="1", closed="31/08/2026")
        first = await world.slash(world.hana, "organisation list", on="01/09/2026", kind="council")
        await world.restart()
        second = world.words(await world.press(world.hana, first, "Next"))
        assert "Organisations on 1 September 2026" in second
        assert f"**Council {BODIES + 1}**" in second
        assert "Council 0" not in world.words(first) + second


async def test_roles_are_listed_with_holder_and_address_for_hosts_alone(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        await desk.official(2, "Leader", elected=True, name="Ada Fell")
        await desk.official(1, "Director of *Commissioning*")
        await desk.official(1, "Chair")
        await world.slash(world.hana, "official retire", official="Chair")
        answer = await world.slash(world.hana, "official list")
        words = world.words(answer)
        assert answer.ephemeral
        assert "3 officials" in words
        assert "**Leader**, Westmere Council\nheld by Ada Fell · letters go to " in words
        assert words.index("**Director of") < words.index("**Leader**") < words.index("**Chair**"), "retired ones last"
        assert "· retired" in words.split("**Chair**")[1]
        only = world.words(await world.slash(world.hana, "official list", organisation="Westmere"))
        assert "1 official" in only
        assert "Director" not in only
        none = world.words(await world.slash(world.hana, "official list", organisation="3"))
        assert "There is none yet." in none
        assert "Ada Fell" not in world.words(await world.slash(world.cal, "official list"))


async def test_roles_are_turned_in_pages(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await councils(desk)
        for number in range(ROLES + 1):
            await desk.official(1, f"Role {number:02}")
        await desk.official(2, "Leader")
        first = await world.slash(world.hana, "official list", organisation="1")
        await world.restart()
        second = world.words(await world.press(world.hana, first, "Next"))
        assert f"**Role {ROLES}**" in second
        assert "Leader" not in second


def test_the_longest_pages_fit() -> None:
    row = models.Organisation(id=2_147_483_647)
    body = Body(LONG, "nhs_trust", "https://x.example/" + "w" * 480, opened=TODAY, closed=TODAY, row=row)
    role = Role(body, LONG, "a" * 60 + "@" + "b." * 90 + "example", elected=True, retired=True, holder=Person(LONG))
    nameless = Role(body, LONG, None, holder=Person(LONG))
    full = cards.BodySheet(body, (nameless,) * 9, before=(LONG,) * 90, after=(LONG,) * 90)
    for card in (cards.list_card([full] * BODIES, 9_999, TODAY), cards.roles_card([role] * ROLES, 9_999)):
        view = sheet(card)
        assert view.content_length() <= CARD_TEXT - 40, "there is room for the number of the page"
        assert view.total_children_count <= CARD_PARTS
        assert MORE not in [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]
