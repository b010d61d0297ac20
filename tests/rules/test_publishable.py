"""What a host may put on the record in words of their own."""

import pytest
from hypothesis import given, strategies as st

from bot.rules.errors import Refused
from bot.rules.publishable import LONGEST, publishable
from bot.rules.wording import NEVER


@pytest.mark.parametrize(
    "words",
    [
        "They sent their deputy, the Head of Carers’ Support.",
        "They suggest Tuesday 10 November 2026, 7:00 pm.",
        "They can come on 03/11/2026 or 2026-11-10, from 19.00 to 20.30.",
        "Item 12 is with the Integrated Care Partnership; see https://westmere.example/carers/2026/11.",
        "About £1,250,000 over 24 months, for 3,400 carers.",
        "They are mustering support at Bottomley Hall.",
        "Room 01, second floor.",
    ],
    ids=["a deputy", "another date", "dates in figures", "a page", "sums", "words within words", "a small number"],
)
def test_plain_words_may_stand(words: str) -> None:
    assert publishable(words) == words


@pytest.mark.parametrize("never", NEVER)
def test_no_word_of_judgement_may_stand(never: str) -> None:
    for spelt in (
        never,
        never.upper(),
        never.replace(" ", "  ").replace("-", " "),
        f"“{never}”,",
        never[0] + "\u200b" + never[1:],
        never[:2] + "\u0301" + never[2:],
        "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in never),
    ):
        with pytest.raises(Refused, match="The record never says"):
            publishable(f"They {spelt} us")


@pytest.mark.parametrize(
    "words",
    [
        "jo@icb.example",
        "Ask @everyone",
        "<@123456789>",
        "jo (at) icb.example",
        "jo [AT] icb",
        "mailto:jo",
        "jo＠icb.example",
    ],
    ids=["an address", "everybody", "a mention", "an address in disguise", "another", "a link to mail", "a wide @"],
)
def test_no_address_or_mention_may_stand(words: str) -> None:
    with pytest.raises(Refused, match="E-mail addresses and @mentions"):
        publishable(words)


@pytest.mark.parametrize(
    "words",
    [
        "01632 960983",
        "ring (01632) 960 983",
        "+44 1632 960 983",
        "020–7946–0000",
        "Tel: 79460",
        "Their phone is 960983",
        "٠١٦٣٢ ٩٦٠٩٨٣",
    ],
    ids=["plain", "brackets", "international", "dashes", "named", "short and named", "other digits"],
)
def test_no_telephone_number_may_stand(words: str) -> None:
    with pytest.raises(Refused, match="Telephone numbers"):
        publishable(words)


@given(st.text(max_size=LONGEST * 2))
def test_whatever_is_kept_is_one_short_visible_line(text: str) -> None:
    try:
        kept = publishable(text)
    except Refused:
        return
    assert 0 < len(kept) <= LONGEST
    assert "\n" not in kept
    assert kept == publishable(kept)
