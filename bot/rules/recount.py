"""Working every figure out again, from nothing but the entries of a forum's chain.

The verifier, the export, a past date and `forum-clerk check --record` all come here; the command counts over the cached
standings instead, and a test holds both to the same tally.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any

from bot.rules import facts as f
from bot.rules.counts import Counts
from bot.rules.standing import Standing, standing
from bot.rules.statistics import figures, to_json
from bot.rules.tally import Line, tally
from bot.rules.terms import Terms, adopted


@dataclass(frozen=True)
class Folded:
    """A forum's chain, folded: standings by invitation, and the bodies as the record names them."""

    standings: Mapping[int, Standing]
    organisations: Mapping[int, f.OrganisationListed] = field(default_factory=dict)
    officials: Mapping[int, f.OfficialListed] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)


def fold(entries: Iterable[f.Entry]) -> Folded:
    """Fold a whole chain, in one pass."""
    entries = tuple(entries)
    facts = [entry.fact for entry in entries]
    return Folded(
        {number: standing(history) for number, history in histories_of(entries).items()},
        {fact.organisation: fact for fact in facts if isinstance(fact, f.OrganisationListed)},
        {fact.official: fact for fact in facts if isinstance(fact, f.OfficialListed)},
        reduce(adopted, facts, Terms()),
    )


def histories_of(entries: Iterable[f.Entry]) -> dict[int, list[f.Entry]]:
    """The entries of each invitation together with its session's, in order."""
    of_session: dict[int, list[f.Entry]] = defaultdict(list)
    of_invitation: dict[int, list[f.Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.fact, f.InvitationFact):
            of_invitation[entry.fact.invitation].append(entry)
        elif isinstance(entry.fact, f.SessionFact):
            of_session[entry.fact.session].append(entry)
    return {number: _with_session(own, of_session) for number, own in of_invitation.items()}


def _with_session(own: Sequence[f.Entry], of_session: Mapping[int, Sequence[f.Entry]]) -> list[f.Entry]:
    invited = next(entry.fact for entry in own if isinstance(entry.fact, f.Invited))
    return sorted((*own, *of_session.get(invited.session, ())), key=lambda entry: entry.seq)


def until(entries: Iterable[f.Entry], as_at: date, terms: Terms) -> list[f.Entry]:
    """The entries that stood on the record at the end of that day."""
    return [entry for entry in entries if terms.day(entry.fact.at) <= as_at]


def line(now: Standing, terms: Terms, cut_off: date) -> Line:
    """What one invitation contributes to the figures; who has not answered has been waited for until the cut-off."""
    waited = terms.between(now.sent_on, cut_off) if now.sent_on and now.counts is Counts.UNANSWERED else None
    return Line(
        counts=now.counts,
        counts_on=now.counts_on,
        on_time=now.on_time,
        working_days=now.working_days if waited is None else waited,
        organisation=now.organisation,
        official=now.official,
        holder=now.holder,
        session=now.session,
        present=now.present,
    )


def in_period(now: Standing, since: date | None) -> bool:
    """A period holds the invitations sent in it, and those not sent yet."""
    return since is None or now.sent_on is None or now.sent_on >= since


def report(folded: Folded, *, since: date | None, as_at: date, head: str) -> dict[str, Any]:
    """All figures of a forum as `figures.json` holds them: of everybody together, of each kind, of each body."""
    standings = [now for now in folded.standings.values() if in_period(now, since)]
    groups: dict[str, dict[str, list[Line]]] = {"forum": {"all": []}, "kinds": {}, "organisations": {}}
    for number, listed in sorted(folded.organisations.items()):
        groups["kinds"].setdefault(listed.sort.value, [])
        groups["organisations"][str(number)] = []
    for now in standings:
        for group, key in (
            ("forum", "all"),
            ("kinds", folded.organisations[now.organisation].sort.value),
            ("organisations", str(now.organisation)),
        ):
            groups[group][key].append(line(now, folded.terms, as_at))
    counted = {
        group: {
            key: to_json(
                figures(
                    tally(lines, cut_off=as_at),
                    since=since,
                    as_at=as_at,
                    policy_version=folded.terms.policy.version,
                    head=head,
                )
            )
            for key, lines in of.items()
        }
        for group, of in groups.items()
    }
    names = {str(number): listed.name for number, listed in sorted(folded.organisations.items())}
    return {"as_at": as_at.isoformat(), "since": since and since.isoformat(), "head": head, "names": names, **counted}
