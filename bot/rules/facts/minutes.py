"""The minutes of a session: promised for a day, published, and corrected by a later version."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Enclosed
from bot.rules.facts.session import SessionFact


@dataclass(frozen=True, kw_only=True)
class MinutesPromised(SessionFact):
    """A session was held, and its minutes are promised for this day."""

    kind: ClassVar[str] = "minutes_promised"
    due: date


@dataclass(frozen=True, kw_only=True)
class MinutesText(SessionFact):
    """A version of the minutes of a session."""

    on: date
    text: Enclosed


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(MinutesText):
    """The minutes of a session were published, so many working days after the day that was promised."""

    kind: ClassVar[str] = "minutes_published"
    days_late: int

    @property
    def version(self) -> int:
        return 1


@dataclass(frozen=True, kw_only=True)
class MinutesCorrected(MinutesText):
    """The minutes of a session were corrected by another version; the earlier ones stay."""

    kind: ClassVar[str] = "minutes_corrected"
    version: int
