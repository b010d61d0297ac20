"""Whatever somebody types is shown as typed, and does nothing."""

import re
import unicodedata

import pytest
from hypothesis import given, strategies as st

from bot.chat.text import bare, clip, line, listing, plain, plural, quote, size

BITS = [
    *"\\*_~`|<>#@:[]()-+.!/1 \n\t",
    *(
        "@everyone",
        "@here",
        "@EVERYONE",
        "<@1>",
        "<@&2>",
        "<#3>",
        "</a b:4>",
        "<:a:5>",
        "<a:b:6>",
        "<t:1:R>",
        "<id:home>",
    ),
    *(
        "https://evil.example",
        "[a](https://b.example)",
        "<https://c.example>",
        "mailto:a@b.example",
        "discord.gg/x",
        ":smile:",
    ),
    *(
        "# a",
        "-# b",
        "> c",
        ">>> d",
        "- e",
        "1. f",
        "1) g",
        "```\ncode\n```",
        "||h||",
        "__i__",
        "\u200b",
        "\u202e",
        "\ufeff",
    ),
    *("\u2028", "\x00", "\x1b", "\u3164", "\u2800", "a" + "\u0301" * 40, "👩🏽‍🦽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇬🇧", "Ŵy", "\\" * 3),
]
hostile = st.lists(st.sampled_from(BITS) | st.text(max_size=5), max_size=12).map("".join)

# An escaped mark is itself and nothing else; a letter in its place shows what is left to act.
INERT = re.compile(r"\\[^0-9A-Za-z\s]")
ACTS = re.compile(
    r"[\\*_~`|<>#\[\]]|://|mailto:|:[a-z]|(?i:discord\.|@everyone|@here)|^\s*[-+]|^\s*[0-9]+[.)]|[\u200e\u202a-\u202e\u2066-\u2069]",
    re.MULTILINE,
)


def shown(text: str) -> str:
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("@\u200b", "@")


@given(hostile)
def test_nothing_that_is_typed_acts(typed: str) -> None:
    for safe in (plain(typed), line(typed)):
        assert not ACTS.search(INERT.sub("x", safe)), safe


@given(hostile, st.integers(1, 60))
def test_nothing_acts_after_it_is_cut(typed: str, most: int) -> None:
    cut = clip(line(typed), most)
    assert not ACTS.search(INERT.sub("x", cut)), cut
    assert size(cut) <= most


@given(hostile)
def test_every_quoted_line_stays_in_the_quote(typed: str) -> None:
    assert all(one.startswith("> ") for one in quote(typed).splitlines())


@given(hostile)
def test_what_is_shown_is_what_was_typed_without_the_unseen(typed: str) -> None:
    assert shown(line(typed)) == bare(typed)
    assert shown(plain(typed)).split() == bare(typed).split()


@given(st.text())
def test_no_unseen_characters_are_left(typed: str) -> None:
    left = {unicodedata.category(character) for character in bare(typed)}
    assert left.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn"})


@pytest.mark.parametrize(
    "words",
    [
        "We met at 19:00 – 3 of 4 came.",
        "Mrs O'Neill (chair): “thanks”, a@b.example, 50 %",
        "Ŵyn & Siân, 1.5 hours; and/or 3/11/2026",
        "Ysbyty Gwynedd: 24-hour care",
    ],
)
def test_ordinary_words_need_no_backslash(words: str) -> None:
    assert plain(words) == words


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        pytest.param("abc", 3, "abc", id="what fits stays"),
        pytest.param("abcd", 3, "ab…", id="the sign of the cut counts too"),
        pytest.param("ab cd", 4, "ab…", id="no space before it"),
        pytest.param("a🇬🇧🇬🇧", 7, "a🇬🇧…", id="half a flag is no flag"),
        pytest.param("a👩🏽‍🦽b", 6, "a…", id="a joined emoji goes whole"),
        pytest.param("ae\u0301e", 3, "a…", id="an accent stays with its letter"),
        pytest.param("ab\\*c", 4, "ab…", id="a backslash stays with its mark"),
        pytest.param("a\\\\bc", 4, "a\\\\…", id="an escaped backslash is whole"),
        pytest.param("😀😀", 3, "😀…", id="an emoji counts as two, as Discord's apps count"),
        pytest.param("\ud83d" * 3, 2, "\ud83d…", id="half an emoji, which JSON can hold, counts as one"),
        pytest.param("abc", 0, "", id="no room"),
    ],
)
def test_a_cut_never_splits_what_is_read_as_one(text: str, most: int, cut: str) -> None:
    assert clip(text, most) == cut


def test_a_title_of_5000_characters_is_cut() -> None:
    assert size(clip(line("Bus passes! " * 417), 100)) <= 100


def test_right_plurals_and_lists() -> None:
    assert [plural(n, "reply", "replies") for n in (0, 1, 2, 1204)] == [
        "0 replies",
        "1 reply",
        "2 replies",
        "1,204 replies",
    ]
    assert [listing(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listing(["a", "b"], "or") == "a or b"
