"""/organisation and /official, as hosts use them."""

from typing import Any

import pytest
from discord.ui import TextDisplay

from bot.cards import directory as cards
from bot.chat.limits import CARD_PARTS, CARD_TEXT
from bot.chat.sheet import MORE, sheet
from bot.directory import Body, Outcome, Person, Role, Taken
from bot.directory.files import RefusedLine
from bot.rules import facts as f
from bot.rules.words import OrganisationKind, State
from db import models
from db.engine import Database
from tests.cogs.office import open_office, record, row, rows
from tests.desk import Desk
from tests.discord_world import Answer, World

pytestmark = pytest.mark.only_on("sqlite")

ONLY_HOSTS = "Only this forum’s hosts can do that."
LONG = "Ŵ" * 200
TABLE = (
    "organisation,kind,role,name,email\n"
    "Eastvale Council,council,Director of Adult Social Care,Jo Bloggs,asc@eastvale.example\n"
    "Eastvale Council,council,Leader,,leader@eastvale.example\n"
    "Eastvale Council,council,Chair,,not an address\n"
)


async def add_body(world: World, name: str = "NHS Northshire ICB", kind: str = "icb", **more: Any) -> Answer:
    return await world.slash(world.hana, "organisation add", name=name, kind=kind, **more)


async def add_role(world: World, role: str = "Chair", **more: Any) -> Answer:
    return await world.slash(world.hana, "official add", **{"role": role, "organisation": "Northshire", **more})


async def edit(world: World, **changed: Any) -> Answer:
    return await world.slash(world.hana, "official edit", **{"official": "1", **changed})


# ---------------------------------------------------------------- bodies


