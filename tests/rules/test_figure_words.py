"""The sentences about figures: how much they say, and that they blame nobody."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.figure_words import say_figures, say_flag, say_rate, say_streak
from bot.rules.highlights import Streak, StreakKind, flag
from bot.rules.statistics import Rate, Tally
from tests.rules.test_highlights import OTHERS, counted
from tests.rules.test_statistics import bodies, body, of

NORTHSHIRE = "NHS Northshire ICB"

# RECORD-RULES §6, "Never in generated text".
NEVER = re.compile(
    r"by law|\b(duty|must|fail|failed|failure|refused|ignored?|snubbed|evaded|shame|worst|bottom|blacklist|care|no-show"
    r"|silent|silence|rank|ranking|league|best|top|score)\b|@",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("k", "n", "text"),
    [
        pytest.param(0, 0, "not invited yet", id="none"),
        pytest.param(1, 4, "1 of 4", id="one to four: counts only"),
        pytest.param(7, 9, "7 of 9 (78 %, 95 % interval 45–94 %, small numbers)", id="five to nine: small numbers"),
        pytest.param(10, 10, "10 of 10 (100 %, 95 % interval 72–100 %)", id="ten and more: the whole"),
    ],
)
def test_a_rate_says_as_much_as_its_number_allows(k: int, n: int, text: str) -> None:
    assert say_rate(Rate.of(k, n)) == text


def test_the_lines_about_a_body() -> None:
    tally = body([2, 3, 5, 6, 8, 9, 30], [25, 40], late=1, held=4, present=3)
    figures = of(replace(tally, left_out={Counts.BOUNCED: 1, Counts.SHORT_NOTICE: 2}))
    assert say_figures(replace(figures, head="9f3a1c20" * 8), NORTHSHIRE) == [
        "NHS Northshire ICB: 7 of 9 invitations since 3 November 2025 have a recorded reply "
        "(78 %, 95 % interval 45–94 %, small numbers). Invitations through this forum only.",
        "Replied by the date asked for: 6 of 9 (67 %, 95 % interval 35–88 %, small numbers).",
        "Time until half had replied: 8 working days.",
        "Replied within 5 working days: 3 of 9 (33 %, 95 % interval 12–65 %, small numbers); "
        "within 10 working days: 6 of 9 (67 %, 95 % interval 35–88 %, small numbers); "
        "within 20 working days: 6 of 9 (67 %, 95 % interval 35–88 %, small numbers).",
        "Present, in person or by deputy: 3 of 4 sessions held.",
        "3 not counted: 1 not delivered, 2 sent at short notice.",
        "As at 3 November 2026 · policy version 1 · record head 9f3a1c20…",
    ]


def test_one_to_four_are_counts_alone() -> None:
    assert say_figures(of(body([4], [12, 40])), NORTHSHIRE) == [
        "NHS Northshire ICB: 1 of 3 invitations since 3 November 2025 has a recorded reply. "
        "Invitations through this forum only.",
        "Replied by the date asked for: 1 of 3.",
        "Replied within 5 working days: 1 of 3; within 10 working days: 1 of 3; within 20 working days: not known yet.",
        "As at 3 November 2026 · policy version 1 · record head 9f3a",
    ]


def first_line(tally: Tally, *, since: bool) -> str:
    figures = of(tally)
    return say_figures(figures if since else replace(figures, since=None), NORTHSHIRE)[0]


@pytest.mark.parametrize(
    ("tally", "since", "text"),
    [
        pytest.param(Tally(), False, "NHS Northshire ICB: not invited yet.", id="never"),
        pytest.param(Tally(), True, "NHS Northshire ICB: not invited since 3 November 2025.", id="not in the period"),
        pytest.param(
            Tally(left_out={Counts.OPEN: 1}),
            False,
            "NHS Northshire ICB: no invitation is counted yet.",
            id="invited, and nothing counted: not the same as not invited",
        ),
        pytest.param(
            counted(0, 1),
            False,
            "NHS Northshire ICB: 0 of 1 invitation has a recorded reply. Invitations through this forum only.",
            id="one",
        ),
    ],
)
def test_none_and_one_are_said_properly(tally: Tally, since: bool, text: str) -> None:
    assert first_line(tally, since=since) == text


@pytest.mark.parametrize(
    ("tally", "half"),
    [
        pytest.param(body([1] * 5, []), "1 working day", id="one day"),
        pytest.param(body([0] * 5, []), "the same day", id="the same day"),
        pytest.param(body([1] * 2, [20, 21, 22]), "not reached in 20 working days", id="not reached"),
    ],
)
def test_the_time_until_half_had_replied(tally: Tally, half: str) -> None:
    assert f"Time until half had replied: {half}." in say_figures(of(tally), NORTHSHIRE)


@pytest.mark.parametrize("reason", sorted(LEFT_OUT))
def test_every_reason_for_leaving_out_is_printed(reason: Counts) -> None:
    lines = say_figures(of(Tally(left_out={reason: 2})), NORTHSHIRE)
    assert re.fullmatch(r"2 not counted: 2 [a-z ,]+\.", lines[1])


def test_a_streak_is_said_from_three() -> None:
    assert say_streak(None) is None
    assert say_streak(Streak(StreakKind.NONE, 2)) is None
    assert say_streak(Streak(StreakKind.GOOD, 3)) == "Each of the last 3 invitations counted has a recorded reply."
    assert say_streak(Streak(StreakKind.NONE, 4)) == (
        "For the last 4 invitations counted we have not recorded a reply."
    )


def flag_sentence(k: int) -> str:
    flagged = flag(counted(k, 20), counted(k, 20) + OTHERS)
    assert flagged is not None
    return say_flag(flagged)


def test_a_flag_says_the_same_in_both_directions() -> None:
    assert flag_sentence(20) == (
        "20 of 20 (100 %, 95 % interval 83–100 %) is higher than chance explains: for all bodies of this kind together "
        "it is 140 of 220 (64 %, 95 % interval 57–70 %), and chance alone would explain 6 to 19 of 20. "
        "The figures do not say why."
    )
    assert " is lower than chance explains: " in flag_sentence(3)


@given(bodies)
def test_no_sentence_holds_a_word_that_blames_or_ranks(tally: Tally) -> None:
    tally = replace(tally, left_out=dict.fromkeys(LEFT_OUT, 1))
    said = [*say_figures(of(tally), NORTHSHIRE), flag_sentence(20), flag_sentence(3)]
    said += [say_streak(Streak(kind, 5)) or "" for kind in StreakKind]
    assert not [line for line in said if NEVER.search(line)]


@given(bodies)
def test_a_percentage_appears_exactly_from_five_on(tally: Tally) -> None:
    replies = say_figures(of(tally), NORTHSHIRE)[0]
    assert ("%" in replies) == (tally.counted >= 5)
    assert ("small numbers" in replies) == (5 <= tally.counted <= 9)
