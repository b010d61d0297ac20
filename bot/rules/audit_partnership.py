"""What must hold between the lines that speak of working together: every count, every vote, every withdrawal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.rules import criteria, declining, facts as f, feedback
from bot.rules.errors import Refused
from bot.rules.partnership import Partnership, after
from bot.rules.standing import Standing
from bot.rules.terms import Mark, Terms
from bot.rules.voting import Votes


@dataclass
class PartnershipAudit:
    """Remembers the criteria and the declined bodies; `criteria_of` are those in force when a session was held."""

    now: Partnership = field(default_factory=Partnership)
    criteria_of: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def read(self, fact: f.Fact, terms: Terms) -> None:
        """Raises `Refused` where the rules do not allow this fact here; feedback is `counted`."""
        mark = Mark(at=fact.at, by=fact.by, via=fact.via)
        match fact:
            case f.Held():
                self.criteria_of[fact.session] = tuple(self.now.criteria)
            case f.Invited():
                declining.may_be_asked(fact.organisation, self.now)
            case f.CriteriaAdopted() if not criteria.follows(fact, self.now, terms.policy):
                raise Refused("Those criteria do not follow from the ones before by a vote.")
            case f.BodyDeclined():
                declining.decline(
                    fact.organisation,
                    fact.grounds,
                    words=fact.words,
                    conditions=fact.conditions,
                    told_on=fact.told_on,
                    votes=Votes(fact.in_favour, fact.against),
                    now=self.now,
                    terms=terms,
                    **mark,
                )
            case f.BodyAnswered():
                declining.answer(fact.organisation, fact.text, self.now, **mark)
            case f.BodyWelcomedBack():
                votes = Votes(fact.in_favour, fact.against)
                declining.welcome_back(fact.organisation, self.now, votes, terms.policy, **mark)
        self.now = after(self.now, fact)

    def counted(
        self, fact: f.FeedbackCounted, history: Sequence[f.Entry], standings: Iterable[Standing], terms: Terms
    ) -> None:
        """Hold what was counted against who was there and which criteria were in force."""
        mark = Mark(at=fact.at, by=fact.by, via=fact.via)
        known = self.criteria_of.get(fact.session, ())
        sides = {"carers": fact.carers, "officials": fact.officials}
        feedback.count(history, standings, terms, known, **sides, **mark)
