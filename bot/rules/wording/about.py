"""Who and what a sentence is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rules import facts as f
from bot.rules.tongue import N_, tr
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
        return tr("their office") if self.has_a_seat else self.organisation

    def __str__(self) -> str:
        called = {"role": self.role, "organisation": self.organisation}
        if self.name:
            named = N_("{name} ({role})") if self.has_a_seat else N_("{name} ({role} of {organisation})")
            return tr(named, name=self.name, **called)
        return tr(N_("the {role}") if self.has_a_seat else N_("the {role} of {organisation}"), **called)


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
        if self.title in (None, "", TITLE_REMOVED):
            return tr("a session whose title was removed")
        return f"“{self.title}”"

    @property
    def official_body(self) -> str:
        """Who can reply and add a statement, of an entry about an official."""
        return self.whom.body if self.whom else tr("the organisation")

    @property
    def one_body(self) -> str:
        """Of an entry about an organisation."""
        return self.body or tr("one body")

    def text(self, enclosed: str | None) -> str | None:
        """The enclosed text; None where there is none, or where it has been erased."""
        return self.texts.get(enclosed) if enclosed else None


def statement(body: str, words: str | None) -> str:
    """What a body says itself of an entry, whole and unedited."""
    if words:
        return tr("Statement of {body}: {words}", body=body, words=words)
    return tr("Statement of {body}: removed on request", body=body)


def they_said(words: str) -> str:
    """The words of an official, in quotation marks."""
    return tr("They said: “{words}”.", words=words.rstrip("."))


def or_none(count: int) -> str:
    """A number that stands by itself, in a word where it is none."""
    return f"{count}" if count else tr("none")


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 reply, 2 replies, 1,000 replies: in English, for cards and letters."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listing(words: Iterable[str], joint: str = "and") -> str:
    """a, b and c; or, where that is the `joint`, a, b or c."""
    *most, last = list(words) or [""]
    if not most:
        return last
    both = N_("{most} or {last}") if joint == "or" else N_("{most} and {last}")
    return tr(both, most=", ".join(most), last=last)
