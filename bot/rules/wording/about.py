"""Who and what a sentence is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rules import facts as f
from bot.rules.words import Answer

TITLE_REMOVED = "A session whose title was removed"
"""What stands in the papers where a title stood that was hidden."""


@dataclass(frozen=True)
class Whom:
    """Somebody in a public role. `name` is given only where `bot.rules.naming` allows it to be shown."""

    role: str
    organisation: str
    name: str | None = None

    @property
    def has_a_seat(self) -> bool:
        """Members of Parliament stand for a seat; to name the house beside it would only be in the way."""
        return self.role.startswith("MP ")

    @property
    def body(self) -> str:
        """Who can reply, correct and add a statement."""
        return "their office" if self.has_a_seat else self.organisation

    def __str__(self) -> str:
        place = "" if self.has_a_seat else f" of {self.organisation}"
        return f"{self.name} ({self.role}{place})" if self.name else f"the {self.role}{place}"


@dataclass(frozen=True)
class About:
    """Who and what the entry is about: the names that the papers give to its numbers."""

    whom: Whom | None = None
    title: str | None = None
    starts: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    texts: Mapping[str, str | None] = field(default_factory=dict)
    answered: Answer | None = None
    earlier: f.Fact | None = None
    body: str | None = None
    hidden: f.Tombstone | None = None

    @property
    def session(self) -> str:
        return f"“{self.title}”" if self.title not in (None, "", TITLE_REMOVED) else "a session whose title was removed"

    def text(self, enclosed: str | None) -> str | None:
        """The enclosed text; None where there is none, or where it has been erased."""
        return self.texts.get(enclosed) if enclosed else None


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 reply, 2 replies, 1,000 replies."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listing(words: Iterable[str], joint: str = "and") -> str:
    """a, b and c."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} {joint} {last}" if most else last
