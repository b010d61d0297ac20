"""A statement: whole, unedited, beside what may look bad for them."""

from datetime import date

import pytest

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.notices import under
from bot.rules.statement import LONGEST, fitting
from bot.rules.words import Answer, Presence, Reason
from tests.rules.tale import Tale, silent


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("We were moving house.", "We were moving house."),
        ("  One.\r\n\r\nTwo.\r", "One.\n\nTwo."),
        ("Ignored? No: *we* must ask @everyone.", "Ignored? No: *we* must ask @everyone."),
        ("x" * LONGEST, "x" * LONGEST),
        ("Diolch.", "Diolch."),
    ],
    ids=["plain", "line ends", "words that we would not use", "the longest", "Welsh"],
)
def test_it_is_kept_as_it_was_sent(sent: str, kept: str) -> None:
    assert fitting(sent) == kept


@pytest.mark.parametrize("sent", ["", " \n ", "…", "\u200b\u200b"], ids=["nothing", "spaces", "dots", "unseen"])
def test_without_words_there_is_no_statement(sent: str) -> None:
    with pytest.raises(Refused, match="no words"):
        fitting(sent)


def test_what_is_too_long_is_not_cut() -> None:
    with pytest.raises(Refused, match="has 1,201 characters"):
        Tale().send().state("x" * 1_201)


def test_beside_a_withdrawn_invitation_none_can_stand() -> None:
    tale = Tale().send()
    tale.add(f.Withdrawn(invitation=1, reason=Reason.OUR_MISTAKE, **tale.mark()))
    with pytest.raises(Refused, match="was withdrawn"):
        tale.state()


def _absent() -> Tale:
    return Tale().send().answer(Answer.ATTENDING).day(date(2026, 11, 4)).attend(Presence.DID_NOT_COME)


@pytest.mark.parametrize(
    ("tale", "seq"),
    [
        pytest.param(silent().publish().state(), 7, id="no reply recorded"),
        pytest.param(silent().state().publish(), 8, id="stated before no reply was recorded"),
        pytest.param(_absent().state(), 5, id="was not there"),
        pytest.param(Tale().send().later(12).answer().state(), 4, id="a late reply"),
    ],
)
def test_it_stands_beside(tale: Tale, seq: int) -> None:
    fact = tale.entries[seq - 1].fact
    assert [entry.fact.kind for entry in under(tale.entries, seq, fact)] == ["statement_made"]


def test_beside_a_reply_in_time_it_does_not_stand() -> None:
    tale = Tale().send().answer().state()
    assert under(tale.entries, 4, tale.entries[3].fact) == []
