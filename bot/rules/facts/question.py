"""Questions that carers put to an organisation, by number only: the words of an item are papers."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.rules.facts.base import Enclosed
from bot.rules.facts.invitation import InvitationFact
from bot.rules.words import Extent, Way


@dataclass(frozen=True, kw_only=True)
class QuestionFact(InvitationFact):
    """Something about one question. It belongs to an invitation: it is corrected, disputed and hidden like a reply."""

    question: int
    item: int


@dataclass(frozen=True, kw_only=True)
class QuestionPut(QuestionFact):
    """A letter put an agenda item to an organisation as a question. From this day it has a clock of its own."""

    kind: ClassVar[str] = "question_put"
    session: int
    organisation: int
    on: date
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class QuestionReminded(QuestionFact):
    """A letter reminded the organisation of a question that had no answer yet."""

    kind: ClassVar[str] = "question_reminded"


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(QuestionFact):
    """A question was answered, in writing or in the session, in full or in part, or what was said left it open."""

    kind: ClassVar[str] = "question_answered"
    extent: Extent
    way: Way
    text: Enclosed | None
    on: date
    days_late: int


@dataclass(frozen=True, kw_only=True)
class QuestionCarried(QuestionFact):
    """A question without an answer was carried over to another session; its clock is the first one."""

    kind: ClassVar[str] = "question_carried"
    session: int


@dataclass(frozen=True, kw_only=True)
class QuestionWithdrawn(QuestionFact):
    """The forum no longer asks this question; it is in no figure."""

    kind: ClassVar[str] = "question_withdrawn"
