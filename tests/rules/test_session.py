"""A session: called, moved, cancelled, opened, held, and everything that is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.rules import facts as f, session
from bot.rules.errors import Refused
from bot.rules.session import SessionStanding, SessionState, session_standing
from bot.rules.terms import Mark
from bot.rules.words import Reason, Via
from tests.rules.tale import TEXT

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
STARTS = datetime(2026, 11, 3, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Meeting:
    at: datetime = NOW
    facts: list[f.Fact] = field(default_factory=list)

    def mark(self) -> Mark:
        return Mark(at=self.at, by="member:1", via=Via.HOST)

    def plan(self, starts: datetime = STARTS, length: timedelta = HOUR) -> "Meeting":
        return self.add(session.plan(1, TEXT, starts, starts + length, **self.mark()))

    def add(self, fact: f.Fact) -> "Meeting":
        self.facts.append(fact)
        return self

    def when(self, at: datetime) -> "Meeting":
        self.at = at
        return self

    @property
    def now(self) -> SessionStanding:
        return session_standing(f.Entry(n, fact) for n, fact in enumerate(self.facts, 1))

    def move(self, starts: datetime) -> "Meeting":
        return self.add(session.move(self.now, starts, **self.mark()))

    def cancel(self) -> "Meeting":
        return self.add(session.cancel(self.now, Reason.TOO_FEW_PEOPLE, **self.mark()))

    def open(self) -> "Meeting":
        return self.add(session.open_session(self.now, **self.mark()))

    def hold(self, carers: int | None = 14) -> "Meeting":
        return self.add(session.hold(self.now, carers, **self.mark()))


def test_the_whole_course_of_a_session() -> None:
    meeting = Meeting().plan().move(STARTS + HOUR).when(STARTS + HOUR).open().when(STARTS + 2 * HOUR).hold(14)
    assert meeting.now == SessionStanding(1, SessionState.HELD, STARTS + HOUR, STARTS + 2 * HOUR, 14)


def test_a_session_keeps_its_length_when_it_moves() -> None:
    now = Meeting().plan(length=timedelta(minutes=75)).move(STARTS + timedelta(days=7)).now
    assert now.ends - now.starts == timedelta(minutes=75)


def test_a_session_that_nobody_opened_can_still_be_closed() -> None:
    assert Meeting().plan().when(STARTS + HOUR).hold(None).now.state is SessionState.HELD


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        pytest.param(lambda: Meeting().plan(NOW), "already passed", id="called for now"),
        pytest.param(lambda: Meeting().plan(NOW - HOUR), "already passed", id="called for the past"),
        pytest.param(lambda: Meeting().plan(length=timedelta(minutes=5)), "between 15 minutes", id="too short"),
        pytest.param(lambda: Meeting().plan(length=timedelta(hours=13)), "12 hours", id="too long"),
        pytest.param(lambda: Meeting().plan().move(STARTS), "already at that time", id="moved to where it is"),
        pytest.param(lambda: Meeting().plan().move(NOW - HOUR), "already passed", id="moved to the past"),
        pytest.param(lambda: Meeting().plan().cancel().move(STARTS + HOUR), "was cancelled", id="moved once cancelled"),
        pytest.param(lambda: Meeting().plan().cancel().cancel(), "was cancelled", id="cancelled twice"),
        pytest.param(lambda: Meeting().plan().open(), "one hour before", id="opened weeks early"),
        pytest.param(lambda: Meeting().plan().when(STARTS).open().open(), "already begun", id="opened twice"),
        pytest.param(lambda: Meeting().plan().hold(), "has not begun yet", id="closed before it began"),
        pytest.param(lambda: Meeting().plan().when(STARTS).hold().hold(), "already been held", id="closed twice"),
        pytest.param(lambda: Meeting().plan().when(STARTS).hold(-1), "how many carers", id="fewer than no carers"),
        pytest.param(
            lambda: Meeting().plan().when(STARTS).hold().cancel(), "already been held", id="cancelled once held"
        ),
    ],
)
def test_it_is_refused_in_a_sentence(told: Callable[[], Meeting], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        told()
