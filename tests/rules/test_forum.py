"""What a forum may be called, and what it may say of itself."""

import re

import pytest
from hypothesis import given, strategies as st

from bot.rules.errors import Refused
from bot.rules.forum import CHARTER_LIMIT, NAME_LIMIT, SLUG_LIMIT, TAKEN, chartered, named, slug_of, worded_area


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Northshire Carers’ Forum", "northshire-carers-forum"),
        ("Fforwm Gofalwyr Môn", "fforwm-gofalwyr-mon"),
        ("Carers & Friends", "carers-and-friends"),
        ("  --- Æ 12 ---  ", "12"),
        ("看护", "forum"),
        ("R", "r-forum"),
        ("Healthz", "healthz-forum"),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_name_becomes_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text())
def test_every_name_becomes_an_address_that_a_page_can_have(name: str) -> None:
    slug = slug_of(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= SLUG_LIMIT
    assert slug not in TAKEN


def test_names_stand_on_one_line_and_have_letters() -> None:
    assert named("  Northshire\n Carers ") == "Northshire Carers"
    for empty in ("", "   ", "2026 !"):
        with pytest.raises(Refused, match="Please give the forum a name"):
            named(empty)
    with pytest.raises(Refused, match=f"Shorten it to {NAME_LIMIT}"):
        named("a" * (NAME_LIMIT + 1))
    assert worded_area(" ") is None
    assert worded_area(None) is None


def test_a_charter_keeps_its_lines_within_bounds_and_judges_nobody() -> None:
    assert chartered(" We are carers. \r\n\r\n\r\n\r\nWrite to us. ") == "We are carers.\n\nWrite to us."
    assert chartered(" \n ") is None
    with pytest.raises(Refused, match="Shorten it to 1,200"):
        chartered("a" * (CHARTER_LIMIT + 1))
    with pytest.raises(Refused, match="leave “failed” out of the charter"):
        chartered("They failed us.")
