"""What is typed on an official's page is read as it was meant, or not at all."""

import unicodedata
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given, strategies as st

from bot.desk import fields, form, words
from bot.desk.choices import Choice
from bot.desk.reader import Mistakes
from bot.rules.errors import Refused
from bot.web.patience import Patience, whose
from tests.desk import LONDON

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
NAMES = ("answer", "deputy", "dates", "until", "item_1", "general", "instead", "address", "channel", "hosts")
VALUES = st.one_of(
    st.sampled_from([*Choice, "", "22 September 2026", "1/9/2026", "a@b.example", "x" * 1_300]), st.text(max_size=40)
)
SENT = st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=2), max_size=5)


@given(SENT)
def test_whatever_is_sent_is_an_answer_or_mistakes_that_name_their_fields(sent: dict[str, list[str]]) -> None:
    said = _read(sent)
    if isinstance(said, Mistakes):
        assert said.problems
        assert {one.field for one in said.problems} <= set(NAMES)
        return
    assert sent["answer"] in ([said.choice], [said.choice] * 2)
    assert (said.until is not None) == (said.choice is Choice.MORE_TIME)
    assert (said.public is not None) == (said.choice in (Choice.DEPUTY, Choice.IN_WRITING))
    words.public(said.public or "")
    assert len(said.public or "") <= fields.ALL_WRITTEN


def _read(sent: dict[str, list[str]]) -> form.Answered | Mistakes:
    try:
        return form.read_answer(sent, [1], now=NOW, zone=LONDON)
    except Mistakes as error:
        return error


@given(st.text())
def test_words_lose_only_what_nobody_can_see(text: str) -> None:
    kept = words.typed(text)
    assert words.typed(kept) == kept
    assert all(c == "\n" or c in "\u200c\u200d" or unicodedata.category(c)[0] != "C" for c in kept)
    seen = [c for c in text if unicodedata.category(c)[0] in "LMNPS"]
    assert [c for c in kept if unicodedata.category(c)[0] in "LMNPS"] == seen


@pytest.mark.parametrize(
    "said",
    [
        "We funded 40 places in 2025/26, up from 31.",
        "Our budget is £1,234,567,890 over 2026-2029.",
        "See section 3(1) of the Act; the next meeting is on 03/11/2026 at 19:00.",
        "Ref. 2026/000123 of 01.09.2026",
        "Duty social worker, first response",
    ],
)
def test_figures_dates_and_references_may_be_published(said: str) -> None:
    words.public(said)


@pytest.mark.parametrize(
    "said",
    [
        "a@b",
        "Ann <ann@body.example>",
        "mailto:x",
        "01632 960123",
        "(01632) 960 123",
        "+44 7700 900 123",
        "0300-123-4567",
    ],
)
def test_addresses_and_telephone_numbers_may_not(said: str) -> None:
    with pytest.raises(Refused, match="This will be public"):
        words.public(f"Please ask {said}.")


def test_a_long_written_answer_fits_as_a_whole() -> None:
    sent = {"answer": ["in_writing"], "item_1": ["a" * 1_200], "item_2": ["b" * 1_200], "general": ["c" * 1_200]}
    with pytest.raises(Mistakes, match="Together that has 3,634 characters; there is room for 3,000"):
        form.read_answer(sent, [1, 2], now=NOW, zone=LONDON)


def test_patience_comes_back_with_time_and_never_beyond_its_measure() -> None:
    patience = Patience(tries=2, pause=timedelta(seconds=10))
    for _ in range(2):
        assert patience.has("a", NOW)
        patience.spend("a", NOW)
    assert not patience.has("a", NOW + timedelta(seconds=9))
    assert patience.has("b", NOW)
    later = NOW + timedelta(seconds=15)
    assert patience.has("a", later)
    patience.spend("a", later)
    assert not patience.has("a", later)
    assert patience.has("a", NOW + timedelta(seconds=20)), "the half of a pause is not lost"
    much_later = NOW + timedelta(days=9)
    for left in (True, True, False):
        assert patience.has("a", much_later) is left
        patience.spend("a", much_later)
    assert not patience.has("a", NOW), "a clock that was set back gives nothing"


@pytest.mark.parametrize(
    ("near", "told", "who"),
    [
        ("9.9.9.9", "192.0.2.1", "9.9.9.9"),
        ("127.0.0.1", "192.0.2.1, 203.0.113.9", "203.0.113.9"),
        ("::1", "203.0.113.9", "203.0.113.9"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "unknown", "10.0.0.2"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("2620:fe:1:2:3:4:5:6", None, "2620:fe:1:2::"),
        ("2620:fe:1:2::9", "192.0.2.1", "2620:fe:1:2::"),
    ],
)
def test_a_forwarded_address_is_believed_from_a_server_of_ours_alone(near: str, told: str | None, who: str) -> None:
    transport = Mock()
    transport.get_extra_info = lambda name, default=None: (near, 1) if name == "peername" else default
    headers = {"X-Forwarded-For": told} if told else {}
    assert whose(make_mocked_request("GET", "/", headers=headers, transport=transport)) == who