async def test_a_body_that_is_added_is_on_the_record(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        answer = await add_body(world, website="northshire.example")
        assert "**NHS Northshire ICB**, integrated care board" in world.words(answer)
        (body,) = await rows(desk, models.Organisation)
        assert (body.name, body.kind, body.website) == ("NHS Northshire ICB", "icb", "https://northshire.example")
        last = (await record(desk))[-1]
        assert isinstance(last, f.OrganisationListed)
        assert (last.organisation, last.name, last.sort) == (body.id, body.name, OrganisationKind.ICB)
        assert last.by.startswith("member:")


@pytest.mark.parametrize(
    ("name", "website", "said"),
    [
        ("nhs  NORTHSHIRE icb", "", "NHS Northshire ICB is already in the directory"),
        ("\u200b", "", "The name is missing"),
        ("x" * 201, "", "The name has 201 characters, and the longest that can be kept is 200"),
        ("Westmere Council", "javascript:alert(1)", "is not a web address"),
        ("Westmere Council", "https://westmere.example@evil.example", "is not a web address"),
    ],
    ids=["the same name", "no name", "too long a name", "no web address", "a web address that hides another"],
)
async def test_a_body_that_cannot_be_kept_changes_nothing(
    database: Database, name: str, website: str, said: str
) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        before = await record(desk)
        answer = await add_body(world, name, **({"website": website} if website else {}))
        assert said in bare(world.words(answer))
        assert len(await rows(desk, models.Organisation)) == 1
        assert await record(desk) == before


async def test_a_renamed_body_is_listed_anew_and_a_new_website_is_not(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await world.slash(world.hana, "organisation edit", organisation="1", website="https://northshire.example/new")
        assert len([fact for fact in await record(desk) if isinstance(fact, f.OrganisationListed)]) == 1
        await world.slash(
            world.hana,
            "organisation edit",
            organisation="NHS Northshire ICB",
            name="NHS North ICB",
            closed="31/03/2027",
        )
        listed = [fact.name for fact in await record(desk) if isinstance(fact, f.OrganisationListed)]
        assert listed == ["NHS Northshire ICB", "NHS North ICB"]
        body = await row(desk, models.Organisation, 1)
        assert (body.name, str(body.closed), body.website) == (
            "NHS North ICB",
            "2027-03-31",
            "https://northshire.example/new",
        )
        nothing = await world.slash(world.hana, "organisation edit", organisation="1", name="NHS North ICB")
        assert "Nothing would change" in world.words(nothing)


async def test_the_list_is_turned_in_pages_and_never_cut(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        for number in range(7):
            body = await desk.body(f"{number} {LONG}"[:200], "council")
            for role in range(6):
                await desk.official(body, f"{role} {LONG}"[:200], name=LONG)
        first = await world.slash(world.hana, "organisation list", kind="council")
        assert "7 organisations" in world.words(first)
        assert "and 2 more roles" in world.words(first)
        assert MORE not in world.words(first)
        second = await world.press(world.hana, first, "Next")
        assert "Page 2 of 2" in world.words(second)
        assert MORE not in world.words(second)
        assert "**6 Ŵ" in world.words(second)
        empty = await world.slash(world.hana, "organisation list", kind="charity")
        assert "There is none of that kind yet" in world.words(empty)


# ---------------------------------------------------------------- roles


async def test_a_role_that_is_added_is_listed_and_its_address_stays_with_the_hosts(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        answer = await add_role(world, name="Jo Bloggs", email="Chair@Northshire.EXAMPLE")
        assert answer.ephemeral
        assert "In public the name is not shown: only the role is" in world.words(answer)
        (official,) = await rows(desk, models.Official)
        assert (official.role, official.email, official.elected) == ("Chair", "Chair@northshire.example", False)
        assert [holder.name for holder in await rows(desk, models.Holder)] == ["Jo Bloggs"]
        listed = (await record(desk))[-1]
        assert isinstance(listed, f.OfficialListed)
        assert (listed.official, listed.organisation, listed.role) == (official.id, 1, "Chair")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": "CHAIR"}, "The Chair of NHS Northshire ICB is already in the directory."),
        ({"role": " "}, "The role is missing"),
        ({"email": "chair at northshire"}, "has no @"),
        ({"email": "a@northshire.example, b@northshire.example"}, "is more than one plain address"),
        ({"public_source": "not-a-page"}, "is not a web address"),
        ({"organisation": "Westmere"}, "There is no organisation “Westmere” in this forum."),
    ],
    ids=["the same role", "no role", "no address", "two addresses", "no page", "an unknown body"],
)
async def test_a_role_that_cannot_be_kept_changes_nothing(database: Database, typed: dict[str, str], said: str) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await add_role(world)
        before = await record(desk)
        answer = await add_role(world, **{"role": "Vice Chair", **typed})
        assert said in bare(world.words(answer))
        assert len(await rows(desk, models.Official)) == 1
        assert await record(desk) == before


async def test_a_new_name_is_a_new_holder_and_another_spelling_is_not(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await add_role(world, name="Jo Bloggs", email="chair@northshire.example")
        await edit(world, name="JO BLOGGS")
        assert [(one.name, one.until) for one in await rows(desk, models.Holder)] == [("JO BLOGGS", None)]
        answer = await edit(world, name="Sam Smith")
        assert "Letters still go to the earlier address" in world.words(answer)
        assert [(one.name, one.until is None) for one in await rows(desk, models.Holder)] == [
            ("JO BLOGGS", False),
            ("Sam Smith", True),
        ]
        await edit(world, name="none")
        assert all(one.until is not None for one in await rows(desk, models.Holder))
        assert len([fact for fact in await record(desk) if isinstance(fact, f.OfficialListed)]) == 1


async def test_the_record_hears_of_new_words_and_of_an_address_confirmed(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await add_role(world)
        answer = await edit(world, address_confirmed=True)
        assert "There is no e-mail address to confirm" in world.words(answer)
        await edit(world, role="Chair of the Board", email="chair@northshire.example", address_confirmed=True)
        listed, confirmed = (await record(desk))[-2:]
        assert isinstance(listed, f.OfficialListed)
        assert listed.role == "Chair of the Board"
        assert isinstance(confirmed, f.AddressConfirmed)
        assert confirmed.official == 1
        nothing = await edit(world, email="chair@northshire.example")
        assert "Nothing would change" in world.words(nothing)


async def test_a_retired_role_is_offered_no_more_until_it_is_brought_back(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await add_role(world)
        await world.slash(world.hana, "official retire", official="Chair")
        assert (await row(desk, models.Official, 1)).retired_at is not None
        assert await world.autocomplete(world.hana, "official edit", "official") == []
        assert "Bring it back with /official retire" in world.words(await add_role(world))
        offered = await world.autocomplete(world.hana, "official retire", "official")
        assert offered == [("Chair, NHS Northshire ICB · retired", "1")]
        await world.slash(world.hana, "official retire", official="1")
        assert (await row(desk, models.Official, 1)).retired_at is None


# ---------------------------------------------------------------- a wrong address


async def invited(desk: Desk) -> int:
    """An official with a letter on the way to the address that the directory has."""
    official = await desk.official(await desk.body())
    invitation = await desk.invited(await desk.session(), official)
    await desk.sent(invitation)
    return invitation


async def test_a_wrong_address_is_put_right_with_one_press(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        invitation = await invited(desk)
        answer = await edit(world, email="right@northshire.example")
        assert "1 invitation without an answer went to the earlier address" in world.words(answer)
        assert (await desk.standing(invitation)).state is State.WAITING

        answer = await world.press(world.hana, answer, "It was wrong: ask again")
        assert "Sent again" in world.words(answer)
        assert (await desk.standing(invitation)).state is State.TO_SEND
        letter = (await rows(desk, models.Letter))[-1]
        assert (letter.purpose, letter.address, letter.state) == ("invitation", "right@northshire.example", "waiting")
        await desk.sent(invitation)
        assert [type(fact) for fact in await desk.history(invitation)][-3:] == [f.Sent, f.AddressReplaced, f.Sent]


async def test_a_second_press_asks_nobody_twice(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        invitation = await invited(desk)
        answer = await edit(world, email="right@northshire.example")
        await world.restart()
        await world.press(world.hana, answer, "It was wrong: ask again")
        before = await desk.history(invitation)
        again = await world.press(world.hana, answer, "It was wrong: ask again")
        assert "Nothing without an answer is at another address any more" in world.words(again)
        assert await desk.history(invitation) == before
        assert len(await rows(desk, models.Letter)) == 2


async def test_nobody_is_asked_anew_who_has_answered_or_was_not_written_to(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        invitation = await invited(desk)
        await desk.answered(invitation)
        answer = await edit(world, email="right@northshire.example")
        assert world.labels(answer) == []
        await edit(world, email="none")
        answer = await edit(world, email="other@northshire.example")
        assert world.labels(answer) == []


# ---------------------------------------------------------------- files


async def given(world: World, data: str | bytes = TABLE, name: str = "officials.csv") -> Answer:
    raw = data.encode() if isinstance(data, str) else data
    return await world.slash(world.hana, "official import", file=(name, raw))


async def test_a_file_is_shown_first_and_taken_in_after_a_press_even_after_a_restart(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        shown = await given(world)
        assert "3 to add, 0 to change, 0 with nothing new and 1 that cannot be taken" in world.words(shown)
        assert "Line 4: " in world.words(shown)
        assert not await rows(desk, models.Organisation)

        await world.restart()
        answer = await world.press(world.hana, shown, "Take these in")
        assert "Taken in" in world.words(answer)
        assert [one.name for one in await rows(desk, models.Organisation)] == ["Eastvale Council"]
        assert [one.role for one in await rows(desk, models.Official)] == ["Director of Adult Social Care", "Leader"]


async def test_taking_the_same_file_in_twice_changes_nothing(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        shown = await given(world)
        await world.press(world.hana, shown, "Take these in")
        before = await record(desk)
        again = await world.press(world.hana, shown, "Take these in")
        assert "Nothing to take in" in world.words(again)
        once_more = await given(world)
        assert "Nothing to take in" in world.words(once_more)
        assert world.labels(once_more) == []
        assert await record(desk) == before
        assert len(await rows(desk, models.Official)) == 2


async def test_many_refused_lines_come_as_a_text_file(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, _):
        lines = "".join(f"Eastvale Council,council,Role {number},,wrong\n" for number in range(30))
        shown = await given(world, TABLE + lines)
        assert "and 23 more" in world.words(shown)
        assert "The text file names every line" in world.words(shown)
        message = world.messages(shown)[-1]
        assert [file.filename for file in message.attachments] == ["lines.txt", "directory.csv"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "empty.csv", "is empty"),
        (b"<html>", "page.html", "is a web page"),
        (b"{}", "some.json", "is none that the clerk knows"),
        (b"x" * (5 * 1024 * 1024 + 1), "large.csv", "larger than 5 MB"),
    ],
    ids=["empty", "a web page", "unknown JSON", "too large"],
)
async def test_a_file_that_cannot_be_read_gets_one_sentence(
    database: Database, data: bytes, name: str, said: str
) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        answer = await given(world, data, name)
        assert said in bare(world.words(answer))
        assert world.labels(answer) == []
        assert not await rows(desk, models.Organisation)


# ---------------------------------------------------------------- who may, and what fits


COMMANDS: dict[str, dict[str, Any]] = {
    "organisation add": {"name": "Westmere Council", "kind": "council"},
    "organisation edit": {"organisation": "1", "name": "X"},
    "organisation list": {},
    "official add": {"role": "Leader", "organisation": "1"},
    "official edit": {"official": "1", "role": "Leader"},
    "official retire": {"official": "1"},
    "official list": {},
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_only_hosts_keep_the_directory(database: Database, command: str) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        await add_body(world)
        await add_role(world)
        before = await record(desk)
        answer = await world.slash(world.cal, command, **COMMANDS[command])
        assert answer.ephemeral
        assert ONLY_HOSTS in bare(world.words(answer))
        assert await record(desk) == before


async def test_what_is_offered_while_typing_is_offered_to_hosts_alone(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, _):
        await add_body(world)
        await add_role(world)
        assert await world.autocomplete(world.hana, "official edit", "official", "cha") == [
            ("Chair, NHS Northshire ICB", "1")
        ]
        assert await world.autocomplete(world.cal, "official edit", "official", "cha") == []


async def test_another_forums_ids_are_as_good_as_none(database: Database) -> None:
    async with open_office(database, "cogs.directory") as (world, desk):
        other = await Desk.opened(database, guild=901, slug="westmere", clock=desk.clock)
        body = await other.body("Westmere Council", "council")
        official = await other.official(body, "Leader")
        answer = await world.slash(world.hana, "official edit", official=str(official), role="Ours")
        assert "There is no official" in world.words(answer)
        answer = await world.slash(world.hana, "organisation edit", organisation=str(body), name="Ours")
        assert "There is no organisation" in world.words(answer)
        answer = await add_role(world, organisation="Westmere Council")
        assert "There is no organisation" in world.words(answer)
        assert (await row(desk, models.Official, official)).role == "Leader"


LONGEST_ROLE = Role(
    Body(LONG, "nhs_trust", "https://x.example/" + "w" * 480, closed=None),
    LONG,
    "a" * 60 + "@" + "b." * 90 + "example",
    "https://x.example/" + "w" * 480,
    holder=Person(LONG),
)
OUTCOME = Outcome(
    LONG,
    tuple(Taken(number, LONG * 3) for number in range(500)),
    tuple(Taken(number, LONG * 3) for number in range(500)),
    10_000,
    tuple(RefusedLine(number, LONG * 3) for number in range(500)),
    (),
)


def test_the_longest_cards_fit() -> None:
    body, role = models.Organisation(), models.Official()
    body.id = role.id = 2_147_483_647
    LONGEST_ROLE.body.row, LONGEST_ROLE.row = body, role
    made = [
        cards.body_card("Changed", LONGEST_ROLE.body, [LONG] * 4),
        cards.role_card("Changed", LONGEST_ROLE, [LONG] * 4),
        cards.outcome_card(OUTCOME, done=False, attached=True),
    ]
    for card in made:
        view = sheet(card)
        assert view.content_length() <= CARD_TEXT
        assert view.total_children_count <= CARD_PARTS
        assert MORE not in [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]


def bare(words: str) -> str:
    """As it is read, without the backslashes."""
    return words.replace("\\", "")
