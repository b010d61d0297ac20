"""What must hold between the lines about agendas and questions (see `bot.rules.audit`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.rules import facts as f, question
from bot.rules.errors import Refused
from bot.rules.fault import Fault, same
from bot.rules.session import SessionStanding
from bot.rules.standing import Standing
from bot.rules.terms import Terms
from bot.rules.worked_out import asked_rightly


@dataclass
class Agendas:
    """What was put where, and what was asked."""

    items: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """Of each item on an agenda, the session and the body that it is for."""
    shown: dict[int, set[int]] = field(default_factory=dict)
    """By session, the items of its published agenda."""
    about: list[f.Entry] = field(default_factory=list)
    """What questions are folded from."""

    def decided(self, fact: f.ItemFact) -> None:
        if isinstance(fact, f.ItemAccepted):
            self.items[fact.item] = fact.session, fact.organisation
        else:
            self.items.pop(fact.item, None)

    def published(self, seq: int, fact: f.SessionFact) -> None:
        """A published agenda holds what was put on it, and changes by what is said to change."""
        if isinstance(fact, f.AgendaPublished):
            if fact.session in self.shown:
                raise Fault(f"Line {seq} publishes the agenda of session {fact.session} a second time.")
            self._stand_on(seq, fact.session, fact.items)
            self.shown[fact.session] = set(fact.items)
        elif isinstance(fact, f.AgendaChanged):
            known = self.shown.get(fact.session)
            if known is None:
                raise Fault(f"Line {seq} changes the agenda of session {fact.session}, which was not published.")
            if not known >= set(fact.taken_off) or known & set(fact.added):
                raise Fault(f"Line {seq} does not change the agenda as it was published.")
            self._stand_on(seq, fact.session, fact.added)
            self.shown[fact.session] = (known | set(fact.added)) - set(fact.taken_off)

    def _stand_on(self, seq: int, session: int, items: Sequence[int]) -> None:
        for item in items:
            if self.items.get(item, (0, None))[0] != session:
                raise Fault(f"Line {seq} names item {item}, which was not put on the agenda of session {session}.")

    def asked(
        self,
        seq: int,
        fact: f.QuestionFact,
        folded: Callable[[int], Standing],
        session: SessionStanding | None,
        terms: Terms,
    ) -> None:
        """Whatever is said of a question is what the rules give from the lines before it.

        `folded` gives the standing of an invitation; `session` is the one that a question is carried to.
        """
        now, to = question.questions(self.about).get(fact.question), folded(fact.invitation)
        self._belongs(seq, fact, now, to)
        standings = {number: folded(number) for number in now.invitations} if now else {}
        try:
            right = asked_rightly(fact, now, standings, to, session, terms)
        except Refused as refusal:
            raise Fault(f"Line {seq} is not what the rules allow. {refusal}") from refusal
        same(seq, fact, right)
        if isinstance(fact, f.QuestionCarried):
            self.items[fact.item] = fact.session, to.organisation

    def keep(self, entry: f.Entry) -> None:
        """For what later lines say of a question."""
        if entry.fact.kind in question.KINDS:
            self.about.append(entry)

    def _belongs(self, seq: int, fact: f.QuestionFact, now: question.Question | None, to: Standing) -> None:
        if now is not None and now.item != fact.item:
            raise Fault(f"Line {seq} says that question {fact.question} belongs to item {fact.item}, not {now.item}.")
        if isinstance(fact, f.QuestionPut):
            if self.items.get(fact.item) != (fact.session, fact.organisation):
                raise Fault(f"Line {seq} puts item {fact.item} to a body that it was not accepted for.")
        elif now is None:
            raise Fault(f"Line {seq} speaks of question {fact.question}, which no line before it has put.")
        elif now.organisation != to.organisation:
            raise Fault(f"Line {seq} speaks of question {fact.question}, which was put to another body.")
