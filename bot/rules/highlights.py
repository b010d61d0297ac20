"""What may be pointed out about figures: thanks, streaks, and a flag where chance does not explain a difference.

There is no order of merit and no list of the lowest; persons are never compared, at any number (RECORD-RULES §7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.rules.counts import COUNTED, Counts
from bot.rules.intervals import funnel_limits
from bot.rules.statistics import Figures, Rate, Show, shown
from bot.rules.tally import Line, Tally

STREAK_SHOWN_FROM = 3
THANKED_LOW = 0.6


def thanked(figures: Mapping[int, Figures], names: Mapping[int, str]) -> list[int]:
    """The organisations to thank, by median time to reply, then by name.

    At least 10 counted, at least 90 % on time, and the interval of that rate, unrounded, not below 60 %: so 10 of 10
    are thanked and 9 of 10, which 59 % could explain, are not yet.
    """

    def order(organisation: int) -> tuple[int, str, int]:
        median = figures[organisation].time_to_reply.median
        assert median is not None, "nine in ten have replied"
        return median, names[organisation].casefold(), organisation

    return sorted((organisation for organisation, of in figures.items() if _reliable(of)), key=order)


def _reliable(figures: Figures) -> bool:
    rate = figures.on_time
    return figures.shown >= Show.FULL and 10 * rate.k >= 9 * rate.n and rate.low >= THANKED_LOW


class StreakKind(StrEnum):
    """GOOD: each has a recorded reply. NONE: none has. The good sort first."""

    GOOD = "good"
    NONE = "none"


@dataclass(frozen=True, order=True)
class Streak:
    """How many counted invitations in a row, up to the newest, were answered, or were not."""

    kind: StreakKind
    length: int

    @property
    def is_shown(self) -> bool:
        return self.length >= STREAK_SHOWN_FROM


def streak(lines: Sequence[Line], *, holder: int | None, cut_off: date) -> Streak | None:
    """The streak of one role under the person who holds it now; None before the first counted invitation.

    `lines` are those of one official, by session, newest last. What is left out of the figures neither adds to a
    streak nor ends it.
    """
    kinds: list[StreakKind] = []
    for line in reversed(lines):
        if line.holder != holder:
            break
        counts = line.counts_at(cut_off)
        if counts in COUNTED:
            kinds.append(StreakKind.GOOD if counts is Counts.ANSWERED else StreakKind.NONE)
    if not kinds:
        return None
    length = next((n for n, kind in enumerate(kinds) if kind is not kinds[0]), len(kinds))
    return Streak(kinds[0], length)


class Direction(StrEnum):
    """On which side of the funnel."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class Flag:
    """A response rate that chance alone does not explain: `low` to `high` replies are what it would."""

    direction: Direction
    rate: Rate
    peers: Rate
    low: int
    high: int


def flag(tally: Tally, peers: Tally) -> Flag | None:
    """Compare a body with all bodies of its kind; None under 20 counted, or where chance explains the difference.

    `peers` is the sum over the kind *with* the body itself, else ValueError. Measured against a rate that it is part
    of, a body among few others is flagged less readily than the 1 in 500 that the funnel promises; measured against
    few others alone it would be flagged far more readily, since their rate is itself a matter of chance.
    """
    if peers.answered < tally.answered or peers.unanswered < tally.unanswered:
        raise ValueError("The tally of the kind does not contain the body's own.")
    if shown(tally.counted) < Show.FLAGGED:
        return None
    low, high = funnel_limits(tally.counted, Fraction(peers.answered, peers.counted))
    if low <= tally.answered <= high:
        return None
    direction = Direction.ABOVE if tally.answered > high else Direction.BELOW
    own, whole = Rate.of(tally.answered, tally.counted), Rate.of(peers.answered, peers.counted)
    return Flag(direction, own, whole, low, high)
