"""Taking a file into the directory: what it adds, what it changes, and that the same file twice changes nothing."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.directory import Directory, Outcome, take_in
from bot.directory.files import Reading, read_directory
from bot.rules import facts as f
from bot.rules.words import Via
from db import models
from db.engine import Database
from tests.cogs.office import record, rows
from tests.desk import HOST, Desk

UK = Path(__file__).parents[2] / ".." / "shared" / "data" / "uk"
SAMPLES = (
    "members_search_one.json",
    "members_constituency_search_vacant.json",
    "ons_constituencies.json",
    "councils_uk_past_and_current.csv",
    "councils_adult_social_care_england_153.csv",
    "nhs_trusts_england.json",
    "icbs_2022_42.json",
    "icbs_2026_36.json",
    "health_boards_wales.json",
    "ods_ord_organisation_RWR.json",
)


def reading(*lines: str, head: str = "organisation,kind,role,name,email") -> Reading:
    return read_directory("\n".join((head, *lines)).encode(), "file.csv")


def icbs(**coded: str) -> Reading:
    """A list of integrated care boards as the NHS gives it out, by their codes."""
    items = [
        {"ods_code": code, "gss_code": f"E540001{code[-2:]}", "name": f"NHS {name} Integrated Care Board".upper(),
         "ons_name": f"NHS {name} Integrated Care Board"}
        for code, name in coded.items()
    ]  # fmt: skip
    return read_directory(json.dumps(items).encode(), "icbs.json")


async def taken(desk: Desk, file: Reading) -> Outcome:
    """Checks on the way that the dry run had said the same."""
    async with desk.clerk.record.reading(desk.forum) as view:
        would = (await Directory.of(view)).take(file)
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        done = await take_in(tx, file, Via.COMMAND)
    assert asdict(would) | {"notes": ()} == asdict(done) | {"notes": ()}
    return done


async def everything(desk: Desk) -> list[object]:
    """All that a file could change."""
    found: list[object] = [await record(desk)]
    for model in (models.Organisation, models.Official, models.Holder):
        for one in await rows(desk, model):
            found.append({column.name: getattr(one, column.name) for column in model.__table__.columns})
    return found


def said(outcome: Outcome) -> list[str]:
    return [one.sentence for one in outcome.changed]


async def test_bodies_and_their_roles_go_in_and_the_record_hears_of_both(database: Database) -> None:
    desk = await Desk.opened(database)
    file = reading(
        "Eastvale Council,council,Leader,Jo Bloggs,leader@eastvale.example",
        "Eastvale Council,council,Chief Executive,,",
    )
    outcome = await taken(desk, file)
    assert [one.sentence for one in outcome.added] == [
        "Eastvale Council is added.",
        "The Leader of Eastvale Council is added.",
        "The Chief Executive of Eastvale Council is added.",
    ]
    kinds = [fact.kind for fact in await record(desk)][-3:]
    assert kinds == ["organisation_listed", "official_listed", "official_listed"]
    assert [one.name for one in await rows(desk, models.Holder)] == ["Jo Bloggs"]


async def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    desk = await Desk.opened(database)
    file = reading("Eastvale Council,council,Leader,Jo Bloggs,leader@eastvale.example")
    await taken(desk, file)
    before = await everything(desk)
    outcome = await taken(desk, file)
    assert (outcome.changes, outcome.same) == (0, 2)
    assert await everything(desk) == before


@pytest.mark.parametrize("name", SAMPLES)
async def test_real_registers_go_in_and_a_second_time_change_nothing(database: Database, name: str) -> None:
    if not UK.exists():
        pytest.skip("the samples of real registers are not beside this repository")
    desk = await Desk.opened(database)
    file = read_directory((UK / name).read_bytes(), name)
    outcome = await taken(desk, file)
    assert len(outcome.added) == len(file.organisations) + len(file.officials)
    assert outcome.refused == file.refused
    before = await everything(desk)
    assert (await taken(desk, file)).changes == 0
    assert await everything(desk) == before


@pytest.mark.only_on("sqlite")
async def test_registers_of_the_same_bodies_find_each_other(database: Database) -> None:
    if not UK.exists():
        pytest.skip("the samples of real registers are not beside this repository")
    desk = await Desk.opened(database)

    async def file(name: str) -> Outcome:
        return await taken(desk, read_directory((UK / name).read_bytes(), name))

    assert len((await file("icbs_2022_42.json")).added) == 42
    later = await file("icbs_2026_36.json")
    assert (len(later.added), later.refused) == (6, ())
    closed = [one for one in await rows(desk, models.Organisation) if one.closed]
    assert len(closed) == 12
    assert all(one.successors for one in closed)
    assert not (await file("councils_uk_past_and_current.csv")).refused
    social_care = await file("councils_adult_social_care_england_153.csv")
    assert (social_care.added, social_care.refused) == ((), ())
    assert len((await file("ons_constituencies.json")).added) == 651
    members = await file("members_constituency_search_vacant.json")
    assert (members.added, members.refused) == ((), ())
    assert [one.name for one in await rows(desk, models.Holder)] == ["Example Member"]


async def test_what_a_file_does_not_say_is_kept(database: Database) -> None:
    desk = await Desk.opened(database)
    await taken(desk, reading("Eastvale Council,council,Leader,Jo Bloggs,leader@eastvale.example"))
    before = await everything(desk)
    outcome = await taken(desk, reading("eastvale  COUNCIL,council,LEADER,,"))
    assert (outcome.changes, outcome.same) == (0, 2)
    assert await everything(desk) == before


async def test_a_new_name_is_a_new_holder_of_the_same_role(database: Database) -> None:
    desk = await Desk.opened(database)
    await taken(desk, reading("Eastvale Council,council,Leader,Jo Bloggs,leader@eastvale.example"))
    outcome = await taken(desk, reading("Eastvale Council,council,Leader,Sam Smith,"))
    assert said(outcome) == ["Leader, Eastvale Council: its new holder is Sam Smith."]
    holders = await rows(desk, models.Holder)
    assert [(one.name, one.until is None) for one in holders] == [("Jo Bloggs", False), ("Sam Smith", True)]
    assert len([fact for fact in await record(desk) if isinstance(fact, f.OfficialListed)]) == 1


async def test_an_address_replaced_says_which_invitations_went_to_the_former(database: Database) -> None:
    desk = await Desk.opened(database)
    await taken(desk, reading("Eastvale Council,council,Leader,,wrong@eastvale.example"))
    invitation = await desk.invited(await desk.session(), 1)
    await desk.sent(invitation)
    outcome = await taken(desk, reading("Eastvale Council,council,Leader,,right@eastvale.example"))
    assert said(outcome) == ["Leader, Eastvale Council: its e-mail address is right@eastvale.example."]
    assert outcome.notes == (
        "1 invitation without an answer went to the former address of the Leader. To ask anew, use /invitation resend.",
    )


async def test_a_body_that_a_code_finds_is_renamed_and_listed_anew(database: Database) -> None:
    desk = await Desk.opened(database)
    await taken(desk, icbs(Q01="Northshire"))
    outcome = await taken(desk, icbs(Q01="North and East"))
    assert said(outcome) == [
        "NHS North and East Integrated Care Board: NHS Northshire Integrated Care Board is now called "
        "NHS North and East Integrated Care Board."
    ]
    listed = [fact.name for fact in await record(desk) if isinstance(fact, f.OrganisationListed)]
    assert listed == ["NHS Northshire Integrated Care Board", "NHS North and East Integrated Care Board"]


@pytest.mark.parametrize(
    ("first", "then", "reason"),
    [
        (
            {"Q01": "Northshire"},
            {"Q02": "Northshire"},
            "Item 1: NHS Northshire Integrated Care Board is in the directory with the code ods:Q01, and here with "
            "ods:Q02.",
        ),
        (
            {"Q01": "Northshire", "Q02": "Westmere"},
            {"Q01": "Westmere"},
            "Item 1: its code belongs to NHS Northshire Integrated Care Board, and its name to another body in the "
            "directory. Correct one of the two.",
        ),
    ],
    ids=["another code for the same name", "a code and a name of two bodies"],
)
async def test_what_contradicts_the_directory_is_refused_by_name(
    database: Database, first: dict[str, str], then: dict[str, str], reason: str
) -> None:
    desk = await Desk.opened(database)
    await taken(desk, icbs(**first))
    before = await everything(desk)
    outcome = await taken(desk, icbs(**then))
    assert [one.reason for one in outcome.refused] == [reason]
    assert await everything(desk) == before


async def test_a_role_in_an_unknown_body_is_refused_and_the_rest_goes_in(database: Database) -> None:
    desk = await Desk.opened(database)
    file = reading("Eastvale Council,Leader", "Nowhere Council,Leader", head="organisation,role")
    await desk.body("Eastvale Council", "council")
    outcome = await taken(desk, file)
    assert [one.sentence for one in outcome.added] == ["The Leader of Eastvale Council is added."]
    assert [one.reason for one in outcome.refused] == [
        "Line 3: there is no organisation 'Nowhere Council' in the directory. Add it first, with /organisation add or "
        "in the same file."
    ]


async def test_a_retired_role_is_not_brought_back_by_a_file(database: Database) -> None:
    desk = await Desk.opened(database)
    file = reading("Eastvale Council,council,Leader,Jo Bloggs,")
    await taken(desk, file)
    async with desk.clerk.record.transaction(desk.forum) as tx:
        (await tx.db.get_one(models.Official, 1)).retired_at = tx.now
    outcome = await taken(desk, file)
    assert [one.reason for one in outcome.refused] == [
        "Line 2: the Leader was retired from the directory. Bring it back with /official retire."
    ]


async def test_two_forums_keep_two_directories(database: Database) -> None:
    ours = await Desk.opened(database)
    theirs = await Desk.opened(database, guild=901, slug="westmere", clock=ours.clock)
    file = reading("Eastvale Council,council,Leader,Jo Bloggs,")
    assert len((await taken(ours, file)).added) == 2
    assert len((await taken(theirs, file)).added) == 2
