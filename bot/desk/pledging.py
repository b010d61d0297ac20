"""What an official does on the private page of a pledge: confirm it, amend it, say what became of it, dispute, state.

Sent twice, the second time finds the first and says so; what cannot be done raises `Refused`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot import pledge_letters, pledges
from bot.clerk import Clerk
from bot.desk.fields import Field
from bot.desk.hosts import Matter, tell_hosts
from bot.desk.reader import Mistakes, Problem, Reader, Typed
from bot.desk.stated import stated_before
from bot.desk.words import typed_day
from bot.pledges import Word
from bot.rules import facts as f, pledge as rules, pledge_dispute as disputes, statement
from bot.rules.dispute import open_disputes
from bot.rules.errors import Refused
from bot.rules.publishable import LONGEST
from bot.rules.tongue import N_, Phrases
from bot.rules.when import read_date
from bot.rules.words import PledgeOutcome, Via
from bot.transaction import Transaction


class PledgeForm(StrEnum):
    """The forms of the page."""

    CONFIRM = "confirm"
    AMEND = "amend"
    BECAME = "became"
    STATEMENT = "statement"
    DISPUTE = "dispute"
    STOP = "stop"


IN_HAND = "in_hand"
BECAME = Phrases(
    {
        IN_HAND: N_("Not there yet: this is how far it has come"),
        PledgeOutcome.DONE: N_("Done"),
        PledgeOutcome.PARTLY: N_("Done in part, because …"),
        PledgeOutcome.NOT_DONE: N_("Not done, because …"),
        PledgeOutcome.REPLACED: N_("Replaced by something else"),
    }
)
"""What can be chosen, in the order of the page."""

PROMISE = Field(
    name="promise",
    label=N_("What you promised, in your own words"),
    public=True,
    limit=LONGEST,
    missing=N_("There are no words in the pledge. Please write them, or dispute the entry if there was no promise."),
    lines=4,
)
DUE = Field(
    name="due",
    label=N_("By which day?"),
    hint=N_("Like: {example}"),
    places={"example": "Fri 29 Jan 2027"},
    public=True,
    limit=60,
    missing=N_("Please give the day by which it will be done."),
)
TEXT = Field(
    name="text",
    label=N_("What shows it, or why not (with “Done” you can leave this empty)"),
    hint=N_("A link will do."),
    public=True,
    limit=LONGEST,
    lines=4,
)


@dataclass(frozen=True)
class PledgePlace:
    """Whose page: a pledge of a forum. It came from a key, so both belong together."""

    forum: int
    pledge: int


@dataclass(frozen=True)
class PledgeDone:
    """What was done: the `entry` of the record, or the `piece` in the hosts' tray. `again`: it was there before."""

    form: PledgeForm
    entry: int | None = None
    piece: int | None = None
    again: bool = False


def read_amendment(sent: Typed, now: datetime, zone: ZoneInfo, due: date) -> tuple[str, date]:
    """The words and the day; the day as it stands may have come already, and is then typed as the page shows it."""
    reader = Reader(sent)
    words, typed = reader.text(PROMISE), reader.text(DUE)
    day = due
    if typed and typed != typed_day(due):
        try:
            day = read_date(typed, now=now, zone=zone)
        except Refused as error:
            reader.refuse(DUE.name, str(error))
    reader.done()
    return words, day


def read_became(sent: Typed) -> Word:
    """Exactly one choice, with its words."""
    chosen = sorted(set(sent.get("state", ())))
    if len(chosen) != 1 or chosen[0] not in list(BECAME):
        raise Mistakes([Problem("state", N_("Please choose what is true now."))])
    reader = Reader(sent)
    text = reader.text(TEXT)
    outcome = None if chosen[0] == IN_HAND else PledgeOutcome(chosen[0])
    if not text and outcome is not PledgeOutcome.DONE and not reader.problems:
        reader.refuse(TEXT.name, N_("Please say it in a few words, so that carers can understand it."))
    reader.done()
    return Word(outcome, text or None)


