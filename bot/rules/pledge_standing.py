"""Where a pledge stands: the fold of its facts, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce

from bot.rules import facts as f
from bot.rules.facts import Enclosed
from bot.rules.words import PledgeOutcome, PledgeState, Purpose


@dataclass(frozen=True, kw_only=True)
class PledgeStanding:
    """One pledge, folded. `words` and `due` are as last amended; `outcome` is the last word of anybody about what
    became of it, `theirs` the official's own."""

    pledge: int
    official: int
    organisation: int
    session: int | None
    item: int | None
    made_at: datetime
    words: Enclosed
    due: date
    remind_on: date | None
    ask_on: date
    round: int = 1
    """How many days it has had: each is reminded of anew."""
    confirm_by: date | None = None
    confirmed: bool = False
    not_reached: bool = False
    updated: bool = False
    update: Enclosed | None = None
    updated_on: date | None = None
    reminded: bool = False
    asked_after: bool = False
    outcome: PledgeOutcome | None = None
    theirs: PledgeOutcome | None = None
    told: Enclosed | None = None
    """The evidence, or why not."""
    instead: int | None = None
    closed_on: date | None = None
    disputes: frozenset[int] = frozenset()
    withdrawn: bool = False

    @property
    def state(self) -> PledgeState:
        if self.withdrawn:
            return PledgeState.WITHDRAWN
        if self.disputes:
            return PledgeState.DISPUTED
        return PledgeState(self.outcome.value) if self.outcome else PledgeState.OPEN

    @property
    def next_on(self) -> date | None:
        """The day from which time may bring something about; None where nothing is to come."""
        if self.state is not PledgeState.OPEN or self.asked_after:
            return None
        return self.ask_on if self.reminded or self.remind_on is None else self.remind_on

    def letter_due(self, today: date) -> Purpose | None:
        """Which letter is wanted today. After the day itself nobody is reminded that it is to come."""
        if self.next_on is None or today < self.next_on:
            return None
        if today >= self.ask_on:
            return Purpose.PLEDGE_AFTER
        return Purpose.PLEDGE_BEFORE if today <= self.due and not self.reminded else None


def replayed(history: Iterable[f.Entry]) -> tuple[f.Entry, ...]:
    """The entries as upheld disputes make them read: what was wrong is as if it had never been."""
    entries = tuple(history)
    void = {e.fact.entry for e in entries if isinstance(e.fact, f.PledgeDisputeDecided) and e.fact.upheld}
    return tuple(entry for entry in entries if entry.seq not in void)


def pledge_standing(history: Iterable[f.Entry]) -> PledgeStanding:
    """Fold one pledge; `history` holds its entries, in order, the `PledgeMade` first."""
    entries = tuple(history)
    read = replayed(entries)
    made = entries[0].fact
    assert isinstance(made, f.PledgeMade)
    start = PledgeStanding(
        pledge=made.pledge,
        official=made.official,
        organisation=made.organisation,
        session=made.session,
        item=made.item,
        made_at=made.at,
        words=made.words,
        due=made.due,
        remind_on=made.remind_on,
        ask_on=made.ask_on,
        # Where the very promise was recorded wrongly, there is none.
        withdrawn=entries[0] not in read,
    )
    return reduce(_apply, read, start)


def _apply(now: PledgeStanding, entry: f.Entry) -> PledgeStanding:
    match entry.fact:
        case f.PledgeAsked(confirm_by=day):
            return replace(now, confirm_by=day, not_reached=False)
        case f.PledgeConfirmed():
            return replace(now, confirmed=True, not_reached=False)
        case f.PledgeAmended() as new:
            same = new.due == now.due
            theirs = replace(now, confirmed=True, not_reached=False, words=new.words, due=new.due)
            dated = replace(theirs, remind_on=new.remind_on, ask_on=new.ask_on, round=now.round + (not same))
            return replace(dated, reminded=same and now.reminded, asked_after=same and now.asked_after)
        case f.PledgeReminded(before=before):
            return replace(now, reminded=True, not_reached=False, asked_after=now.asked_after or not before)
        case f.PledgeUpdated(on=on, text=text):
            told = replace(now, updated=True, update=text, updated_on=on, outcome=None, told=None, instead=None)
            told = replace(told, theirs=None) if entry.fact.by == f.OFFICIAL else told
            # Who has just told us is not asked again at once.
            return replace(told, reminded=True, asked_after=now.asked_after or on > now.due, closed_on=None)
        case f.PledgeClosed() as word:
            theirs_now = word.outcome if word.by == f.OFFICIAL else now.theirs
            closed = replace(now, outcome=word.outcome, theirs=theirs_now, told=word.text, instead=word.instead)
            return replace(closed, updated=True, updated_on=word.on, closed_on=word.on)
        case f.PledgeNotReached():
            return replace(now, not_reached=True)
        case f.PledgeDisputed(entry=seq):
            return replace(now, disputes=now.disputes | {seq})
        case f.PledgeDisputeDecided(entry=seq):
            return replace(now, disputes=now.disputes - {seq})
        case f.PledgeWithdrawn():
            return replace(now, withdrawn=True)
        case _:
            return now
