"""What a pause owes, and a body that is declined: lines right after it, one for each invitation that it touches."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.rules import facts as f, pause
from bot.rules.declining import under_way
from bot.rules.fault import Fault
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Reason

ANY_ZONE = timedelta(days=2)
"""By more than this no two zones differ about the day of a moment."""


@dataclass
class Owed:
    """Of each invitation that was folded for this, its last day is kept, until a line speaks of it again: in a long
    record most are over, and need not be folded for every pause."""

    fold: Callable[[int], Standing]
    invitations: Collection[int]
    _due: set[int] = field(default_factory=set)
    """The invitations that no line has moved yet, or withdrawn."""
    _says: str = ""
    _last: dict[int, date] = field(default_factory=dict)

    def read(self, fact: f.Fact) -> None:
        """To be asked before anything else of each line. Raises `Fault` where one is missing before this."""
        pays = isinstance(fact, f.ClockMoved) or (isinstance(fact, f.Withdrawn) and fact.reason is Reason.BODY_DECLINED)
        if not pays:
            self.end()

    def end(self) -> None:
        """To be asked after the last line. Raises `Fault` where something is still owed."""
        if self._due:
            raise Fault(self._says.format(min(self._due)))

    def changed(self, invitations: Iterable[int]) -> None:
        """A line spoke of them, or of their session."""
        for number in invitations:
            self._last.pop(number, None)
            self._due.discard(number)

    def stopped(self, seq: int, fact: f.Paused, terms: Terms) -> None:
        mark = Mark(at=fact.at, by=fact.by, via=fact.via)
        running = self.open_on(fact.first)
        self._due = {now.invitation for now in running if pause.stopped(now, fact, seq, terms, **mark)}
        self._says = f"Line {seq} stops the clock of invitation {{}}; no line moves it."

    def declined(self, seq: int, fact: f.BodyDeclined, terms: Terms) -> None:
        of_body = (now for now in self.open_on(terms.day(fact.at)) if now.organisation == fact.organisation)
        self._due = {now.invitation for now in of_body if under_way(now, terms, fact.at)}
        self._says = f"Line {seq} declines the body of invitation {{}}; no line withdraws it."

    def open_on(self, day: date) -> Iterator[Standing]:
        """All that something may come of on that day or after it, and perhaps others."""
        for number in self.invitations:
            if self._last.get(number, date.max) >= day:
                now = self.fold(number)
                self._last[number] = _last_day(now)
                yield now


def _last_day(now: Standing) -> date:
    """After this day neither a pause nor the end of working together touches it, unless a line speaks of it."""
    if now.withdrawn or now.cancelled:
        return date.min
    unanswered = now.answer is None and now.no_reply_on is None
    if now.to_send or (unanswered and now.counts_on is None):
        return date.max
    days = [now.reply_by, now.next_on, now.counts_on, now.starts and now.starts.date() + ANY_ZONE]
    return max((day for day in days if day), default=date.min)