async def confirm(clerk: Clerk, place: PledgePlace) -> PledgeDone:
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        history, now = await tx.pledge_history(place.pledge), await tx.pledge(place.pledge)
        said = [e.seq for e in history if isinstance(e.fact, f.PledgeConfirmed | f.PledgeAmended)]
        if now.confirmed and said:
            return PledgeDone(PledgeForm.CONFIRM, said[-1], again=True)
        tx.record(rules.confirm(now, **tx.mark(Via.LINK)))
        return await _done(tx, clerk, PledgeForm.CONFIRM, "you confirm your pledge")


async def amend(clerk: Clerk, place: PledgePlace, words: str, due: date) -> PledgeDone:
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        history, now = await tx.pledge_history(place.pledge), await tx.pledge(place.pledge)
        said = [e.seq for e in history if isinstance(e.fact, f.PledgeMade | f.PledgeAmended)]
        if (words, due) == ((await tx.texts([now.words])).get(now.words), now.due):
            if now.confirmed:
                return PledgeDone(PledgeForm.AMEND, said[-1], again=True)
            raise Refused(
                N_("These are the words and the day that stand already. To agree with them, press “Confirm it”.")
            )
        tx.record(rules.amend(now, await tx.enclose(words), due, tx.terms, **tx.mark(Via.LINK)))
        return await _done(tx, clerk, PledgeForm.AMEND, "you put your pledge in your own words")


async def say(clerk: Clerk, place: PledgePlace, word: Word) -> PledgeDone:
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        now = await tx.pledge(place.pledge)
        digest = now.update if word.outcome is None else now.told
        text = (await tx.texts([digest])).get(digest) if digest else None
        last = [
            e for e in await tx.pledge_history(place.pledge) if isinstance(e.fact, f.PledgeUpdated | f.PledgeClosed)
        ]
        if last and last[-1].fact.by == f.OFFICIAL and (now.outcome, text) == (word.outcome, word.text):
            return PledgeDone(PledgeForm.BECAME, last[-1].seq, again=True)
        await pledges.say(tx, place.pledge, word, Via.LINK)
        return await _done(tx, clerk, PledgeForm.BECAME, "you told us what became of your pledge")


async def state(clerk: Clerk, place: PledgePlace, text: str) -> PledgeDone:
    """It stands beside the pledge as it was written."""
    text = statement.fitting(text)
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        if (before := await stated_before(tx, await tx.pledge_history(place.pledge), text)) is not None:
            return PledgeDone(PledgeForm.STATEMENT, before, again=True)
        tx.record(rules.make_statement(await tx.pledge(place.pledge), await tx.enclose(text), **tx.mark(Via.LINK)))
        return await _done(tx, clerk, PledgeForm.STATEMENT, "you have added a statement")


async def dispute(clerk: Clerk, place: PledgePlace, seq: int, grounds: str) -> PledgeDone:
    """The entry is disputed from now on; why, only the hosts read, for they decide."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        history, text = await tx.pledge_history(place.pledge), f"Entry {seq}: {grounds}"
        if seq in (opened := open_disputes(history)):
            piece = await tell_hosts(tx, None, Matter.DISPUTE, text, pledge_id=place.pledge)
            return PledgeDone(PledgeForm.DISPUTE, opened[seq].seq, piece, again=True)
        tx.record(disputes.dispute(history, seq, tx.terms, **tx.mark(Via.LINK)))
        await tell_hosts(tx, None, Matter.DISPUTE, text, pledge_id=place.pledge)
        return await _done(tx, clerk, PledgeForm.DISPUTE, f"you dispute entry {seq}")


async def stop_writing(clerk: Clerk, place: PledgePlace, why: str) -> PledgeDone:
    """They want no more letters: for the hosts to see to, who are told at once."""
    async with clerk.record.transaction(place.forum, by=f.OFFICIAL) as tx:
        piece = await tell_hosts(tx, None, Matter.STOP, why or NO_REASON, pledge_id=place.pledge)
        return PledgeDone(PledgeForm.STOP, piece=piece)


NO_REASON = "They gave no reason, and need none."


async def _done(tx: Transaction, clerk: Clerk, form: PledgeForm, what: str) -> PledgeDone:
    entry = tx.pending[-1]
    await pledge_letters.receipt(tx, clerk.ways, entry, what)
    return PledgeDone(form, entry.seq)
