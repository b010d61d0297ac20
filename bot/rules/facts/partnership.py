"""How carers and officials work together: what both said of a session, by which criteria, and with which body not."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Enclosed, Fact
from bot.rules.facts.session import SessionFact
from bot.rules.words import Asked, Ground


@dataclass(frozen=True, kw_only=True)
class Rated:
    """How many chose each rung of a question, the best rung first; `criterion` where it is one of the forum's own."""

    asked: Asked
    criterion: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Side:
    """The forms of one side. `present` is None where nobody took down who was there; under five, nothing is `rated`."""

    present: int | None
    completed: int
    rated: tuple[Rated, ...]


@dataclass(frozen=True, kw_only=True)
class FeedbackCounted(SessionFact):
    """The forms about a session were counted, of carers and of officials on the same rungs; none of under five."""

    kind: ClassVar[str] = "feedback_counted"
    carers: Side
    officials: Side


@dataclass(frozen=True, kw_only=True)
class CriteriaAdopted(Fact):
    """By a vote, the carers adopted these criteria, by which each session is rated from now on."""

    kind: ClassVar[str] = "criteria_adopted"
    version: int
    criteria: tuple[int, ...]
    texts: tuple[Enclosed, ...]
    in_favour: int
    against: int


@dataclass(frozen=True, kw_only=True)
class BodyDeclined(Fact):
    """By a vote, the carers do not work with a body until conditions are met; it was told first, and could answer."""

    kind: ClassVar[str] = "body_declined"
    organisation: int
    grounds: tuple[Ground, ...]
    words: Enclosed | None
    conditions: Enclosed
    told_on: date
    in_favour: int
    against: int


@dataclass(frozen=True, kw_only=True)
class BodyAnswered(Fact):
    """A body with which the carers do not work for now made a statement, which stands unedited beside that entry."""

    kind: ClassVar[str] = "body_answered"
    organisation: int
    text: Enclosed


@dataclass(frozen=True, kw_only=True)
class BodyWelcomedBack(Fact):
    """By a vote, the carers work with a body again."""

    kind: ClassVar[str] = "body_welcomed_back"
    organisation: int
    in_favour: int
    against: int
