"""What is hidden leaves a tombstone, and counts as before."""

from collections.abc import Callable

import pytest

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.hiding import CLASSES, hidden_in
from bot.rules.notices import Action, notices, under
from bot.rules.words import Reason
from tests.rules.tale import Tale, silent


def test_a_hidden_entry_counts_as_before() -> None:
    tale = silent().publish().answer()
    before = tale.now
    assert tale.hide(8).now == before
    hidden = hidden_in(tale.entries)[8]
    assert (hidden.reason, hidden.invitation) == (Reason.PERSONAL_DATA, 1)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("cannot be hidden", lambda: Tale().send().hide(1)),
    ("cannot be hidden", lambda: Tale().send().hide(2)),
    ("cannot be hidden", lambda: Tale().send().hide(99)),
    ("cannot be hidden", lambda: silent().hide(6)),
    ("cannot be hidden", lambda: Tale().send().answer().hide(4).hide(5)),
    ("is hidden already", lambda: Tale().send().answer().hide(4).hide(4)),
    ("one of the listed classes", lambda: Tale().send().answer().hide(4, Reason.OUR_MISTAKE)),
]


@pytest.mark.parametrize(
    ("sentence", "told"),
    REFUSED,
    ids=["a session", "the decision to invite", "no entry", "a notice", "a tombstone", "twice", "what is only wrong"],
)
def test_it_is_refused_in_a_sentence(sentence: str, told: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


@pytest.mark.parametrize("reason", CLASSES)
def test_each_class_can_be_given(reason: Reason) -> None:
    assert isinstance(Tale().send().answer().hide(4, reason).entries[-1].fact, f.Hidden)


def test_every_post_that_shows_it_is_written_anew() -> None:
    tale = silent().publish().state()
    assert [entry.seq for entry in under(tale.entries, 7, tale.entries[6].fact)] == [8]
    *before, last = tale.hide(8).entries
    edited = [one.subject for one in notices(last.seq, last.fact, before) if one.action is Action.EDIT_ENTRY]
    assert edited == [7, 8], "the statement itself, and the entry beside which it stands"
