"""The tables of the public data. docs/record-format.md says what each column means, and a test holds it to them."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Mapping

from bot.export.data import bodies_listed
from bot.export.dictionary import FEEDBACK, INVITATIONS, ORGANISATIONS, PARTS, PLEDGES, RATES
from bot.export.edition import Edition
from bot.export.spreadsheet import MARK, row
from bot.partnership import criteria_of
from bot.public.pledges import pledge_sheets
from bot.public.said import read
from bot.rules import facts as f
from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.feedback import Question
from bot.rules.statistics import WITHIN
from bot.rules.tally import Line
from bot.rules.words import PledgeState
from bot.view import View, entries
from db import pledges as promised, public

CHUNK = 500


async def pledges(edition: Edition) -> AsyncIterator[str]:
    """One line a pledge, as at today."""
    view = edition.view
    yield MARK + row(PLEDGES.names)
    rows = await promised.of_forum(view.db, view.forum.id)
    for one in reversed(await pledge_sheets(view, rows)):
        is_open, told = one.state is PledgeState.OPEN, one.update if one.state is PledgeState.OPEN else one.told
        yield row(
            (
                *(one.number, one.organisation, one.whom.organisation, one.official, one.whom.role),
                *(one.session, one.item, one.words, one.made_on, one.due, one.confirmed, one.state.value),
                *(one.instead, one.updated_on, is_open and one.overdue and one.updated_on is None, told),
                *(one.theirs and one.theirs.value, one.see, one.votes),
                "\n\n".join(said.text for said in one.statements).replace("\n", "\r\n") or None,
            )
        )


async def invitations(edition: Edition) -> AsyncIterator[str]:
    """One line an invitation, as at today."""
    yield MARK + row(INVITATIONS.names)
    view, today, last = edition.view, edition.origin.as_at, 0
    while lines := await public.invitations(view.db, view.forum.id, after=last, limit=CHUNK):
        said = await _statements(view, [line.standing.invitation_id for line in lines])
        for line in lines:
            now = line.standing
            come = now.counts_on is not None and now.counts_on <= today
            replied = now.answer is not None
            yield row(
                (
                    *(now.invitation_id, now.session_id, f"{line.session_starts:%Y-%m-%dT%H:%M:%SZ}"),
                    *(now.organisation_id, line.organisation, line.kind, now.official_id, line.role),
                    *(now.state, now.answer, now.sent_on, now.reply_by, now.replied_on),
                    *(now.working_days, now.on_time if replied else None, now.present),
                    *(Line.decided(Counts(now.counts), come).value, now.counts_on),
                    "\n\n".join(said[now.invitation_id]).replace("\n", "\r\n") or None,
                )
            )
        last = lines[-1].standing.invitation_id


async def _statements(view: View, numbers: Collection[int]) -> dict[int | None, list[str]]:
    """By invitation, the oldest first."""
    chosen = public.Chosen(forum_id=view.forum.id, kinds=(f.StatementMade.kind,), invitations=numbers)
    said: dict[int | None, list[str]] = defaultdict(list)
    for one in reversed(await read(view, entries(await public.newest(view.db, chosen)))):
        said[one.invitation].append(one.text)
    return said


async def feedback(edition: Edition) -> AsyncIterator[str]:
    """One line a rung of each question that five or more of a side answered; where none, one line of how many."""
    view = edition.view
    yield MARK + row(FEEDBACK.names)
    for entry in await view.of_kinds((f.FeedbackCounted.kind,)):
        if isinstance(entry.fact, f.FeedbackCounted):
            words = await criteria_of(view, entry.fact.session)
            for name, side in (("carers", entry.fact.carers), ("officials", entry.fact.officials)):
                known = (entry.fact.session, name, side.present, side.completed)
                for rest in _ratings(side, words):
                    yield row((*known, *rest))


def _ratings(side: f.Side, criteria: Mapping[int, str]) -> Iterator[tuple[object, ...]]:
    if not side.rated:
        yield (None,) * 5
    for one in side.rated:
        text = criteria.get(one.criterion) if one.criterion is not None else None
        for rung, many in zip(Question(one.asked, one.criterion).rungs, one.counts, strict=True):
            yield one.asked, one.criterion, text, rung, many


async def organisations(edition: Edition) -> AsyncIterator[str]:
    """One line a body, from what `figures.json` holds."""
    figures, listed = await edition.figures(), await bodies_listed(edition.view)
    yield MARK + row(ORGANISATIONS.names)
    for number, of in figures["organisations"].items():
        time = of["time_to_reply"]
        rates = [of[rate][part] for rate in RATES for part in PARTS]
        within = [time["within"][str(days)] and time["within"][str(days)]["k"] for days in WITHIN]
        left_out = [of["left_out"][reason.value] for reason in sorted(LEFT_OUT)]
        known = (number, figures["names"][number], listed[int(number)].sort.value, of["counted"])
        yield row((*known, *rates, time["median"], time["not_reached_in"], *within, *left_out))
