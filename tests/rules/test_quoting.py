"""Word for word, and never without their yes."""

import pytest

from bot.rules.agenda import ItemState
from bot.rules.errors import Refused
from bot.rules.quoting import QUOTE_LIMIT, answer, quotable

DETAILS = "Three times this year.\nI lose work each time, and nobody   rings me."


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        pytest.param("I lose work each time", "I lose work each time", id="a part"),
        pytest.param("“I lose work each time”", "I lose work each time", id="quotation marks around it are ours"),
        pytest.param("this year. I lose work", "this year. I lose work", id="over the end of a line"),
        pytest.param("nobody rings me.", "nobody rings me.", id="spaces are nobody's words"),
    ],
)
def test_what_stands_in_the_details_may_be_asked_for(words: str, quote: str) -> None:
    assert quotable(words, DETAILS, ItemState.ACCEPTED) == quote


@pytest.mark.parametrize(
    ("words", "details", "state", "sentence"),
    [
        ("I lost my job", DETAILS, ItemState.RAISED, "word for word"),
        ("i lose work", DETAILS, ItemState.RAISED, "word for word"),
        ("  ", DETAILS, ItemState.RAISED, "Please copy the words"),
        ("a" * (QUOTE_LIMIT + 1), "a" * 500, ItemState.RAISED, "Shorten it to 300"),
        ("They ignored us", "They ignored us", ItemState.RAISED, "ignored"),
        ("ring 020 7946 0018", "Please ring 020 7946 0018", ItemState.RAISED, "telephone number"),
        ("I lose work", DETAILS, ItemState.WITHDRAWN, "nothing of it is quoted any more"),
    ],
)
def test_what_is_refused(words: str, details: str, state: ItemState, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        quotable(words, details, state)


def test_yes_is_said_once_and_can_be_taken_back() -> None:
    answer("words", False, yes=True)
    answer("words", True, yes=False)
    with pytest.raises(Refused, match="already"):
        answer("words", True, yes=True)
    with pytest.raises(Refused, match="nothing to say yes to"):
        answer(None, False, yes=True)
