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
class MinutesPublished(SessionFact):
    """The minutes of a session were published; a later version corrects them, and the earlier ones stay."""

    kind: ClassVar[str] = "minutes_published"
    version: int
    on: date
    days_late: int
    text: Enclosed
