"""The forum itself, its terms and calendar, and whom it may ask."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Fact
from bot.rules.policy import Policy
from bot.rules.words import OrganisationKind, PauseKind


@dataclass(frozen=True, kw_only=True)
class PolicyAdopted(Fact):
    """The forum adopted the terms by which this record is kept."""

    kind: ClassVar[str] = "policy_adopted"
    policy: Policy


@dataclass(frozen=True, kw_only=True)
class CalendarAdopted(Fact):
    """The public holidays of the forum’s nation were written down for these years."""

    kind: ClassVar[str] = "calendar_adopted"
    first: date
    last: date
    closed: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationListed(Fact):
    """A body that the forum may invite was entered or renamed."""

    kind: ClassVar[str] = "organisation_listed"
    organisation: int
    name: str
    sort: OrganisationKind


@dataclass(frozen=True, kw_only=True)
class OfficialListed(Fact):
    """A public role in a body was entered or changed; the record belongs to the role."""

    kind: ClassVar[str] = "official_listed"
    official: int
    organisation: int
    role: str
    elected: bool


@dataclass(frozen=True, kw_only=True)
class AddressConfirmed(Fact):
    """A host confirmed by another route that we write to the right address for this role."""

    kind: ClassVar[str] = "address_confirmed"
    official: int


@dataclass(frozen=True, kw_only=True)
class Paused(Fact):
    """On these days, the first and the last included, no clock runs for a body, or for any body where none is named."""

    kind: ClassVar[str] = "paused"
    why: PauseKind
    organisation: int | None
    first: date
    last: date
