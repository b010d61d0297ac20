"""The figures of a view: counted by the database for today, worked out from the entries for a past day."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache

from bot.rules import facts as f, recount
from bot.rules.answers import Carrier, put_in
from bot.rules.conduct import RARE, Conduct, Watched
from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.pledge_figures import PledgeLine, line as pledge_line
from bot.rules.pledge_standing import pledge_standing
from bot.rules.question import KINDS, Question, questions
from bot.rules.recount import Folded, Held, fold, until
from bot.rules.standing import Standing
from bot.rules.statistics import Figures, figures
from bot.rules.tally import Line, Tally, together
from bot.rules.words import PledgeState, State
from bot.view import View, entries
from db import figures as counted, ledger, pledges, public

CHUNK = 500


async def figures_of(view: View, among: counted.Among, *, as_at: date | None = None) -> Figures:
    """Figures as at the end of `as_at`, today if not given, of all that `among` names together."""
    of = await figures_by_body(view, among, as_at=as_at)
    return of.together(of.tallies)


class ByBody:
    """The tallies of a choice of bodies, and what is needed to make figures of any of them together."""

    def __init__(self, tallies: dict[int, Tally], *, since: date | None, as_at: date, version: int, head: str) -> None:
        self.tallies = tallies
        self.since = since
        self.as_at = as_at
        self.version = version
        self.head = head

    def tally(self, bodies: Iterable[int]) -> Tally:
        """Of these bodies together; those that were not invited add nothing."""
        return together(self.tallies[number] for number in bodies if number in self.tallies)

    def together(self, bodies: Iterable[int]) -> Figures:
        return figures(
            self.tally(bodies), since=self.since, as_at=self.as_at, policy_version=self.version, head=self.head
        )


async def figures_by_body(view: View, among: counted.Among, *, as_at: date | None = None) -> ByBody:
    """As `figures_of`, body by body: one count for however many there are."""
    today = view.terms.day(view.now)
    if view.past is not None or (as_at is not None and as_at < today):
        return await _worked_out(view, among, as_at or today)
    head = await ledger.head(view.db, view.forum.id)
    tallies = await tallies_of(view, among, today)
    version = view.terms.policy.version
    return ByBody(tallies, since=among.since, as_at=today, version=version, head=head.hash or "")


async def tallies_of(view: View, among: counted.Among, cut_off: date) -> dict[int, Tally]:
    """By body, the tally that the database counts; equal to `bot.rules.recount.tallies` over the folded entries."""
    waited = cache(lambda body, sent_on: view.terms.of(body).between(sent_on, cut_off))
    sums: dict[int, Counter[Counts]] = defaultdict(Counter)
    on_time, times = Counter[int](), defaultdict[int, Counter[tuple[int, bool]]](Counter)
    counted_on = defaultdict[int, Counter[tuple[date, bool]]](Counter)
    for row in await counted.outcomes(view.db, among, cut_off):
        counts = Line.decided(Counts(row.counts), row.decided)
        sums[row.organisation_id][counts] += row.many
        if counts in LEFT_OUT:
            continue
        answered = counts is Counts.ANSWERED
        days = row.working_days if answered else waited(row.organisation_id, row.sent_on)
        assert days is not None, "what is counted was sent"
        assert row.counts_on is not None, "its day has come"
        on_time[row.organisation_id] += row.many if answered and row.on_time else 0
        times[row.organisation_id][days, answered] += row.many
        counted_on[row.organisation_id][row.counts_on, answered] += row.many
    met = await counted.opportunities(view.db, among, cut_off)
    invited = {
        body: Tally(
            answered=of[Counts.ANSWERED],
            on_time=on_time[body],
            unanswered=of[Counts.UNANSWERED],
            left_out={reason: many for reason, many in of.items() if reason in LEFT_OUT},
            times=dict(times[body]),
            counted_on=dict(counted_on[body]),
            sessions_held=met[body][0],
            sessions_present=met[body][1],
        )
        for body, of in sums.items()
    }
    return await _with_answers(view, among, invited, cut_off)


async def _with_answers(view: View, among: counted.Among, invited: dict[int, Tally], cut_off: date) -> dict[int, Tally]:
    """Of a role alone there are none: a question is put to a body. They are few, so they are folded each time."""
    if among.official_id is not None:
        return invited
    bodies = await counted.bodies(view.db, among)
    asked = [one for one in (await asked_of(view)).values() if one.organisation in bodies]
    asked = [one for one in asked if put_in(one, among.since)]
    numbers = {number for one in asked for number in one.invitations}
    carriers = {
        number: Carrier(Counts(counts), State(state))
        for number, counts, state in await counted.carriers(view.db, numbers)
    }
    return recount.with_answers(invited, asked, carriers, view.terms, cut_off)


async def asked_of(view: View) -> dict[int, Question]:
    """Every question of the forum, folded."""
    return questions(await view.of_kinds(KINDS))


async def conduct_of(view: View, since: date | None) -> Conduct:
    """The forum's own conduct as at today; equal to `bot.rules.conduct.conduct` over the whole chain.

    Of letters sent there are many, so the database counts them.
    """
    moment = datetime.combine(since, time(), view.zone) if since else None
    watched, last = Watched(view.terms, since), 0
    while rare := entries(await ledger.of_kinds(view.db, view.forum.id, RARE, after=last, limit=CHUNK)):
        last = rare[-1].seq
        for entry in rare:
            watched.read(entry)
    own = watched.as_at(view.terms.day(view.now))
    sent, short = await public.sendings(view.db, view.forum.id, moment)
    return replace(own, invitations_sent=sent, short_notice=short)


async def pledge_lines(
    view: View, *, organisation_ids: Collection[int] | None = None, official_id: int | None = None
) -> list[PledgeLine]:
    """What each pledge contributes to the figures; as at today, equal to the folded entries."""
    if view.past is None:
        rows = await pledges.of_forum(view.db, view.forum.id, official_id=official_id)
        lines = [
            PledgeLine(row.organisation_id, row.official_id, PledgeState(row.state), row.made_on, row.due, row.updated)
            for row in rows
            if row.made_on and row.due
        ]
    else:
        told = await view.of_kinds(tuple(f.every_kind(f.PledgeFact)))
        histories = recount.pledges_of(told).values()
        lines = [pledge_line(pledge_standing(history), view.terms) for history in histories]
    return [
        line
        for line in lines
        if (organisation_ids is None or line.organisation in organisation_ids) and official_id in (None, line.official)
    ]


async def folded_until(view: View, as_at: date) -> Folded:
    """The chain as it stood at the end of that day, folded."""
    stood: list[f.Entry] = []
    while True:
        more = entries(await ledger.after(view.db, view.forum.id, len(stood), CHUNK))
        stood += until(more, as_at, view.terms)
        if not more or view.terms.day(more[-1].fact.at) > as_at:
            # The record may be long: the clerk's other work is not kept waiting meanwhile (`bot.web.past`).
            return await asyncio.to_thread(fold, stood)


async def _worked_out(view: View, among: counted.Among, as_at: date) -> ByBody:
    folded = await folded_until(view, as_at)
    bodies = await ledger.numbered(view.db, view.forum.id, [folded.length])
    return ByBody(
        await asyncio.to_thread(lambda: recount.tallies(_chosen(folded, among), since=among.since, as_at=as_at)),
        since=among.since,
        as_at=as_at,
        version=folded.terms.policy.version,
        head=bodies[0]["hash"] if bodies else "",
    )


def _chosen(folded: Folded, among: counted.Among) -> Folded:
    """What `among` names of it, with the questions put there."""
    kinds = {number: listed.sort.value for number, listed in folded.organisations.items()}

    def wanted(now: Standing) -> bool:
        return (
            among.organisation_id in (None, now.organisation)
            and (among.organisation_ids is None or now.organisation in among.organisation_ids)
            and among.official_id in (None, now.official)
            and among.kind in (None, kinds.get(now.organisation))
        )

    def asked(fact: f.Fact) -> bool:
        if not isinstance(fact, f.QuestionFact):
            return True
        return among.official_id is None and wanted(folded.standings[fact.invitation])

    return replace(
        folded,
        standings={n: now for n, now in folded.standings.items() if wanted(now)},
        entries=Held(entry for entry in folded.entries.of_kinds(KINDS) if asked(entry.fact)),
    )
