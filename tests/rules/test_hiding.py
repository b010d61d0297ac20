"""What is hidden leaves a tombstone, and counts as before."""

from collections.abc import Callable

import pytest

from bot.rules import facts as f
from bot.rules.enclosed import NAMES
from bot.rules.errors import Refused
from bot.rules.hiding import CLASSES, hidden_in, hideable
from bot.rules.notices import Action, notices, under
from bot.rules.words import Reason, Via
from tests.rules.tale import Tale, silent


def test_a_hidden_entry_counts_as_before() -> None:
    tale = silent().publish().answer()
    before = tale.now
    assert tale.hide(8).now == before
    hidden = hidden_in(tale.entries)[8]
    assert isinstance(hidden, f.Hidden)
    assert (hidden.reason, hidden.invitation) == (Reason.PERSONAL_DATA, 1)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("cannot be hidden", lambda: Tale().send().hide(2)),
    ("cannot be hidden", lambda: Tale().send().hide(99)),
    ("cannot be hidden", lambda: Tale().send().answer().hide(4).hide(5)),
    ("is hidden already", lambda: Tale().send().answer().hide(4).hide(4)),
    ("is hidden already", lambda: Tale().send().hide(1).hide(1)),
    ("one of the listed classes", lambda: Tale().send().answer().hide(4, Reason.OUR_MISTAKE)),
]


@pytest.mark.parametrize(
    ("sentence", "told"),
    REFUSED,
    ids=["the decision to invite", "no entry", "a tombstone", "twice", "a title twice", "what is only wrong"],
)
def test_it_is_refused_in_a_sentence(sentence: str, told: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


HIDE, MINUTES = "/record hide", "/session minutes, in place of the earlier versions"
DOORS = {
    f.BodyAnswered: HIDE,
    f.BodyDeclined: HIDE,
    f.CriteriaAdopted: HIDE,
    f.MinutesCorrected: MINUTES,
    f.MinutesPublished: MINUTES,
    f.NoReplyRecorded: HIDE,
    f.NoticeGiven: HIDE,
    f.Planned: HIDE,
    f.PledgeAmended: HIDE,
    f.PledgeClosed: HIDE,
    f.PledgeMade: HIDE,
    f.PledgeStated: HIDE,
    f.PledgeUpdated: HIDE,
    f.QuestionAnswered: HIDE,
    f.Responded: HIDE,
    f.StatementMade: HIDE,
}
"""By which command the words beside each kind of entry can be erased: a new kind of words needs a line here."""


def test_whatever_words_stand_beside_the_record_can_be_erased() -> None:
    assert {kind for kind in f.every_kind().values() if NAMES[kind]} == set(DOORS)
    assert {kind for kind in DOORS if hideable(kind)} == {kind for kind, door in DOORS.items() if door == HIDE}


def test_where_it_is_about_no_invitation_the_tombstone_is_about_none() -> None:
    tale = Tale().send()
    assert tale.hide(1).entries[-1].fact == f.EntryHidden(entry=1, reason=Reason.PERSONAL_DATA, **tale.mark(Via.HOST))


@pytest.mark.parametrize("reason", CLASSES)
def test_each_class_can_be_given(reason: Reason) -> None:
    assert isinstance(Tale().send().answer().hide(4, reason).entries[-1].fact, f.Hidden)


def test_every_post_that_shows_it_is_written_anew() -> None:
    tale = silent().publish().state()
    assert [entry.seq for entry in under(tale.entries, 7, tale.entries[6].fact)] == [8]
    *before, last = tale.hide(8).entries
    edited = [one.subject for one in notices(last.seq, last.fact, before) if one.action is Action.EDIT_ENTRY]
    assert edited == [7, 8], "the statement itself, and the entry beside which it stands"
