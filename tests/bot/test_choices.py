"""What somebody can mean by a name they type."""

from datetime import timedelta

import pytest

from bot import choices
from bot.choices import Named
from bot.rules.errors import Refused
from db import models
from db.engine import Database
from tests.desk import CAL, CARA, Desk

LONG = "Ŵ" * 200
FOUND = [
    Named(7, "Chair, NHS Northshire ICB", ("Chair", "NHS Northshire ICB")),
    Named(8, "Vice Chair, NHS Northshire ICB", ("Vice Chair", "NHS Northshire ICB")),
    Named(9, "Leader, Glyndŵr Council", ("Leader", "Glyndŵr Council")),
    Named(12, "7", ("7",)),
]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8", 8),
        ("7", 7),
        ("chair", 7),
        ("VICE  chair", 8),
        ("lead", 9),
        ("northshire vice", 8),
        ("glyndwr", 9),
        ("Chair, NHS Northshire ICB", 7),
    ],
    ids=[
        "its number",
        "a number before a name of digits",
        "its whole name before another that holds it",
        "in any case",
        "its beginning",
        "its words in any order",
        "without accents",
        "the label itself",
    ],
)
def test_what_fits_one_thing_is_that_thing(typed: str, number: int) -> None:
    assert choices.the_one(FOUND, typed, "official") == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please choose an official from the list that appears as you type."),
        ("99", "There is no official “99” in this forum. Choose one from the list that appears."),
        (
            "northshire",
            "“northshire” fits 2 officials: Chair, NHS Northshire ICB; Vice Chair, NHS Northshire ICB. "
            "Please choose one from the list.",
        ),
    ],
    ids=["nothing", "nothing that is there", "two things"],
)
def test_what_fits_none_or_several_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        choices.the_one(FOUND, typed, "official")
    assert str(refusal.value) == said


def test_a_refusal_lists_five_and_stays_short() -> None:
    many = [Named(number, choices.joined(LONG, LONG), ("zebra",)) for number in range(200)]
    with pytest.raises(Refused) as refusal:
        choices.the_one(many, "zebra", "entry")
    said = str(refusal.value)
    assert said.startswith("“zebra” fits 200 entries: ")
    assert said.endswith("; and 195 more. Please choose one from the list.")
    assert len(said) < 700


def test_what_begins_with_the_words_is_offered_first_and_never_too_many() -> None:
    assert [one.id for one in choices.matching(FOUND, "chair", 25)] == [7, 8]
    assert [one.id for one in choices.matching(FOUND, "n", 25)] == [7, 8, 9]
    assert [one.id for one in choices.matching(FOUND, "", 2)] == [7, 8]
    assert [one.id for one in choices.matching(FOUND, "12", 25)] == [12]
    assert choices.matching(FOUND, "zebra", 25) == []


@pytest.mark.parametrize(
    "parts", [(LONG,), (LONG, "x"), ("x", LONG, "y"), (LONG, LONG, LONG, LONG), ("a\nb\u202e", "")]
)
def test_a_label_fits_and_holds_something_of_each_part(parts: tuple[str, ...]) -> None:
    label = choices.joined(*parts)
    assert 0 < len(label) <= 100
    assert label.count(" · ") == sum(bool(part) for part in parts) - 1
    assert "\n" not in label
    assert "\u202e" not in label


@pytest.mark.only_on("sqlite")
class TestOfAForum:
    """The lists, from a database."""

    async def test_names_are_offered_only_where_the_public_may_read_them(self, database: Database) -> None:
        desk = await Desk.opened(database)
        body = await desk.body()
        await desk.official(body, "Chair", name="Jo Hidden")
        await desk.official(body, "MP for Westmere", name="Sam Elected", elected=True)
        async with desk.clerk.record.reading(desk.forum) as view:
            labels = [one.label for one in await choices.officials(view)]
        assert labels == ["Chair, NHS Northshire ICB", "MP for Westmere, NHS Northshire ICB, Sam Elected"]

    async def test_sessions_to_come_stand_before_past_ones(self, database: Database) -> None:
        desk = await Desk.opened(database)
        past = [await desk.session(days=days, title=f"Past {days}") for days in (3, 5)]
        desk.clock.move_by(timedelta(days=10))
        coming = [await desk.session(days=days, title=f"Coming {days}") for days in (9, 2)]
        async with desk.clerk.record.reading(desk.forum) as view:
            assert [one.id for one in await choices.sessions(view)] == [*reversed(coming), *reversed(past)]
            assert [one.label for one in await choices.coming_sessions(view)] == [
                "Coming 2 · 13 Sep 2026",
                "Coming 9 · 20 Sep 2026",
            ]

    async def test_an_item_is_offered_to_all_without_its_author_and_as_ones_own_only_to_its_author(
        self, database: Database
    ) -> None:
        desk = await Desk.opened(database)
        async with desk.clerk.record.transaction(desk.forum, by=CAL) as tx:
            author = int(tx.by.removeprefix("member:"))
            item = models.Item(
                forum_id=desk.forum,
                author_id=author,
                shown="unnamed",
                author_label="Cal the carer",
                title="Night sitting",
                details="",
                state="raised",
                raised_at=tx.now,
            )
            tx.db.add(item)
        async with desk.clerk.record.reading(desk.forum) as view:
            (offered,) = await choices.items(view)
            assert offered == Named(item.id, f"{item.id} · Night sitting", ("Night sitting",))
            assert [one.id for one in await choices.items_of(CAL)(view)] == [item.id]
            assert await choices.items_of(CARA)(view) == []

    async def test_an_invitation_says_where_it_stands(self, database: Database) -> None:
        desk = await Desk.opened(database)
        invitation = await desk.invited(await desk.session(), await desk.official(await desk.body(), "Chair"))
        await desk.sent(invitation)
        async with desk.clerk.record.reading(desk.forum) as view:
            (offered,) = await choices.invitations(view)
        assert offered.label == "Chair, NHS Northshire ICB · Respite that works, 11 Oct 2026 · waiting"
