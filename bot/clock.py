"""The only place that asks what time it is (a lint rule holds everybody else to it).

Whole seconds, because that is what the record keeps: a moment read back equals the moment written.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; a test, the demo and the story bring their own."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC, in whole seconds."""
        ...


class WallClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)


class HandClock:
    """A clock that moves when it is told to, and never backwards."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Go to a later moment; an earlier one changes nothing."""
        self._now = max(self._now, moment.astimezone(UTC).replace(microsecond=0))

    def move_by(self, span: timedelta) -> None:
        self.move_to(self._now + span)
