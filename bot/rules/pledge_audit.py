"""What a rule gives for an entry about a pledge, from the lines before it: the auditor's second opinion."""

from collections.abc import Sequence

from bot.rules import facts as f, pledge as rules, pledge_dispute as disputes
from bot.rules.dispute import decide
from bot.rules.errors import Refused
from bot.rules.pledge_standing import pledge_standing
from bot.rules.terms import Mark, Terms
from bot.rules.words import Purpose


def expected(fact: f.PledgeFact, history: Sequence[f.Entry], terms: Terms) -> f.Fact:
    """The fact as the rule gives it; `history` holds the pledge's earlier entries. May be `Refused`."""
    mark = Mark(at=fact.at, by=fact.by, via=fact.via)
    if isinstance(fact, f.PledgeMade):
        return rules.make(
            fact.pledge,
            official=fact.official,
            organisation=fact.organisation,
            session=fact.session,
            item=fact.item,
            words=fact.words,
            due=fact.due,
            terms=terms,
            **mark,
        )
    now = pledge_standing(history)
    match fact:
        case f.PledgeAsked():
            return rules.asked(now, terms, **mark)
        case f.PledgeConfirmed():
            return rules.confirm(now, **mark)
        case f.PledgeAmended():
            return rules.amend(now, fact.words, fact.due, terms, **mark)
        case f.PledgeReminded(before=before):
            return rules.reminded(now, Purpose.PLEDGE_BEFORE if before else Purpose.PLEDGE_AFTER, terms, **mark)
        case f.PledgeUpdated():
            return rules.update(now, fact.text, terms, **mark)
        case f.PledgeClosed():
            return rules.close(now, fact.outcome, terms, text=fact.text, instead=fact.instead, **mark)
        case f.PledgeNotReached():
            return rules.not_reached(now, **mark)
        case f.PledgeStated():
            return rules.make_statement(now, fact.text, **mark)
        case f.PledgeDisputed():
            return disputes.dispute(history, fact.entry, terms, **mark)
        case f.PledgeDisputeDecided():
            return decide(history, fact.entry, upheld=fact.upheld, alone=True, **mark)
        case f.PledgeWithdrawn():
            return rules.withdraw(now, fact.reason, **mark)
    raise Refused(f"There is no rule for {fact.kind}.")
