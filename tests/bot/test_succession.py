"""The history of real bodies in the directory: who existed on a day, who came from whom, whom to invite instead."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from bot.directory import Directory, take_in
from bot.directory.files import read_directory
from bot.inviting import obstacle
from bot.public.lineage import lineage_of
from bot.rules.succession import Why, predecessors, standing_in
from bot.rules.words import OrganisationKind, Via
from bot.succession import ruled, there
from db import models, papers
from db.engine import Database
from tests.cogs.office import rows
from tests.desk import HOST, MAIL, Desk

pytestmark = pytest.mark.only_on("sqlite")

UK = Path(__file__).parents[2] / ".." / "shared" / "data" / "uk"
OF_2022, OF_2026, COUNCILS = "icbs_2022_42.json", "icbs_2026_36.json", "councils_uk_past_and_current.csv"
REAL = pytest.mark.skipif(not UK.exists(), reason="the samples of real registers are not beside this repository")

LAST_OF_42, FIRST_OF_36 = date(2026, 3, 31), date(2026, 4, 1)
HANDED_DOWN = {
    "Central East": ({"QHG", "QUE"}, {"QM7": 2}),
    "Essex": ({"QH8"}, {"QM7": 2, "QJG": 2}),
    "Norfolk and Suffolk": ({"QMM"}, {"QJG": 2}),
    "Thames Valley": ({"QU9"}, {"QNQ": 3}),
    "Surrey and Sussex": ({"QXU", "QNX"}, {"QNQ": 3}),
    "Hampshire and Isle of Wight": (set[str](), {"QNQ": 3}),
    "West and North London": ({"QMJ", "QRV"}, {}),
    "Kent and Medway": (set[str](), {}),
}


async def with_files(database: Database, *names: str) -> Desk:
    desk = await Desk.opened(database)
    for name in names:
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            outcome = await take_in(tx, read_directory((UK / name).read_bytes(), name), Via.COMMAND)
        assert not outcome.refused
    return desk


def on(day: date, found: Iterable[models.Organisation], kind: OrganisationKind) -> list[models.Organisation]:
    return [row for row in found if row.kind == kind.value and there(row, day)]


@REAL
@pytest.mark.parametrize(
    "files", [(OF_2022, OF_2026), (OF_2026, OF_2022), (OF_2026, OF_2022, OF_2026)], ids=["in order", "back", "twice"]
)
async def test_the_boards_of_2022_became_those_of_2026(database: Database, files: tuple[str, ...]) -> None:
    found = await rows(await with_files(database, *files), models.Organisation)
    assert len(found) == 48
    days = {date(2022, 6, 30): 0, date(2022, 7, 1): 42, LAST_OF_42: 42, FIRST_OF_36: 36}
    assert {day: len(on(day, found, OrganisationKind.ICB)) for day in days} == days
    named = {row.name.removeprefix("NHS ").removesuffix(" Integrated Care Board"): row.id for row in found}
    codes = {row.id: (row.code or "").removeprefix("ods:") for row in found}
    bodies = [ruled(row) for row in found]
    for name, (included, left_out) in HANDED_DOWN.items():
        came = predecessors(bodies, named[name], day=FIRST_OF_36)
        assert {codes[number] for number in came.included} == included
        assert {codes[one.body]: one.parts for one in came.left_out} == left_out
        assert all(one.why is Why.SPLIT for one in came.left_out)
        before = predecessors(bodies, named[name], day=LAST_OF_42)
        assert not before.included
        assert {one.why for one in before.left_out} <= {Why.NOT_ENDED}
    frimley = next(number for number, code in codes.items() if code == "QNQ")
    parts = {codes[number] for number in standing_in(bodies, frimley, FIRST_OF_36)}
    assert parts == {"S0E4D", "S9B9J", "QRL"}


@REAL
async def test_councils_past_and_current_are_there_on_their_days(database: Database) -> None:
    found = await rows(await with_files(database, COUNCILS), models.Organisation)
    named, numbered = {row.name: row for row in found}, {row.id: row.name for row in found}
    bodies = [ruled(row) for row in found]

    def came(name: str) -> tuple[set[str], set[str]]:
        of = predecessors(bodies, named[name].id, day=date(2026, 9, 1))
        return {numbered[number] for number in of.included}, {numbered[one.body] for one in of.left_out}

    districts, county = came("Cumberland Council")
    assert districts == {"Allerdale Borough Council", "Carlisle City Council", "Copeland Borough Council"}
    assert county == {"Cumbria County Council"}, "what was split is added to neither part"
    chain, _ = came("Somerset Council")
    assert {"Somerset West and Taunton Council", "Taunton Deane Borough Council"} <= chain
    cumbria = named["Cumbria County Council"]
    assert (there(cumbria, date(2023, 3, 31)), there(cumbria, date(2023, 4, 1))) == (True, False)
    taunton = named["Taunton Deane Borough Council"].id
    assert [numbered[number] for number in standing_in(bodies, taunton, date(2020, 1, 1))] == [
        "Somerset West and Taunton Council"
    ]
    assert [numbered[number] for number in standing_in(bodies, taunton, date(2026, 9, 1))] == ["Somerset Council"]


@REAL
async def test_the_whole_directory_loads_beside_itself(database: Database) -> None:
    desk = await with_files(database, OF_2022, OF_2026, COUNCILS, "councils_adult_social_care_england_153.csv")
    assert len(await rows(desk, models.Organisation)) == 48 + 470
    async with desk.clerk.record.reading(desk.forum) as view:
        norfolk = next(row for row in await papers.organisations(view.db, desk.forum) if row.code == "ods:T6Y0W")
        family = await lineage_of(view, norfolk, since=None)
    assert [one.name for one in family.included] == ["NHS Norfolk and Waveney Integrated Care Board"]
    assert [one.name for _, one in family.left_out] == ["NHS Suffolk and North East Essex Integrated Care Board"]


# ---------------------------------------------------------------- a file that tells half, a register of another code


def boards(*rows: str) -> bytes:
    """`QYY>QXX split`: what became of a board, and of which sort it was."""
    successions = []
    for row in rows:
        codes, sort = row.split()
        before, _, after = codes.partition(">")
        named = f"NHS {before} Integrated Care Board"
        successions.append(
            f'{{"predecessor": "{before}", "predecessor_name": "{named}", "successor": "{after}", "type": "{sort}", '
            '"date": "2026-04-01"}'
        )
    return f'{{"icbs": [], "successions": [{", ".join(successions)}]}}'.encode()


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        (("QYY>QXX split",), []),
        (("QYY>QXX split", "QYY>QZZ split"), ["ods:QYY"]),
        (("QYY>QXX split", "QYY>QZZ acquisition"), ["ods:QYY"]),
        (("QYY>QXX merger",), ["ods:QYY"]),
    ],
)
def test_half_of_a_split_is_never_taken_for_a_merger(rows: tuple[str, ...], taken: list[str]) -> None:
    reading = read_directory(boards(*rows), "boards.json")
    assert [body.code for body in reading.organisations] == taken
    assert ["names one of its parts only" in one.reason for one in reading.refused] == [True] * (not taken)


async def test_a_successor_is_found_under_the_code_that_the_directory_has(database: Database) -> None:
    desk = await Desk.opened(database)
    head = "local-authority-code,official-name,gss-code,end-date,replaced-by,local-authority-type\n"
    table = head + "EAS,Eastvale Council,E10000001,2026-03-31,WES,UA\nWES,Westmere Council,E10000002,,,UA\n"
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        tx.db.add(models.Organisation(forum_id=desk.forum, name="Westmere Council", kind="council", code="ods:W1X"))
    file = read_directory(table.encode(), "councils.csv")
    for changes in (1, 0):
        async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
            outcome = await take_in(tx, file, Via.COMMAND)
        assert outcome.changes == changes
    async with desk.clerk.record.reading(desk.forum) as view:
        directory = await Directory.of(view)
    eastvale = directory.body_named("Eastvale Council")
    assert eastvale is not None
    assert [one.name for one in directory.followers(eastvale)] == ["Westmere Council"]


# ---------------------------------------------------------------- whom to invite instead


@pytest.mark.parametrize(
    ("invited", "days", "said"),
    [
        ("Old", 45, "Old closed on 30 September 2026, before that session. Invite Left or Right instead."),
        ("Old", 10, None),
        ("Gone", 10, "Gone closed on 1 January 2020, before that session. Invite Old instead."),
        ("Gone", 45, "Gone closed on 1 January 2020, before that session. Invite Left or Right instead."),
        ("Lost", 45, "Lost closed on 1 January 2020, before that session. Invite who came after it."),
        ("Left", 10, "Left opens on 1 October 2026, after that session. Invite Old instead."),
        ("Left", 45, None),
        ("New", 10, "New opens on 1 January 2030, after that session. Invite the body that it comes from."),
    ],
)
async def test_a_body_that_is_not_there_on_the_day_is_not_invited_and_who_is_there_is_named(
    database: Database, invited: str, days: int, said: str | None
) -> None:
    desk = await Desk.opened(database)
    bodies = {name: await desk.body(name, "council") for name in ("Gone", "Old", "Left", "Right", "Lost", "New")}
    history = {
        "Gone": (None, date(2020, 1, 1), f"forum:{bodies['Old']}"),
        "Old": (None, date(2026, 9, 30), f"forum:{bodies['Left']} la:RIG"),
        "Left": (date(2026, 10, 1), None, ""),
        "Lost": (None, date(2020, 1, 1), "la:XYZ"),
        "New": (date(2030, 1, 1), None, ""),
    }
    async with desk.clerk.record.transaction(desk.forum, by=HOST) as tx:
        for name, (opened, closed, successors) in history.items():
            row = await tx.db.get_one(models.Organisation, bodies[name])
            row.opened, row.closed, row.successors = opened, closed, successors
        (await tx.db.get_one(models.Organisation, bodies["Right"])).code = "la:RIG"
    official, session = await desk.official(bodies[invited]), await desk.session(days=days)
    async with desk.clerk.record.reading(desk.forum) as view:
        why = await obstacle(
            view,
            MAIL,
            await view.db.get_one(models.Session, session),
            await view.db.get_one(models.Official, official),
        )
    assert why == said
