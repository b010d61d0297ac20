"""Working every figure out again, from nothing but the entries of a forum's chain.

The verifier, the export, a past date and `forum-clerk check --record` all come here; the command counts over the cached
standings instead, and a test holds both to the same tally.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial, reduce
from typing import Any, Protocol

from bot.rules import facts as f
from bot.rules.answers import Answers, Carrier, answers, put_in
from bot.rules.conduct import WATCHED, Conduct, conduct, to_json as conduct_json
from bot.rules.counts import Counts
from bot.rules.pledge_figures import line as pledge_line, written as pledges_written
from bot.rules.pledge_standing import PledgeStanding, pledge_standing
from bot.rules.question import KINDS, Question, questions
from bot.rules.standing import Standing, standing
from bot.rules.statistics import figures, to_json
from bot.rules.tally import Line, Tally, tally, together
from bot.rules.terms import TERMS, Terms, adopted
from bot.rules.words import OrganisationKind


class Entries(Protocol):
    """The entries of a chain, from its beginning."""

    def of_kinds(self, kinds: Collection[str]) -> Iterable[f.Entry]:
        """Those of these kinds, in order."""
        ...


class Held(tuple[f.Entry, ...]):
    """All of them at hand."""

    def of_kinds(self, kinds: Collection[str]) -> Iterable[f.Entry]:
        return (entry for entry in self if entry.fact.kind in kinds)


@dataclass(frozen=True)
class Folded:
    """A forum's chain, folded: standings by invitation, and the bodies as the record names them.

    Of a chain too long to hold (`bot.rules.shelf`), entries and standings are read again whenever they are asked for.
    """

    standings: Mapping[int, Standing]
    organisations: Mapping[int, f.OrganisationListed] = field(default_factory=dict)
    officials: Mapping[int, f.OfficialListed] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    entries: Entries = field(default_factory=Held)
    pledges: Mapping[int, PledgeStanding] = field(default_factory=dict)
    length: int = 0
    """The number of the last entry."""


def fold(entries: Iterable[f.Entry]) -> Folded:
    """Fold a whole chain that is held."""
    held = Held(entries)
    standings = {number: standing(history) for number, history in histories_of(held).items()}
    pledges = {number: pledge_standing(history) for number, history in pledges_of(held).items()}
    return folded(held, standings, pledges, length=held[-1].seq if held else 0)


def folded(
    entries: Entries, standings: Mapping[int, Standing], pledges: Mapping[int, PledgeStanding], *, length: int
) -> Folded:
    """What is in no history, read in one pass beside what the histories fold to."""
    organisations, officials, terms = dict[int, f.OrganisationListed](), dict[int, f.OfficialListed](), Terms()
    for entry in entries.of_kinds((*TERMS, f.OrganisationListed.kind, f.OfficialListed.kind)):
        terms = adopted(terms, entry.fact)
        if isinstance(entry.fact, f.OrganisationListed):
            organisations[entry.fact.organisation] = entry.fact
        elif isinstance(entry.fact, f.OfficialListed):
            officials[entry.fact.official] = entry.fact
    return Folded(standings, organisations, officials, terms, entries, pledges, length)


def terms_of(entries: Iterable[f.Entry]) -> Terms:
    """The terms in force after the last of these entries."""
    return reduce(adopted, (entry.fact for entry in entries), Terms())


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


def pledges_of(entries: Iterable[f.Entry]) -> dict[int, list[f.Entry]]:
    """The entries of each pledge, in order."""
    found: dict[int, list[f.Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.fact, f.PledgeFact):
            found[entry.fact.pledge].append(entry)
    return found


def _with_session(own: Sequence[f.Entry], of_session: Mapping[int, Sequence[f.Entry]]) -> list[f.Entry]:
    invited = next(entry.fact for entry in own if isinstance(entry.fact, f.Invited))
    return sorted((*own, *of_session.get(invited.session, ())), key=lambda entry: entry.seq)


def until(entries: Iterable[f.Entry], as_at: date, terms: Terms) -> list[f.Entry]:
    """The entries that stood on the record at the end of that day."""
    return [entry for entry in entries if terms.day(entry.fact.at) <= as_at]


def line(now: Standing, waited: Callable[[date], int]) -> Line:
    """What one invitation contributes to the figures. `waited` gives the working days from a date to the cut-off."""
    unanswered = now.sent_on if now.counts is Counts.UNANSWERED else None
    return Line(
        counts=now.counts,
        counts_on=now.counts_on,
        on_time=now.on_time,
        working_days=waited(unanswered) if unanswered else now.working_days,
        organisation=now.organisation,
        official=now.official,
        holder=now.holder,
        session=now.session,
        present=now.present,
    )


def in_period(now: Standing, since: date | None) -> bool:
    """A period holds the invitations sent in it, and those not sent yet."""
    return since is None or now.sent_on is None or now.sent_on >= since


def tallies(folded: Folded, *, since: date | None, as_at: date) -> dict[int, Tally]:
    """The tally of each body that was invited in the period; their sum is that of a kind, and of the forum."""
    waited = cache(lambda body, sent_on: folded.terms.of(body).between(sent_on, as_at))
    lines: dict[int, list[Line]] = defaultdict(list)
    for now in folded.standings.values():
        if in_period(now, since):
            lines[now.organisation].append(line(now, partial(waited, now.organisation)))
    invited = {number: tally(of, cut_off=as_at) for number, of in lines.items()}
    asked = [one for one in questions(folded.entries.of_kinds(KINDS)).values() if put_in(one, since)]
    letters = {number: folded.standings[number] for one in asked for number in one.invitations}
    carriers = {number: Carrier(now.counts, now.state) for number, now in letters.items()}
    return with_answers(invited, asked, carriers, folded.terms, as_at)


def with_answers(
    invited: Mapping[int, Tally],
    asked: Iterable[Question],
    carriers: Mapping[int, Carrier],
    terms: Terms,
    as_at: date,
) -> dict[int, Tally]:
    """The tallies of bodies together with what became of the questions put to each; `carriers` by invitation."""
    put: dict[int, list[tuple[Question, list[Carrier]]]] = defaultdict(list)
    for one in asked:
        put[one.organisation].append((one, [carriers[number] for number in one.invitations]))
    counted: dict[int, Answers] = {body: answers(of, terms, cut_off=as_at) for body, of in put.items()}
    return {
        body: replace(invited.get(body, Tally()), answers=counted.get(body, Answers()))
        for body in sorted(invited.keys() | counted.keys())
    }


def report(folded: Folded, *, since: date | None, as_at: date, head: str) -> dict[str, Any]:
    """All figures of a forum as `figures.json` holds them, worked out from its entries."""
    counted = tallies(folded, since=since, as_at=as_at)
    watched = folded.entries.of_kinds(WATCHED)
    version, own = folded.terms.policy.version, conduct(watched, folded.terms, since=since, as_at=as_at)
    lines = [pledge_line(now, folded.terms) for now in folded.pledges.values()]
    pledges = pledges_written(lines, folded.organisations, since=since, as_at=as_at)
    return written(counted, folded.organisations, own, pledges, version=version, since=since, as_at=as_at, head=head)


def written(
    counted: Mapping[int, Tally],
    organisations: Mapping[int, f.OrganisationListed],
    own: Conduct,
    pledges: Mapping[str, object],
    *,
    version: int,
    since: date | None,
    as_at: date,
    head: str,
) -> dict[str, Any]:
    """The tallies of bodies as `figures.json` holds them: everybody together, each kind, each body, and the forum."""

    def of(tally: Tally) -> dict[str, object]:
        return to_json(figures(tally, since=since, as_at=as_at, policy_version=version, head=head))

    listed = dict(sorted(organisations.items()))
    kinds = by_kind(counted, {number: body.sort for number, body in listed.items()})
    return {
        "as_at": as_at.isoformat(),
        "since": since and since.isoformat(),
        "head": head,
        "names": {str(number): body.name for number, body in listed.items()},
        "conduct": conduct_json(own),
        "pledges": pledges,
        "forum": of(together(counted.values())),
        "kinds": {kind.value: of(tally) for kind, tally in kinds.items()},
        "organisations": {str(number): of(counted.get(number, Tally())) for number in listed},
    }


def by_kind(counted: Mapping[int, Tally], kinds: Mapping[int, OrganisationKind]) -> dict[OrganisationKind, Tally]:
    """The tally of each kind of body that is listed, in the order of the kinds."""
    return {
        kind: together(counted.get(number, Tally()) for number, sort in kinds.items() if sort is kind)
        for kind in OrganisationKind
        if kind in kinds.values()
    }
