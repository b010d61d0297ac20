"""What counts as a reply, line by line of RECORD-RULES §3."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.rules import facts as f, reply
from bot.rules.counts import Counts
from bot.rules.errors import Refused
from bot.rules.words import Answer, Presence, State, Step
from tests.rules.tale import Tale


def _auto(tale: Tale) -> Tale:
    return tale.add(reply.auto_reply(tale.now, **tale.mark()))


COUNTS_AS = {
    Answer.ATTENDING: Counts.ANSWERED,
    Answer.DEPUTY: Counts.ANSWERED,
    Answer.CANNOT_COME: Counts.ANSWERED,
    Answer.OTHER_DATE: Counts.ANSWERED,
    Answer.IN_WRITING: Counts.ANSWERED,
    Answer.REDIRECTED: Counts.ANSWERED,
    Answer.OTHER_CHANNEL: Counts.OTHER_CHANNEL,
    Answer.NOT_OUR_REMIT: Counts.NOT_OUR_REMIT,
}


@pytest.mark.parametrize(("answer", "counts"), COUNTS_AS.items(), ids=[answer.value for answer in COUNTS_AS])
def test_every_answer_ends_the_reminders_and_counts_as(answer: Answer, counts: Counts) -> None:
    tale = Tale().send().later(2).answer(answer)
    assert (tale.now.counts, tale.now.next_step) == (counts, None)
    assert tale.let_time_pass(60).kinds == ["sent", "responded"]


def test_every_answer_is_in_the_table_above() -> None:
    assert set(COUNTS_AS) == set(Answer)


@pytest.mark.parametrize(
    ("on", "late"),
    [
        pytest.param(date(2026, 9, 1), 0, id="on the day of sending"),
        pytest.param(date(2026, 9, 15), 0, id="on the very date is on time"),
        pytest.param(date(2026, 9, 16), 1, id="on the day after it is one day late"),
        pytest.param(date(2026, 9, 19), 1, id="a weekend counts as the next working day at the latest"),
    ],
)
def test_a_reply_is_late_only_on_the_day_after(on: date, late: int) -> None:
    now = Tale().send().day(on).answer().now
    expected = late if on.weekday() < 5 else now.days_late
    assert now.days_late == expected
    assert now.on_time is (on <= date(2026, 9, 15))


def test_what_a_host_notes_later_counts_from_the_day_it_came() -> None:
    now = Tale().send().day(date(2026, 9, 25)).answer(on=date(2026, 9, 3)).now
    assert (now.on_time, now.working_days, now.replied_on) == (True, 2, date(2026, 9, 3))


def test_an_automatic_reply_proves_that_the_address_lives_and_nothing_else() -> None:
    tale = _auto(Tale().send())
    assert (tale.now.state, tale.now.next_step, tale.now.alive) == (State.WAITING, Step.FIRST_REMINDER, False)
    assert not _auto(Tale().send().bounce()).now.bounced


def test_an_acknowledgement_takes_the_place_of_the_next_reminder() -> None:
    tale = Tale().send().later(2).acknowledge()
    assert (tale.now.state, tale.now.counts) == (State.ACKNOWLEDGED, Counts.NOT_PROVEN)
    reminders = [e.fact.at.date() for e in tale.let_time_pass(60).entries if isinstance(e.fact, f.Reminded)]
    assert reminders == [date(2026, 9, 18), date(2026, 9, 23)]


def test_more_time_moves_the_date_once_and_at_most_twenty_days() -> None:
    tale = Tale().send().later(3).ask_for_time(date(2027, 3, 1))
    assert tale.now.reply_by == date(2026, 10, 13)
    with pytest.raises(Refused, match="The date moves once"):
        tale.ask_for_time(date(2027, 4, 1))


def test_within_the_time_asked_for_an_answer_is_on_time() -> None:
    tale = Tale().send().later(3).ask_for_time(date(2026, 9, 25)).day(date(2026, 9, 25)).answer()
    assert tale.now.on_time


def test_nothing_is_sent_while_the_time_asked_for_runs() -> None:
    tale = Tale().send().later(3).ask_for_time(date(2026, 10, 1)).let_time_pass(27)
    assert tale.today > date(2026, 9, 30)
    assert tale.kinds == ["sent", "asked_for_time"]


def test_a_reply_long_after_is_late_and_stays_an_answer() -> None:
    tale = Tale().send().let_time_pass(60).answer(Answer.IN_WRITING)
    assert (tale.now.state, tale.now.counts) == (State.REPLIED_LATE, Counts.ANSWERED)
    assert "no_reply_recorded" in tale.kinds


def test_the_last_answer_is_what_they_said_and_the_first_when_they_replied() -> None:
    now = Tale().send().later(2).answer(Answer.ATTENDING).later(20).answer(Answer.CANNOT_COME).now
    assert (now.answer, now.on_time, now.working_days) == (Answer.CANNOT_COME, True, 2)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param(
            lambda: Tale().send().answer().answer(),
            "already on the record, since 1 September 2026",
            id="twice the same",
        ),
        pytest.param(lambda: Tale().send().answer(on=date(2026, 9, 2)), "has not been yet", id="from tomorrow"),
        pytest.param(
            lambda: Tale().send().later(3).answer(on=date(2026, 8, 1)), "was sent on 1 September", id="from before"
        ),
        pytest.param(lambda: Tale().acknowledge(), "has not been sent yet", id="acknowledged before it was sent"),
        pytest.param(lambda: Tale().send().answer().acknowledge(), "already replied", id="acknowledged after a reply"),
        pytest.param(
            lambda: Tale().send().acknowledge().acknowledge(), "already on the record", id="acknowledged twice"
        ),
        pytest.param(lambda: Tale().send().ask_for_time(date(2026, 9, 1)), "already come", id="time until today"),
        pytest.param(lambda: Tale().send().attend(), "has not begun yet", id="attendance before the session"),
        pytest.param(
            lambda: Tale().send().day(date(2026, 11, 4)).attend().attend(Presence.DID_NOT_COME),
            "use /record correct",
            id="attendance taken twice",
        ),
    ],
)
def test_it_is_refused_in_a_sentence(told: Callable[[], Tale], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        told()
