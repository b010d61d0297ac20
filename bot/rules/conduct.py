"""The forum's own conduct, by the same clock as everybody else's: it stands on the same page (RECORD-RULES §7)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from bot.rules import facts as f
from bot.rules.minutes import Promises
from bot.rules.terms import Terms


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """What the forum did in a period. Of the sessions called in it, so many were cancelled, whenever that was."""

    sessions_called: int = 0
    sessions_cancelled: int = 0
    invitations_sent: int = 0
    short_notice: int = 0
    bounced: int = 0
    """Our messages that did not arrive, without those noted by mistake."""
    entries_corrected: int = 0
    """Corrections, of minutes too, wrong addresses replaced and disputes upheld."""
    minutes_due: int = 0
    """Minutes promised in the period that are published, or whose day has passed."""
    minutes_late: int = 0
    minutes_missing: int = 0


@dataclass
class Watched:
    """Reads a chain from its beginning, entry by entry, and keeps of it numbers alone, however long it is."""

    terms: Terms
    since: date | None
    _called: set[int] = field(default_factory=set)
    """The sessions called in the period and not cancelled."""
    _cancelled: int = 0
    _sent: int = 0
    _short: int = 0
    _bounced: set[int] = field(default_factory=set)
    _mended: int = 0
    _minutes: Promises = field(default_factory=Promises)

    def read(self, entry: f.Entry) -> None:
        fact = entry.fact
        within = self.since is None or self.terms.day(fact.at) >= self.since
        match fact:
            case f.Planned() if within:
                self._called.add(fact.session)
            case f.SessionCancelled() if fact.session in self._called:
                self._called.remove(fact.session)
                self._cancelled += 1
            case f.Sent() if within:
                self._sent += 1
                self._short += fact.short_notice
            case f.Bounced() if within:
                self._bounced.add(entry.seq)
            case f.Corrected():
                self._bounced.discard(fact.entry)
        self._minutes.read(fact, within=within)
        self._mended += within and is_correction(fact)

    def as_at(self, day: date) -> Conduct:
        """None of the entries that were read is after that day."""
        kept = self._minutes.kept(day)
        return Conduct(
            sessions_called=len(self._called) + self._cancelled,
            sessions_cancelled=self._cancelled,
            invitations_sent=self._sent,
            short_notice=self._short,
            bounced=len(self._bounced),
            entries_corrected=self._mended,
            minutes_due=kept.due,
            minutes_late=kept.late,
            minutes_missing=kept.missing,
        )


def conduct(entries: Iterable[f.Entry], terms: Terms, *, since: date | None, as_at: date) -> Conduct:
    """Count the entries of a chain from `since` on, or from its beginning; none of them is after the day `as_at`."""
    watched = Watched(terms, since)
    for entry in entries:
        watched.read(entry)
    return watched.as_at(as_at)


def is_correction(fact: f.Fact) -> bool:
    """Does it say that something on the record was wrong?"""
    return isinstance(fact, f.Corrected | f.AddressReplaced | f.MinutesCorrected) or (
        isinstance(fact, f.DisputeDecided) and fact.upheld
    )


def to_json(own: Conduct) -> dict[str, int]:
    """As `figures.json` holds it."""
    return asdict(own)
