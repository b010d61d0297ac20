"""Which items are offered as "the same?", tried on pairs."""

import pytest

from bot.similar import MOST, similar

RESPITE = "Respite is cancelled on the day, with no replacement"


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("Bus passes for young carers", "Young carers' bus passes"),
        ("Why is respite cancelled on the day?", RESPITE),
        ("RESPITE CANCELED ON THE DAY", RESPITE),
        ("Carers' assessments take five months", "Why does the carers’ assessment take five months?"),
        ("Hospital parking charges", "Charges for parking at the hospital"),
        ("Café for carers at the library", "A carers cafe in the library"),
    ],
)
def test_what_asks_the_same_is_found_either_way(typed: str, there: str) -> None:
    assert similar(typed, {7: there}) == [7]
    assert similar(there, {7: typed}) == [7]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("Bus passes", "Hospital parking charges"),
        ("A night-sitting service at weekends", RESPITE),
        ("Nobody asks the carer before somebody is sent home from hospital", "Hospital parking charges"),
        ("Respite for young carers", RESPITE),
        ("The", "The"),
        ("???", "???"),
    ],
)
def test_what_asks_something_else_is_not(typed: str, there: str) -> None:
    assert similar(typed, {7: there}) == []
    assert similar(there, {7: typed}) == []


def test_the_nearest_comes_first_and_no_more_than_a_card_takes() -> None:
    others = {
        1: "Parking at the hospital",
        2: "Hospital parking charges",
        **dict.fromkeys(range(3, 9), "Hospital parking"),
    }
    found = similar("Hospital parking charges", others)
    assert found[0] == 2
    assert len(found) == MOST
