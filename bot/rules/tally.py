"""Counting invitations: what each contributes, and the sums that every figure is worked out from.

The database counts over its cached standings, the verifier over folded facts; both arrive at the same `Tally`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bot.rules.answers import Answers
from bot.rules.counts import COUNTED, LEFT_OUT, Counts, decided

Of = TypeVar("Of")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What one invitation contributes, folded as at the cut-off."""

    counts: Counts
    counts_on: date | None
    """From which date it counts; None is read as "not yet"."""
    on_time: bool
    working_days: int | None
    """From sending to the reply or, unanswered, to the cut-off; needed of every counted line.

    Not to the day on which no reply was recorded: late replies are still seen after it, and would be all that is seen.
    """
    organisation: int
    official: int
    holder: int | None
    session: int
    present: bool | None
    """Itself or by deputy; None while the session is not held or attendance is not taken."""

    def counts_at(self, cut_off: date) -> Counts:
        """Answered and unanswered alike are open until their date: counting replies earlier flatters recent months."""
        return self.decided(self.counts, self.counts_on is not None and self.counts_on <= cut_off)

    @staticmethod
    def decided(counts: Counts, come: bool) -> Counts:
        """`counts`, once its date has come; before that, what would count or could not be proven is still open."""
        return decided(counts, come)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The sums. Raises ValueError where they contradict each other, whoever did the counting."""

    answered: int = 0
    on_time: int = 0
    unanswered: int = 0
    left_out: Mapping[Counts, int] = field(default_factory=dict)
    """Only the reasons that occur."""
    times: Mapping[tuple[int, bool], int] = field(default_factory=dict)
    """See `bot.rules.survival.Times`; counted invitations only."""
    counted_on: Mapping[tuple[date, bool], int] = field(default_factory=dict)
    """(the day from which it counts, replied?) → how many of those counted: what `bot.rules.trend` is read from."""
    sessions_held: int = 0
    """Opportunities, organisation × session, however many of its people were asked."""
    sessions_present: int = 0
    answers: Answers = field(default_factory=Answers)
    """The questions put, which have a clock of their own."""

    def __post_init__(self) -> None:
        replied = sum(many for (_, replied), many in self.times.items() if replied)
        if (
            not 0 <= self.on_time <= self.answered == replied
            or sum(self.times.values()) != self.counted
            or not 0 <= self.sessions_present <= self.sessions_held
            or not self.left_out.keys() <= LEFT_OUT
            or sum(self.counted_on.values()) not in (0, self.counted)
        ):
            raise ValueError(f"The sums contradict each other: {self}")

    def __add__(self, other: "Tally") -> "Tally":
        return together((self, other))

    @property
    def counted(self) -> int:
        return self.answered + self.unanswered


def together(parts: Iterable[Tally]) -> Tally:
    """The tally of all of them; right for parts that share no opportunity, as organisations do not."""
    parts = tuple(parts)
    if len(parts) == 1:
        return parts[0]
    return Tally(
        answered=sum(one.answered for one in parts),
        on_time=sum(one.on_time for one in parts),
        unanswered=sum(one.unanswered for one in parts),
        left_out=_summed(one.left_out for one in parts),
        times=_summed(one.times for one in parts),
        counted_on=_summed(one.counted_on for one in parts),
        sessions_held=sum(one.sessions_held for one in parts),
        sessions_present=sum(one.sessions_present for one in parts),
        answers=sum((one.answers for one in parts), Answers()),
    )


def _summed(counts: Iterable[Mapping[Of, int]]) -> dict[Of, int]:
    found = Counter[Of]()
    for one in counts:
        found.update(one)
    return {of: many for of, many in found.items() if many}


def tally(lines: Iterable[Line], *, cut_off: date) -> Tally:
    """Count the lines of a period, which the caller has chosen.

    Raises ValueError for a counted line that does not say its working days.
    """
    lines = tuple(lines)
    counts = Counter(line.counts_at(cut_off) for line in lines)
    counted = [line for line in lines if line.counts_at(cut_off) in COUNTED]
    held, present = _opportunities(lines, counted)
    return Tally(
        answered=counts[Counts.ANSWERED],
        on_time=sum(line.on_time for line in counted if line.counts is Counts.ANSWERED),
        unanswered=counts[Counts.UNANSWERED],
        left_out={reason: many for reason, many in counts.items() if reason in LEFT_OUT},
        times=dict(Counter((_days(line), line.counts is Counts.ANSWERED) for line in counted)),
        counted_on=dict(Counter((_since(line), line.counts is Counts.ANSWERED) for line in counted)),
        sessions_held=held,
        sessions_present=present,
    )


def _opportunities(lines: Iterable[Line], counted: Iterable[Line]) -> tuple[int, int]:
    """How many sessions were held for which a body is counted, and at how many of them it was present.

    Anybody it sent makes the body present, even one whose own invitation is left out, as one sent at short notice is.
    """
    came = {(line.organisation, line.session) for line in lines if line.present and line.counts is not Counts.TEST}
    asked = {(line.organisation, line.session) for line in counted}
    known = {(line.organisation, line.session) for line in counted if line.present is not None}
    return len(known | (asked & came)), len(asked & came)


def _days(line: Line) -> int:
    if line.working_days is None:
        raise ValueError(f"A counted line does not say its working days: {line}")
    return line.working_days


def _since(line: Line) -> date:
    assert line.counts_on is not None, "what is counted has a day from which it counts"
    return line.counts_on
