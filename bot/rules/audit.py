"""What must hold between the lines of a record, beyond its chain: who checks an export checks this too.

Nothing speaks of what no earlier line has made. Every date that a rule works out is what the rule gives from the lines
before it. And no reply is recorded without the evidence that RECORD-RULES §5 asks for.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.rules import facts as f, hiding, pledge_audit
from bot.rules.audit_agenda import Agendas
from bot.rules.audit_owed import Owed
from bot.rules.audit_partnership import PartnershipAudit
from bot.rules.errors import Refused
from bot.rules.fault import Fault as Fault, same
from bot.rules.policy import LEAST, NEVER_LESS, Policy
from bot.rules.session import session_standing
from bot.rules.shelf import Shelf
from bot.rules.standing import standing
from bot.rules.terms import Terms, adopted
from bot.rules.worked_out import expected, expected_of_a_session, proven


@dataclass
class Audit:
    """Reads a record line by line, and remembers of it what later lines may speak of."""

    terms: Terms = field(default_factory=Terms)
    organisations: set[int] = field(default_factory=set)
    officials: set[int] = field(default_factory=set)
    sessions: Shelf = field(default_factory=Shelf)
    invitations: Shelf = field(default_factory=Shelf)
    invited: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By session, the invitations to it."""
    pauses: dict[int, f.Paused] = field(default_factory=dict)
    agendas: Agendas = field(default_factory=Agendas)
    pledges: Shelf = field(default_factory=Shelf)
    hideable: set[int] = field(default_factory=set)
    """The entries about no invitation that can be hidden, and are not."""
    partnership: PartnershipAudit = field(default_factory=PartnershipAudit)

    def __post_init__(self) -> None:
        self.owed = Owed(lambda number: standing(self.history(number)), self.invitations)

    def read(self, entry: f.Entry) -> None:
        """Raises `Fault` where this line cannot follow from those before it."""
        fact = entry.fact
        self.owed.read(fact)
        self._known(entry)
        self._together(entry)
        self.terms = adopted(self.terms, fact)
        if not isinstance(fact, f.InvitationFact) and hiding.hideable(type(fact)):
            self.hideable.add(entry.seq)
        match fact:
            case f.PolicyAdopted(policy=policy):
                _patient(entry.seq, policy)
            case f.Paused():
                self.pauses[entry.seq] = fact
                self.owed.stopped(entry.seq, fact, self.terms)
            case f.BodyDeclined():
                self.owed.declined(entry.seq, fact, self.terms)
            case f.OrganisationListed():
                self.organisations.add(fact.organisation)
            case f.OfficialListed():
                self.officials.add(fact.official)
            case f.Planned():
                self.sessions.add(fact.session, entry)
            case f.SessionFact():
                self.agendas.published(entry.seq, fact)
                self._as_the_rules(entry, lambda: expected_of_a_session(fact, self.sessions[fact.session], self.terms))
                self.sessions.add(fact.session, entry)
                self.owed.changed(self.invited[fact.session])
            case f.ItemFact():
                self.agendas.decided(fact)
            case f.PledgeMade():
                self._as_the_rules(entry, lambda: pledge_audit.expected(fact, (), self.terms))
                self.pledges.add(fact.pledge, entry)
            case f.PledgeFact():
                before = self.pledges[fact.pledge]
                self._as_the_rules(entry, lambda: pledge_audit.expected(fact, before, self.terms))
                self.pledges.add(fact.pledge, entry)
            case f.EntryHidden():
                self._hidden(entry.seq, fact)
            case f.Invited():
                self.invited[fact.session].append(fact.invitation)
                self.invitations.add(fact.invitation, entry)
            case f.InvitationFact():
                if isinstance(fact, f.QuestionFact):
                    self._asked(entry.seq, fact)
                self._worked_out(entry, self.history(fact.invitation))
                self.agendas.keep(entry)
                self.owed.changed([fact.invitation])
                self.invitations.add(fact.invitation, entry)

    def end(self) -> None:
        """After the last line. Raises `Fault` where it owes what no line pays."""
        self.owed.end()

    def _hidden(self, seq: int, fact: f.EntryHidden) -> None:
        if fact.entry not in self.hideable or fact.reason not in hiding.CLASSES:
            raise Fault(f"Line {seq} is not what the rules allow. Entry {fact.entry} cannot be hidden.")
        self.hideable.discard(fact.entry)

    def _together(self, entry: f.Entry) -> None:
        fact = entry.fact
        try:
            self.partnership.read(fact, self.terms)
            if isinstance(fact, f.FeedbackCounted):
                standings = [standing(self.history(number)) for number in self.invited[fact.session]]
                self.partnership.counted(fact, self.sessions[fact.session], standings, self.terms)
        except Refused as refusal:
            raise Fault(f"Line {entry.seq} is not what the rules allow. {refusal}") from refusal

    def _asked(self, seq: int, fact: f.QuestionFact) -> None:
        session = session_standing(self.sessions[fact.session]) if isinstance(fact, f.QuestionCarried) else None
        self.agendas.asked(seq, fact, lambda number: standing(self.history(number)), session, self.terms)

    def history(self, invitation: int) -> list[f.Entry]:
        """The entries of an invitation and of its session so far, in order."""
        own = self.invitations[invitation]
        assert isinstance(own[0].fact, f.Invited)
        return sorted((*own, *self.sessions[own[0].fact.session]), key=lambda entry: entry.seq)

    def _known(self, entry: f.Entry) -> None:
        """Whatever the line names was made by an earlier line, and is made once."""
        fact = entry.fact
        for what, named, known in (
            ("organisation", getattr(fact, "organisation", None), self.organisations),
            ("official", getattr(fact, "official", None), self.officials),
            ("session", getattr(fact, "session", None), self.sessions),
            ("invitation", getattr(fact, "invitation", None), self.invitations),
            ("pledge", getattr(fact, "pledge", None), self.pledges),
            ("pledge", getattr(fact, "instead", None), self.pledges),
        ):
            makes = isinstance(fact, MAKES[what])
            if makes and what in ONCE and named in known:
                raise Fault(f"Line {entry.seq} makes {what} {named} a second time.")
            if named is not None and not makes and named not in known:
                raise Fault(f"Line {entry.seq} speaks of {what} {named}, which no line before it has made.")
        earlier = getattr(fact, "entry", None)
        if isinstance(fact, f.InvitationFact) and earlier is not None and not self._about_it(fact.invitation, earlier):
            raise Fault(f"Line {entry.seq} speaks of entry {earlier}, which is not about the same invitation.")

    def _about_it(self, invitation: int, seq: int) -> bool:
        return any(entry.seq == seq for entry in self.invitations[invitation])

    def _worked_out(self, entry: f.Entry, history: Sequence[f.Entry]) -> None:
        now = standing(history)
        self._as_the_rules(entry, lambda: expected(entry.fact, now, history, self.terms, self.pauses))
        if isinstance(entry.fact, f.NoReplyRecorded) and not proven(entry.fact, now, history, self.terms):
            raise Fault(f"Line {entry.seq} records no reply without the evidence that the rules ask for.")

    @staticmethod
    def _as_the_rules(entry: f.Entry, give: Callable[[], f.Fact]) -> None:
        try:
            right = give()
        except Refused as refusal:
            raise Fault(f"Line {entry.seq} is not what the rules allow. {refusal}") from refusal
        same(entry.seq, entry.fact, right)


MAKES: dict[str, type[f.Fact]] = {
    "organisation": f.OrganisationListed,
    "official": f.OfficialListed,
    "session": f.Planned,
    "invitation": f.Invited,
    "pledge": f.PledgeMade,
}
ONCE = ("session", "invitation", "pledge")
"""A body or a role may be listed again, under another name."""


def _patient(seq: int, policy: Policy) -> None:
    """A forum may be more patient than the common rules, never less."""
    for name in NEVER_LESS:
        if getattr(policy, name) < getattr(LEAST, name):
            raise Fault(f"Line {seq} adopts terms that are less patient than the common rules: {name}.")
