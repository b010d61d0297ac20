"""A card becomes a message that Discord takes, whatever is on it."""

from collections.abc import Sequence
from typing import Any

import pytest
from discord import ui
from hypothesis import given, strategies as st

from bot.chat import limits
from bot.chat.card import RULE, Block, Card, Choose, Link, Option, Picture, Press, Row, Tone
from bot.chat.custom_id import CustomId
from bot.chat.sheet import MORE, sheet
from bot.chat.text import size

words = st.text(max_size=50) | st.integers(0, 5_000).map(lambda n: "Wē 😀" * (n // 4))
numbers = st.integers(0, 10**9)
presses = st.builds(Press, st.builds(CustomId, st.just("press"), numbers), words)
buttons = presses | st.builds(Link, words, st.just("https://northshire.example/"))
blocks = words | st.builds(Row, words, buttons) | st.just(RULE) | st.builds(Picture, st.just("rate.png"), words)
menus = st.builds(
    Choose,
    st.just(CustomId("menu")),
    st.lists(
        st.builds(Option, numbers.map(str), words.map("a".__add__), words),
        max_size=40,
        unique_by=lambda option: option.value,
    ),
    words,
    st.integers(0, 1),
    st.integers(1, 30),
)
cards = st.builds(
    Card,
    words,
    st.lists(blocks, max_size=50),
    st.lists(buttons, max_size=20),
    st.none() | menus,
    st.sampled_from(Tone),
    words,
)


def parts(card: Card, files: Sequence[str] = ()) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(part: dict[str, Any]) -> None:
        found.append(part)
        for child in (*part.get("components", ()), *([part["accessory"]] if "accessory" in part else [])):
            walk(child)

    for part in sheet(card, files).to_components():  # type: ignore[no-untyped-call]
        walk(part)
    return found


def texts(card: Card) -> list[str]:
    return [part["content"] for part in parts(card) if part["type"] == 10]


@given(cards)
async def test_every_card_fits(card: Card) -> None:
    shown = parts(card, ["list.csv"])
    assert len(shown) <= limits.CARD_PARTS
    assert sum(size(part["content"]) for part in shown if part["type"] == 10) <= limits.CARD_TEXT
    assert all(part["content"].strip() for part in shown if part["type"] == 10)
    assert all(1 <= len(part["components"]) <= limits.ROW_BUTTONS for part in shown if part["type"] == 1)
    for part in shown:
        assert size(part.get("label") or "") <= limits.BUTTON_LABEL
        assert len(part.get("custom_id") or "") <= limits.CUSTOM_ID
        assert size(part.get("placeholder") or "") <= limits.SELECT_PLACEHOLDER
        for option in part.get("options", ()):
            assert 1 <= size(option["label"]) <= limits.OPTION_TEXT
            assert size(option.get("description") or "") <= limits.OPTION_TEXT
        if part["type"] == 3:
            assert part["min_values"] <= part["max_values"] <= len(part["options"]) <= limits.OPTIONS


@given(cards)
async def test_no_button_is_lost(card: Card) -> None:
    own = [part for row in parts(card) if row["type"] == 1 for part in row["components"] if part["type"] == 2]
    assert len(own) == len(card.buttons)


async def test_what_does_not_fit_is_cut_where_a_reader_sees_it() -> None:
    title, *body = texts(Card("The agenda", ["a" * 3_000, "b" * 3_000, "c"]))
    assert title == "## The agenda"
    assert body[0] == "a" * 3_000
    assert body[1].endswith("b…")
    assert body[2:] == [MORE]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(["a" * (limits.CARD_TEXT - size("## T")), "b"], id="the first fills all the text"),
        pytest.param([RULE] * (limits.CARD_PARTS - 2) + [RULE], id="all but the last fill all the parts"),
    ],
)
async def test_there_is_always_room_to_say_that_there_is_more(blocks: list[Block]) -> None:
    card = Card("T", blocks)
    assert texts(card)[-1] == MORE
    assert sum(map(size, texts(card))) <= limits.CARD_TEXT
    assert len(parts(card)) == limits.CARD_PARTS or len(parts(card)) <= 4


async def test_too_many_rows_are_said_to_be_more() -> None:
    rows: list[Block] = [Row(f"Item {n}", Press(CustomId("press", n), "Me too")) for n in range(30)]
    assert texts(Card("The agenda", rows))[-1] == MORE


async def test_a_menu_says_that_it_does_not_show_all() -> None:
    options = [Option(str(n), f"Official {n}") for n in range(40)]
    menu = next(
        part for part in parts(Card("Invite", menu=Choose(CustomId("m"), options, "Whom?"))) if part["type"] == 3
    )
    assert menu["placeholder"] == "Whom? (the first 25 of 40)"


async def test_a_file_is_shown_once_as_picture_or_to_download() -> None:
    shown = parts(Card("Files", [Picture("rate.png", "3 of 4 replied")]), ["rate.png", "list.csv"])
    assert [part["file"]["url"] for part in shown if part["type"] == 13] == ["attachment://list.csv"]
    (picture,) = (item for part in shown if part["type"] == 12 for item in part["items"])
    assert (picture["media"]["url"], picture["description"]) == ("attachment://rate.png", "3 of 4 replied")


def test_a_card_is_never_kept_by_the_library_even_when_made_outside_its_loop() -> None:
    view = sheet(Card("The agenda"))
    assert isinstance(view, ui.LayoutView)
    assert view.is_finished()


@given(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True), st.integers(-(10**18), 10**18), st.text(max_size=30))
def test_an_address_is_read_as_it_was_written(name: str, subject: int, extra: str) -> None:
    at = CustomId(name, subject, extra)
    assert CustomId.parse(str(at)) == at


@given(
    st.text()
    | st.sampled_from(["fc:v0:a:1", "fc:v1:A:1", "fc:v1:a", "fc:v1:a:b", "fc:v1:a:1:", "fc:v1:a:1:" + "x" * 99])
)
def test_other_addresses_are_nobodys(text: str) -> None:
    assert CustomId.parse(text) is None
