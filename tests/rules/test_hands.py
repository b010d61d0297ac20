"""Whose turn it is to speak."""

import pytest
from hypothesis import given, strategies as st

from bot.rules.hands import Hand, Side, in_turn


@pytest.mark.parametrize(
    ("up", "last", "order"),
    [
        ("", None, ""),
        ("o", None, "o"),
        ("oc", None, "co"),
        ("ooc", None, "coo"),
        ("occo", None, "coco"),
        ("oocc", Side.CARER, "ococ"),
        ("oocc", Side.OFFICIAL, "coco"),
        ("ccc", Side.CARER, "ccc"),
        ("oo", Side.OFFICIAL, "oo"),
        ("ccco", Side.CARER, "occc"),
    ],
    ids=[
        "nobody waits",
        "an official alone is not kept waiting",
        "a carer opens the floor though an official was first",
        "one carer opens it for two officials",
        "then they take turns, whoever was first",
        "after a carer it is an official’s turn",
        "after an official it is a carer’s turn",
        "carers alone speak one after the other",
        "officials alone too",
        "an official comes after one carer, not after all",
    ],
)
def test_the_order_in_which_people_speak(up: str, last: Side | None, order: str) -> None:
    hands = [Hand(number, Side.CARER if one == "c" else Side.OFFICIAL) for number, one in enumerate(up)]
    assert "".join(hand.side.value[0] for hand in in_turn(hands, last)) == order


@given(st.lists(st.sampled_from(Side)), st.sampled_from([None, *Side]))
def test_nobody_is_lost_passed_over_or_called_twice_in_a_row_while_the_other_side_waits(
    sides: list[Side], last: Side | None
) -> None:
    hands = [Hand(number, side) for number, side in enumerate(sides)]
    order = in_turn(hands, last)
    assert sorted(order, key=lambda hand: hand.number) == hands
    for side in Side:
        assert [h.number for h in order if h.side is side] == [h.number for h in hands if h.side is side]
    before = last
    for place, hand in enumerate(order):
        waits = {one.side for one in order[place:]}
        assert hand.side is (Side.CARER if before is None else before.other) or len(waits) == 1
        before = hand.side


@given(st.lists(st.sampled_from(Side), min_size=1), st.sampled_from([None, *Side]))
def test_calling_one_after_the_other_gives_the_same_order(sides: list[Side], last: Side | None) -> None:
    hands = [Hand(number, side) for number, side in enumerate(sides)]
    whole, called = in_turn(hands, last), []
    while hands:
        first = in_turn(hands, last)[0]
        hands.remove(first)
        called.append(first)
        last = first.side
    assert called == whole
