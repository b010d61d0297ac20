"""The clock of an invitation: what is sent when, and what may not happen."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.rules import facts as f, invitation
from bot.rules.errors import Refused
from bot.rules.policy import Policy
from bot.rules.terms import Terms
from bot.rules.words import Answer, Reason, State, Step, Via
from tests.rules.tale import SENT_ON, Tale

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})


def _sent(tale: Tale) -> f.Sent:
    return next(entry.fact for entry in reversed(tale.entries) if isinstance(entry.fact, f.Sent))


@pytest.mark.parametrize(
    ("sent_on", "session_on", "reply_by", "short"),
    [
        pytest.param(
            date(2026, 9, 1), date(2026, 11, 3), date(2026, 9, 15), False, id="ten working days after sending"
        ),
        pytest.param(
            date(2026, 9, 1), date(2026, 9, 22), date(2026, 9, 15), False, id="fifteen days before is fair notice"
        ),
        pytest.param(
            date(2026, 9, 1), date(2026, 9, 21), date(2026, 9, 15), True, id="fourteen days before is short notice"
        ),
        pytest.param(
            date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 3), True, id="three days before a session that is near"
        ),
        pytest.param(date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 2), True, id="never sooner than tomorrow"),
        pytest.param(date(2026, 12, 18), date(2027, 3, 1), date(2027, 1, 6), False, id="Christmas is not counted"),
        pytest.param(
            date(2026, 9, 5), date(2026, 11, 3), date(2026, 9, 18), False, id="a Saturday is day zero like any other"
        ),
    ],
)
def test_a_reply_is_asked_for_by(sent_on: date, session_on: date, reply_by: date, short: bool) -> None:
    sent = _sent(Tale(Terms(closed=CHRISTMAS), session_on=session_on, today=sent_on).send())
    assert (sent.reply_by, sent.short_notice) == (reply_by, short)


def test_the_whole_course_of_an_invitation_that_nobody_answers() -> None:
    tale = Tale().send().let_time_pass(40)
    assert [(entry.fact.kind, entry.fact.at.date()) for entry in tale.entries[2:]] == [
        ("sent", date(2026, 9, 1)),
        ("reminded", date(2026, 9, 10)),
        ("reminded", date(2026, 9, 18)),
        ("notice_given", date(2026, 9, 22)),
        ("no_reply_recorded", date(2026, 9, 30)),
    ]


def test_a_reminder_that_left_late_pushes_back_what_follows() -> None:
    tale = Tale().send().day(date(2026, 9, 24)).remind()
    assert tale.now.next_on == date(2026, 9, 29)
    tale.day(date(2026, 9, 29)).remind()
    assert (tale.now.next_step, tale.now.next_on) == (Step.NOTICE, date(2026, 10, 1))


def test_short_notice_gets_at_most_a_reminder_and_never_a_notice() -> None:
    tale = Tale(session_on=date(2026, 9, 21)).send().let_time_pass(60)
    assert set(tale.kinds) <= {"sent", "reminded"}


def test_the_policy_in_force_on_the_day_decides() -> None:
    patient = Terms(Policy(version=2, reply_days=20, fair_notice=25))
    assert _sent(Tale(patient).send()).reply_by == date(2026, 9, 29)


def test_a_wrong_address_starts_the_clock_anew() -> None:
    tale = Tale().send().let_time_pass(10).replace_address()
    assert (tale.now.state, tale.now.reminders, tale.now.next_step) == (State.TO_SEND, 0, None)
    tale.day(date(2026, 9, 14)).send()
    assert (tale.now.reply_by, tale.now.state) == (date(2026, 9, 28), State.WAITING)


def test_sending_again_to_the_same_address_does_not_reset_the_clock() -> None:
    tale = Tale().send().day(date(2026, 9, 4))
    tale.add(invitation.sent_again(tale.now, **tale.mark()))
    assert (tale.now.reply_by, tale.now.sent_on) == (date(2026, 9, 15), SENT_ON)


def test_a_moved_session_asks_anew_those_who_have_not_answered() -> None:
    tale = Tale().send().day(date(2026, 9, 4))
    moved = f.Moved(session=1, starts=tale.now.starts, ends=tale.now.starts, **tale.mark())  # type: ignore[arg-type]
    assert standing_after(tale, moved).state is State.TO_SEND


def test_a_moved_session_leaves_an_answer_as_it_is() -> None:
    tale = Tale().send().day(date(2026, 9, 4)).answer()
    moved = f.Moved(session=1, starts=tale.now.starts, ends=tale.now.starts, **tale.mark())  # type: ignore[arg-type]
    now = standing_after(tale, moved)
    assert (now.state, now.answer) == (State.REPLIED, Answer.ATTENDING)


def standing_after(tale: Tale, fact: f.Fact):  # type: ignore[no-untyped-def]
    return tale.add(fact).now


def _cancelled(tale: Tale) -> Tale:
    return tale.add(f.SessionCancelled(session=1, reason=Reason.TOO_FEW_PEOPLE, **tale.mark()))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param(lambda: Tale().send().send(), "already on the record as sent", id="sent twice"),
        pytest.param(lambda: Tale().send().remind().remind().remind(), "Both reminders", id="a third reminder"),
        pytest.param(lambda: Tale().bounce(), "already on the record", id="bounced before it was sent"),
        pytest.param(lambda: Tale().send().bounce().bounce(), "already on the record", id="bounced twice"),
        pytest.param(lambda: Tale().send().answer().bounce(), "did arrive", id="bounced after a reply"),
        pytest.param(
            lambda: Tale().replace_address(), "Nothing has been sent", id="an address replaced before sending"
        ),
        pytest.param(
            lambda: Tale().send().answer().replace_address(), "address was right", id="replaced after a reply"
        ),
        pytest.param(lambda: _cancelled(Tale().send()).bounce(), "session was cancelled", id="after a cancellation"),
    ],
)
def test_it_is_refused_in_a_sentence(told: Callable[[], Tale], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        told()


def test_a_publication_can_be_held_back_and_released_but_never_brought_forward() -> None:
    tale = Tale().send().let_time_pass(22)
    tale.add(invitation.hold_back(tale.now, Reason.PAUSE, **tale.mark(Via.HOST)))
    assert tale.now.next_step is None
    tale.add(invitation.release(tale.now, **tale.mark(Via.HOST)))
    assert tale.now.next_step in (Step.NOTICE, Step.NO_REPLY)
    with pytest.raises(Refused, match="not held back"):
        invitation.release(tale.now, **tale.mark(Via.HOST))
