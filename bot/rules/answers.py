"""The answer rate: questions answered / questions counted (RECORD-RULES §7), one definition for every place.

Counted     a question whose day has come (`question.counts_on`), answered or not, with nothing that excludes it.
Answered    in full or in part, in writing or in the session; how many were in part is said beside it.

That a question has no answer counts only where the letter that put it arrived, and a reminder left after it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.rules.counts import COUNTED, LEFT_OUT, Counts, decided
from bot.rules.question import Question, counts_on
from bot.rules.terms import Terms
from bot.rules.words import Extent, State

EXCLUDES = (
    *(Counts.TEST, Counts.WITHDRAWN, Counts.CANCELLED, Counts.DISPUTED),
    *(Counts.OTHER_CHANNEL, Counts.NOT_OUR_REMIT),
)
"""What leaves an invitation out of the figures and a question with it; short notice is no matter to its own clock."""

ASKED = LEFT_OUT - {Counts.SHORT_NOTICE, Counts.PAUSED}
"""The reasons for which a question can be left out: a pause only moves its day."""


@dataclass(frozen=True)
class Carrier:
    """What is known of an invitation by whose letter a question was put: what it counts as, and where it stands."""

    counts: Counts
    state: State


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The sums over questions."""

    answered: int = 0
    partly: int = 0
    """Of those answered."""
    not_addressed: int = 0
    """Of those not answered: something was said, and it left the question open."""
    unanswered: int = 0
    left_out: Mapping[Counts, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.partly <= self.answered or not 0 <= self.not_addressed <= self.unanswered:
            raise ValueError(f"The sums contradict each other: {self}")

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(
            answered=self.answered + other.answered,
            partly=self.partly + other.partly,
            not_addressed=self.not_addressed + other.not_addressed,
            unanswered=self.unanswered + other.unanswered,
            left_out=dict(Counter(self.left_out) + Counter(other.left_out)),
        )

    @property
    def counted(self) -> int:
        return self.answered + self.unanswered


def counts_as(now: Question, carriers: Sequence[Carrier]) -> Counts:
    """What a question counts as, or the reason why it is left out; before its day it is still open."""
    if now.withdrawn:
        return Counts.WITHDRAWN
    for reason in EXCLUDES:
        # One colleague who prefers another channel does not answer for a body whose other officials were asked too.
        alike = any if reason in (Counts.TEST, Counts.DISPUTED) else all
        if carriers and alike(one.counts is reason for one in carriers):
            return reason
    if not now.open:
        return Counts.ANSWERED
    if now.answer is not None:
        return Counts.UNANSWERED
    if all(one.state is State.BOUNCED for one in carriers):
        return Counts.BOUNCED
    if all(one.state in (State.BOUNCED, State.TO_SEND) for one in carriers):
        return Counts.DELIVERY_UNKNOWN
    return Counts.UNANSWERED if now.reminded else Counts.NOT_PROVEN


def answers(asked: Iterable[tuple[Question, Sequence[Carrier]]], terms: Terms, *, cut_off: date) -> Answers:
    """Count the questions of a period, which the caller has chosen."""
    counted: Counter[Counts] = Counter()
    extents: Counter[Extent] = Counter()
    for question, carriers in asked:
        counts = decided(counts_as(question, carriers), counts_on(question, terms) <= cut_off)
        counted[counts] += 1
        if counts in COUNTED and question.answer is not None:
            extents[question.answer.extent] += 1
    return Answers(
        answered=counted[Counts.ANSWERED],
        partly=extents[Extent.PARTLY],
        not_addressed=extents[Extent.NOT_ADDRESSED],
        unanswered=counted[Counts.UNANSWERED],
        left_out={reason: many for reason, many in counted.items() if reason in LEFT_OUT},
    )


def put_in(question: Question, since: date | None) -> bool:
    """A period holds the questions first put in it."""
    return since is None or question.first_on >= since
