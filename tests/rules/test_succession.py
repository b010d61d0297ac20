"""From which bodies a body came, what is handed down to it, and who stands in for one that has ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules.succession import Body, LeftOut, Why, after, before, existed, predecessors, standing_in
from bot.rules.succession_words import NONE, SOURCE, say_included, say_instead, say_left_out, say_together
from bot.rules.wording import NEVER
from bot.rules.words import OrganisationKind

LAST = date(2026, 3, 31)
FIRST = date(2026, 4, 1)
EARLY = date(2019, 3, 31)
COUNCIL, ICB = OrganisationKind.COUNCIL, OrganisationKind.ICB


def body(number: int, *successors: str, closed: date | None = None, kind: OrganisationKind = COUNCIL) -> Body:
    """Its code is `c` and its number. It has ended where it has successors."""
    last = closed or (LAST if successors else None)
    return Body(id=number, kind=kind, code=f"c{number}", closed=last, successors=successors)


A_MERGER = [body(1, "c3"), body(2, "c3"), body(3)]
A_SPLIT = [body(1, "c2", "c3"), body(2), body(3)]
A_CHAIN = [body(1, "c2", closed=EARLY), body(2, "c3"), body(3)]
BEHIND_A_SPLIT = [body(1, "c2", closed=EARLY), body(2, "c3", "c4"), body(3), body(4)]
TOGETHER_AGAIN = [body(1, "c2", "c3", closed=EARLY), body(2, "c4"), body(3, "c4"), body(4)]
A_CIRCLE = [body(1, "c2"), body(2, "c1")]
ITSELF = [body(1, "c1"), body(2)]
GOES_ON_SMALLER = [body(1, "c1", "c2"), body(2)]
HALF_UNKNOWN = [body(1, "c2", "c99"), body(2)]
TWO_CODES_OF_ONE = [body(1, "c2", "forum:2"), body(2)]
WITHOUT_CODES = [replace(body(1, "forum:2"), code=None), replace(body(2), code=None)]
STILL_THERE = [body(1, "c2", closed=FIRST), body(2)]
BEHIND_ONE_STILL_THERE = [body(1, "c2", closed=EARLY), body(2, "c3", closed=FIRST), body(3)]
NO_LAST_DAY = [replace(body(1, "c2"), closed=None), body(2)]


@pytest.mark.parametrize(
    ("bodies", "of", "included", "left_out"),
    [
        pytest.param(A_MERGER, 3, (1, 2), {}, id="two were merged into it"),
        pytest.param(A_MERGER, 1, (), {}, id="nobody came before the first"),
        pytest.param(A_SPLIT, 2, (), {1: Why.SPLIT}, id="a split hands nothing down"),
        pytest.param(A_SPLIT, 3, (), {1: Why.SPLIT}, id="to neither of its parts"),
        pytest.param(A_CHAIN, 3, (1, 2), {}, id="a chain hands down all of it"),
        pytest.param(BEHIND_A_SPLIT, 4, (), {1: Why.BEHIND, 2: Why.SPLIT}, id="nothing comes through a split"),
        pytest.param(TOGETHER_AGAIN, 4, (2, 3), {1: Why.SPLIT}, id="a split stays one where its parts come together"),
        pytest.param(A_CIRCLE, 1, (2,), {}, id="a circle is walked once"),
        pytest.param(ITSELF, 1, (), {}, id="nobody comes before themselves"),
        pytest.param(GOES_ON_SMALLER, 2, (), {1: Why.SPLIT}, id="what goes on beside its part was split too"),
        pytest.param(HALF_UNKNOWN, 2, (), {1: Why.SPLIT}, id="a part that is not in the directory is a part"),
        pytest.param(TWO_CODES_OF_ONE, 2, (1,), {}, id="two codes of one body are one part"),
        pytest.param(WITHOUT_CODES, 2, (1,), {}, id="bodies without codes go by the forum's own numbers"),
        pytest.param(STILL_THERE, 2, (), {1: Why.NOT_ENDED}, id="nothing is handed down before the last day is over"),
        pytest.param(
            BEHIND_ONE_STILL_THERE, 3, (), {1: Why.BEHIND, 2: Why.NOT_ENDED}, id="nor what came to it earlier"
        ),
        pytest.param(NO_LAST_DAY, 2, (1,), {}, id="an ended body may lack its last day"),
    ],
)
def test_what_is_handed_down(
    bodies: Sequence[Body], of: int, included: tuple[int, ...], left_out: Mapping[int, Why]
) -> None:
    found = predecessors(bodies, of, day=FIRST)
    assert found.included == included
    assert {one.body: one.why for one in found.left_out} == left_out
    assert bool(found) == bool(included or left_out)
    assert predecessors(reversed(bodies), of, day=FIRST) == found, "the order in which they stand means nothing"


def test_who_is_left_out_says_where_its_work_went() -> None:
    assert predecessors(HALF_UNKNOWN, 2, day=FIRST).left_out == (LeftOut(1, Why.SPLIT, into=(2,), parts=2),)


def test_a_body_hands_down_from_the_day_after_its_last() -> None:
    assert predecessors(A_MERGER, 3, day=LAST).included == ()
    assert predecessors(A_MERGER, 3, day=LAST + timedelta(days=1)).included == (1, 2)


NUMBERS = range(1, 8)


@st.composite
def families(draw: st.DrawFn) -> list[Body]:
    codes = st.sampled_from([*(f"c{number}" for number in NUMBERS), "c99"])
    days = st.sampled_from([EARLY, LAST, FIRST])
    return [
        body(number, *draw(st.lists(codes, max_size=3)), closed=draw(days)) for number in draw(st.permutations(NUMBERS))
    ]


def handed_on(bodies: Sequence[Body], start: Body, of: int) -> bool:
    """Walks forward from one body, as somebody would by hand: one successor after another, each the only one."""
    by_code = {one.code: one for one in bodies}
    walked = start
    for _ in NUMBERS:
        parts = set(walked.successors)
        if len(parts) != 1 or walked.closed is None or walked.closed >= FIRST:
            return False
        (code,) = parts
        following = by_code.get(code)
        if following is None:
            return False
        if following.id == of:
            return True
        walked = following
    return False


@given(families(), st.sampled_from(NUMBERS))
def test_exactly_that_is_added_up_which_was_handed_on_whole_at_every_step(bodies: list[Body], of: int) -> None:
    found = predecessors(bodies, of, day=FIRST)
    assert set(found.included) == {one.id for one in bodies if one.id != of and handed_on(bodies, one, of)}
    aside = {one.body for one in found.left_out}
    assert of not in aside
    assert not aside & set(found.included)


@given(families(), st.sampled_from(NUMBERS))
def test_nobody_that_it_came_from_goes_unmentioned(bodies: list[Body], of: int) -> None:
    found = predecessors(bodies, of, day=FIRST)
    named = {of, *found.included, *(one.body for one in found.left_out)}
    for number in named:
        assert named.issuperset(before(bodies, number))


@given(families(), st.sampled_from(NUMBERS), st.sampled_from([EARLY, LAST, FIRST, FIRST + timedelta(days=1)]))
def test_only_who_is_there_stands_in(bodies: list[Body], of: int, day: date) -> None:
    by_number = {one.id: one for one in bodies}
    assert all(existed(by_number[number], day) and number != of for number in standing_in(bodies, of, day))


@pytest.mark.parametrize(
    ("bodies", "of", "others"),
    [
        pytest.param(A_MERGER, 1, (3,), id="its successor"),
        pytest.param(A_SPLIT, 1, (2, 3), id="each of its parts"),
        pytest.param(A_CHAIN, 1, (3,), id="the successor of a successor that has ended"),
        pytest.param(A_CIRCLE, 1, (), id="nobody in a circle of ended bodies"),
        pytest.param(HALF_UNKNOWN, 1, (2,), id="those that are known"),
        pytest.param([body(1, closed=EARLY)], 1, (), id="nobody is known"),
    ],
)
def test_who_stands_in_for_a_body_that_has_ended(bodies: Sequence[Body], of: int, others: tuple[int, ...]) -> None:
    assert standing_in(bodies, of, FIRST) == others


def test_the_direct_ones_are_those_of_one_step() -> None:
    assert (before(A_CHAIN, 3), after(A_CHAIN, 1), after(A_CHAIN, 3)) == ((2,), (2,), ())
    assert (before(ITSELF, 1), after(ITSELF, 1)) == ((), ()), "nobody is their own"
    assert (before(GOES_ON_SMALLER, 2), after(GOES_ON_SMALLER, 1)) == ((1,), (2,))


@pytest.mark.parametrize(
    ("one", "day", "there"),
    [
        (body(1, closed=LAST), LAST, True),
        (body(1, closed=LAST), FIRST, False),
        (replace(body(1), opened=FIRST), LAST, False),
        (replace(body(1), opened=FIRST), FIRST, True),
        (body(1), date(1990, 1, 1), True),
        (body(1, kind=ICB), date(2022, 6, 30), False),
        (body(1, kind=ICB), date(2022, 7, 1), True),
    ],
    ids=[
        "last day",
        "after it",
        "before its first day",
        "first day",
        "no day known",
        "before any ICB",
        "the first ICBs",
    ],
)
def test_a_body_is_what_it_was_on_the_date(one: Body, day: date, there: bool) -> None:
    assert existed(one, day) is there


def test_the_words_say_who_and_why_and_nothing_unkind() -> None:
    split = LeftOut(1, Why.SPLIT, into=(2, 3), parts=3)
    said = [
        say_together("Westmere Council"),
        say_included(["Eastvale Council"]),
        say_included(["Eastvale Council", "Northshire Council"]),
        *(say_left_out(replace(split, why=why), "Southport Council") for why in Why),
        say_instead(["Eastvale Council", "Northshire Council"]),
        *(NONE, SOURCE),
    ]
    assert said[1:4] == [
        "Added up with it: Eastvale Council, because it was merged into it or renamed.",
        "Added up with it: Eastvale Council and Northshire Council, because each was merged into it or renamed.",
        "Southport Council is left out: its work was shared out between 3 bodies, so its invitations are added to none "
        "of them.",
    ]
    assert said[6] == "Invite Eastvale Council or Northshire Council instead."
    words = " ".join(said).lower()
    assert [word for word in NEVER if f" {word} " in f" {words} "] == []
