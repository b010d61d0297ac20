"""Pledges as plain values, one source for the card in the chat, the page and pledges.csv."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.public.said import Said, read
from bot.rules import facts as f
from bot.rules.pledge_dispute import DISPUTABLE
from bot.rules.pledge_standing import PledgeStanding, pledge_standing
from bot.rules.saying import say_short_date
from bot.rules.tongue import N_, Phrases, capital, tr
from bot.rules.wording import NOT_CONFIRMED, OUTCOMES, Whom
from bot.rules.words import PledgeOutcome, PledgeState
from bot.view import History, View
from db import models, pledges

LEAST = 5
"""Carers' votes are shown from so many on: fewer would tell who they were."""


STANDS = Phrases(
    {
        PledgeState.OPEN: N_("Open."),
        PledgeState.DONE: N_("Done."),
        PledgeState.PARTLY: N_("Done in part."),
        PledgeState.NOT_DONE: N_("Not done."),
        PledgeState.REPLACED: N_("Replaced."),
        PledgeState.DISPUTED: N_("Disputed."),
        PledgeState.WITHDRAWN: N_("Taken back."),
    }
)


@dataclass(frozen=True, kw_only=True)
class PledgeSheet:
    """Everything that is shown of one pledge; texts as the record has them, None where they were removed or are none.

    `see` and `votes` are None under `LEAST` votes. `theirs` is what the official says became of it, and `ours` what the
    forum has recorded, where that is another.
    """

    number: int
    whom: Whom
    organisation: int
    official: int
    words: str | None
    due: date
    made_on: date
    session: int | None
    title: str | None
    item: int | None
    state: PledgeState
    confirmed: bool
    confirm_by: date | None
    not_reached: bool
    update: str | None
    updated_on: date | None
    outcome: PledgeOutcome | None
    theirs: PledgeOutcome | None
    told: str | None
    instead: int | None
    see: int | None
    votes: int | None
    overdue: bool
    seqs: tuple[int, ...]
    statements: tuple[Said, ...]

    @property
    def standing(self) -> str:
        """Where it stands, in a sentence that is true whoever reads it."""
        if self.state is PledgeState.OPEN:
            if self.updated_on is not None:
                return tr("Open. Last update on {day}.", day=say_short_date(self.updated_on))
            if self.overdue:
                return tr("Open: no update recorded yet.")
        if self.state is PledgeState.REPLACED and self.instead:
            return tr("Replaced by pledge {number}.", number=self.instead)
        return STANDS[self.state]

    @property
    def confirmation(self) -> str:
        """Whose words they are."""
        if self.confirmed:
            return tr("Confirmed by them.")
        if self.not_reached:
            return tr("Our letter about it did not arrive. This is ours to fix.")
        return tr(NOT_CONFIRMED)

    @property
    def views(self) -> tuple[str, ...]:
        """What the official says and what carers see, each in a sentence, to stand side by side in the same size."""
        said = []
        if self.theirs:
            said.append(capital(tr("{whom} says: {outcome}.", whom=self.whom, outcome=OUTCOMES[self.theirs])))
        if self.outcome and self.outcome is not self.theirs and (self.theirs or self.votes):
            said.append(tr("The forum recorded: {outcome}.", outcome=OUTCOMES[self.outcome]))
        if self.votes:
            said.append(tr("Carers say: {see} of {votes} can see it.", see=self.see, votes=self.votes))
        return tuple(said)


async def pledge_sheets(view: View, rows: Sequence[models.Pledge]) -> list[PledgeSheet]:
    """In the order given; however many there are, their entries, texts and votes are each asked for at once."""
    histories = await view.pledge_histories([row.id for row in rows])
    stand = {number: pledge_standing(history) for number, history in histories.items()}
    texts = await view.texts(one for now in stand.values() for one in (now.words, now.update, now.told) if one)
    stated = [e for history in histories.values() for e in history if isinstance(e.fact, f.PledgeStated)]
    said: dict[int | None, list[Said]] = defaultdict(list)
    for one in await read(view, stated):
        said[one.pledge].append(one)
    votes = await pledges.votes(view.db, rows)
    return [
        await _sheet(view, row, stand[row.id], histories[row.id], texts, votes[row.id], said[row.id]) for row in rows
    ]


async def pledge_sheet(view: View, number: int) -> PledgeSheet:
    """Raises `Refused` for another forum's."""
    return (await pledge_sheets(view, [await view.own(models.Pledge, number, "pledge")]))[0]


async def _sheet(
    view: View,
    row: models.Pledge,
    now: PledgeStanding,
    history: History,
    texts: Mapping[str, str | None],
    votes: pledges.Votes,
    statements: Sequence[Said],
) -> PledgeSheet:
    session = await view.db.get(models.Session, row.session_id) if row.session_id else None
    cast = votes.see + votes.do_not
    return PledgeSheet(
        number=row.id,
        whom=await view.whom_promised(row.id),
        organisation=row.organisation_id,
        official=row.official_id,
        words=texts.get(now.words),
        due=now.due,
        made_on=view.terms.day(now.made_at),
        session=row.session_id,
        title=session.title if session else None,
        item=row.item_id,
        state=now.state,
        confirmed=now.confirmed,
        confirm_by=now.confirm_by,
        not_reached=now.not_reached,
        update=texts.get(now.update) if now.update else None,
        updated_on=now.updated_on,
        outcome=now.outcome,
        theirs=now.theirs,
        told=texts.get(now.told) if now.told else None,
        instead=now.instead,
        see=votes.see if cast >= LEAST else None,
        votes=cast if cast >= LEAST else None,
        overdue=now.due < view.terms.day(view.now),
        seqs=tuple(entry.seq for entry in history if isinstance(entry.fact, DISPUTABLE)),
        statements=tuple(statements),
    )
