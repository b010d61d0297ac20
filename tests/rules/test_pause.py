"""A pause stops the clock, whether it was known when the invitation was sent or not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules import facts as f, silence
from bot.rules.counts import Counts
from bot.rules.errors import Refused
from bot.rules.pause import LONGEST, pause
from bot.rules.terms import Terms, adopted
from bot.rules.wording import PRIVACY
from bot.rules.words import Answer, PauseKind, Step
from tests.rules.tale import SENT_ON, SENTENCE, TEXT, WAY, Tale, silent

FORTNIGHT = (date(2026, 9, 7), date(2026, 9, 18))
"""Ten working days, from Monday to Friday of the next week."""
LATE = date(2027, 3, 2)


def _dates(tale: Tale) -> tuple[date | None, date | None, date | None]:
    now = tale.now
    return now.reply_by, now.next_on, now.counts_on


def _apart(tale: Tale, days: int) -> tuple[date, ...]:
    plain = Terms()
    return tuple(plain.after(day, days) for day in _dates(tale) if day is not None)


@pytest.mark.parametrize("known", [True, False], ids=["known before", "declared after sending"])
def test_ten_days_of_pause_move_every_date_by_ten_days(known: bool) -> None:
    tale = Tale(session_on=LATE)
    tale = tale.pause(*FORTNIGHT).send() if known else tale.send().pause(*FORTNIGHT)
    assert _dates(tale) == _apart(Tale(session_on=LATE).send(), 10)
    assert tale.now.reply_by == date(2026, 9, 29)


def test_what_was_over_before_the_pause_stays() -> None:
    tale = Tale(session_on=LATE).send().let_time_pass(17)
    before = tale.now
    tale.pause(date(2026, 9, 21), date(2026, 9, 25))
    assert tale.now.reply_by == before.reply_by == date(2026, 9, 15)
    assert tale.now.next_on == date(2026, 9, 29), "the notice, which was due on the 22nd"


def test_nothing_is_recorded_where_nothing_moves() -> None:
    tale = Tale(session_on=LATE).send()
    assert tale.pause(date(2026, 12, 1), date(2026, 12, 10)).entries[-1].fact.kind == "paused"
    assert Tale(session_on=LATE).send().pause(*FORTNIGHT, body=2).entries[-1].fact.kind == "paused"
    assert Tale(session_on=LATE).send().pause(*FORTNIGHT, body=None).entries[-1].fact.kind == "clock_moved"


def test_who_had_asked_for_time_has_it_until_the_day_to_which_that_moved() -> None:
    tale = Tale(session_on=LATE).send().ask_for_time(date(2026, 9, 25)).pause(*FORTNIGHT)
    assert tale.now.more_time_until == tale.now.reply_by == date(2026, 10, 9)


def test_the_days_of_a_pause_make_nobody_late() -> None:
    tale = Tale(session_on=LATE).send().pause(*FORTNIGHT).day(date(2026, 9, 24)).answer(Answer.CANNOT_COME)
    fact = tale.entries[-1].fact
    assert isinstance(fact, f.Responded)
    assert (fact.days_late, fact.working_days) == (0, 7)


def test_a_reply_is_counted_no_earlier_than_silence_would_be() -> None:
    answered, waiting = Tale(session_on=LATE).send().answer(), Tale(session_on=LATE).send()
    assert answered.pause(*FORTNIGHT).now.counts_on == waiting.pause(*FORTNIGHT).now.counts_on
    fact = answered.entries[-1].fact
    assert isinstance(fact, f.ClockMoved)
    assert (answered.now.next_step, fact.next_on) == (None, None)


def test_what_would_end_after_the_session_is_in_no_figure_and_brings_no_letter() -> None:
    tale = Tale().send().pause(date(2026, 9, 7), date(2026, 10, 28))
    assert (tale.now.counts, tale.now.next_step, tale.now.counts_on) == (Counts.PAUSED, None, None)
    assert tale.let_time_pass(90).kinds == ["sent", "paused", "clock_moved"]
    assert tale.answer().now.counts is Counts.PAUSED, "an answer to it flatters no figure either"


def test_a_known_pause_makes_an_invitation_short_notice() -> None:
    tale = Tale().pause(date(2026, 9, 7), date(2026, 10, 28)).send()
    assert tale.now.short_notice


def test_the_full_days_after_a_notice_are_full_without_the_pause() -> None:
    tale = (
        Tale(session_on=LATE)
        .send()
        .let_time_pass(20)
        .pause(date(2026, 9, 23), date(2026, 9, 25))
        .day(date(2026, 9, 22))
    )
    letter = f"{SENTENCE}\n{WAY}\n{PRIVACY}"
    as_at, mark = date(2026, 9, 30), tale.mark()
    given = silence.notice(tale.now, tale.terms, letter, SENTENCE, TEXT, as_at=as_at, way=WAY, **mark)
    assert given.next_on == date(2026, 10, 5), "the 30th, and three days more"


def test_no_step_falls_on_a_day_of_a_pause() -> None:
    tale = Tale(session_on=LATE).send().day(date(2026, 9, 3)).pause(*FORTNIGHT).let_time_pass(90)
    assert tale.kinds[-1] == "no_reply_recorded"
    for entry in tale.entries:
        if isinstance(entry.fact, f.Reminded | f.NoticeGiven | f.NoReplyRecorded):
            assert not tale.terms.paused(1, tale.terms.day(entry.fact.at))


def test_silence_that_was_recorded_stays_where_it_is() -> None:
    tale = silent().publish()
    assert tale.pause(date(2026, 9, 30), date(2026, 10, 16)).entries[-1].fact.kind == "paused"


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("cannot come before its first", lambda: Tale().pause(date(2026, 9, 9), date(2026, 9, 8))),
    ("was over on 31 August 2026", lambda: Tale().pause(date(2026, 8, 1), date(2026, 8, 31))),
    (f"at most {LONGEST} days", lambda: Tale().pause(date(2026, 9, 1), date(2026, 12, 30))),
    ("already on the record", lambda: Tale().pause(*FORTNIGHT).pause(*FORTNIGHT)),
    ("already on the record", lambda: Tale().pause(*FORTNIGHT, body=None).pause(*FORTNIGHT)),
]


@pytest.mark.parametrize(("sentence", "told"), REFUSED, ids=["backwards", "over", "endless", "twice", "within all"])
def test_a_pause_that_cannot_be_is_refused(sentence: str, told: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


def test_a_pause_of_one_body_within_another_bodys_is_none_of_its_business() -> None:
    assert len(Tale().pause(*FORTNIGHT, body=2).pause(*FORTNIGHT).terms.pauses) == 2


days = st.integers(0, 60).map(lambda n: SENT_ON + timedelta(days=n))


@given(days, st.integers(0, 40), st.lists(st.tuples(days, st.integers(0, 30)), max_size=3))
def test_the_dates_stay_in_order_and_never_come_earlier(
    declared: date, length: int, more: list[tuple[date, int]]
) -> None:
    tale = Tale(session_on=LATE).send()
    for first, n in [(declared, length), *more]:
        before = tale.now
        tale.pause(first, first + timedelta(days=n), body=None if n % 2 else 1) if _new(tale, first, n) else None
        after = tale.now
        assert before.reply_by is not None
        assert after.reply_by is not None
        assert after.reply_by >= before.reply_by
        if after.counts_on is not None:
            assert before.counts_on is not None
            assert after.counts_on >= before.counts_on
            assert after.reply_by < after.counts_on
        if after.next_on is not None:
            assert not tale.terms.paused(1, after.next_on)
            assert after.next_step is Step.FIRST_REMINDER


def _new(tale: Tale, first: date, n: int) -> bool:
    try:
        pause(PauseKind.CLOSURE, first, first + timedelta(days=n), None if n % 2 else 1, tale.terms, **tale.mark())
    except Refused:
        return False
    return True


@given(st.lists(st.tuples(days, st.integers(0, 40)), max_size=4))
def test_declared_one_by_one_or_known_before_gives_the_same_dates(pauses: list[tuple[date, int]]) -> None:
    """As long as all of them are declared on the day of sending: what is worked out first makes no difference."""
    after, before = Tale(session_on=date(2028, 3, 1)).send(), Tale(session_on=date(2028, 3, 1))
    for first, n in pauses:
        for tale in (after, before):
            if _new(tale, first, n):
                tale.pause(first, first + timedelta(days=n), body=None if n % 2 else 1)
    assert _dates(after) == _dates(before.send())


def test_terms_of_a_body_are_the_same_asked_twice() -> None:
    paused = Tale().pause(*FORTNIGHT).entries[-1].fact
    terms = adopted(Terms(), paused)
    assert terms.of(1).of(1) == terms.of(1)
    assert terms.of(2) == terms
