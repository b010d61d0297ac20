"""Pledges: recording what somebody promised, and what became of it, for hosts and for the officials themselves.

Each function works inside a writing transaction, which a `Refused` ends: nothing of it is then kept.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from bot import pledge_letters
from bot.partnership import stands_still
from bot.rules import facts as f, pledge as rules
from bot.rules.enclosed import enclosed_in
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.rules.publishable import publishable
from bot.rules.screening import kept_out
from bot.rules.words import PledgeOutcome, PledgeState, Purpose, Reason, Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import ledger, models, papers, pledges, support

NO_ADDRESS = (
    "We cannot ask them to confirm it, for there is no e-mail address. Add one with /official edit; “Ask them again” "
    "below then writes to them."
)
STANDS_STILL = "By the carers’ vote, nothing is asked of that body for now, so nobody is asked to confirm this."

ERASES = (Reason.PERSONAL_DATA, Reason.SAFETY, Reason.LEGAL)


@dataclass(frozen=True)
class Promise:
    """A promise as a host wants it recorded. `words` are fit for the record."""

    official: int
    words: str
    due: date
    session: int | None = None
    item: int | None = None


@dataclass(frozen=True)
class Word:
    """What became of it, or how far it has come where `outcome` is None."""

    outcome: PledgeOutcome | None
    text: str | None = None
    instead: int | None = None


def fit(words: str) -> str:
    """Words of theirs as the record may hold them; refuses what is about a person or shown of nobody."""
    kept_out(words)
    return publishable(words)


async def check(view: View, promise: Promise) -> models.Official:
    """Raises `Refused` for what is not this forum's, or is not fit to be promised."""
    official: models.Official = await view.own(models.Official, promise.official, "official")
    if official.retired_at is not None:
        raise Refused("That role is retired. Choose the role that took it over, or enter it with /official add.")
    if promise.session is not None:
        await view.own(models.Session, promise.session, "session")
    if promise.item is not None:
        await view.own(models.Item, promise.item, "item")
    rules.dates(official.organisation_id, promise.due, view.terms, at=view.now, by=f.CLERK, via=Via.COMMAND)
    return official


async def add(tx: Transaction, ways: Ways, promise: Promise) -> tuple[models.Pledge, str | None]:
    """Record it and ask the official to confirm it; or why nobody is asked, in a sentence."""
    official = await check(tx, promise)
    row = models.Pledge(
        forum_id=tx.forum.id,
        official_id=official.id,
        organisation_id=official.organisation_id,
        session_id=promise.session,
        item_id=promise.item,
    )
    tx.db.add(row)
    await tx.db.flush()
    tx.record(
        rules.make(
            row.id,
            official=official.id,
            organisation=official.organisation_id,
            session=promise.session,
            item=promise.item,
            words=await tx.enclose(promise.words),
            due=promise.due,
            terms=tx.terms,
            **tx.mark(Via.COMMAND),
        )
    )
    if await stands_still(tx, official.organisation_id):
        return row, STANDS_STILL
    if ways.mail and not official.email:
        return row, NO_ADDRESS
    await pledge_letters.write(tx, ways, row.id, Purpose.PLEDGE)
    return row, None


async def say(tx: Transaction, pledge_id: int, word: Word, via: Via) -> f.PledgeFact:
    """An update or an outcome, in words that are fit for the record."""
    now, text = await tx.pledge(pledge_id), await tx.enclose(word.text) if word.text else None
    if word.outcome is None:
        if text is None:
            raise Refused("Please say in “evidence” how far it has come.")
        return tx.record(rules.update(now, text, tx.terms, **tx.mark(via)))
    if word.instead is not None:
        other: models.Pledge = await tx.own(models.Pledge, word.instead, "pledge")
        if other.organisation_id != now.organisation:
            raise Refused("Only another pledge of the same organisation can take its place.")
    mark = tx.mark(via)
    return tx.record(rules.close(now, word.outcome, tx.terms, text=text, instead=word.instead, **mark))


async def take_back(tx: Transaction, pledge_id: int, reason: Reason) -> f.PledgeFact:
    """What cannot stay in public for somebody's sake goes too: the texts beside it are erased."""
    if reason in ERASES:
        for entry in await tx.pledge_history(pledge_id):
            for digest in enclosed_in(entry.fact):
                await ledger.erase(tx.db, tx.forum.id, digest, tx.now)
    return tx.record(rules.withdraw(await tx.pledge(pledge_id), reason, **tx.mark(Via.COMMAND)))


async def ask_again(tx: Transaction, ways: Ways, pledge_id: int) -> None:
    """After a letter that did not arrive: the words are sent anew, and what time brings about is written anew."""
    now = await tx.pledge(pledge_id)
    if now.state is not PledgeState.OPEN:
        raise Refused("That pledge is not open any more, so there is nothing to ask.")
    if await stands_still(tx, now.organisation):
        raise Refused(STANDS_STILL)
    for letter in await pledges.letters(tx.db, pledge_id):
        letter.state = "not_needed" if letter.state in ("failed", "waiting", "handed") else letter.state
    await tx.db.flush()
    if now.confirmed and not now.not_reached:
        raise Refused("They have confirmed it, and no letter is lost. /pledge update notes what they say.")
    await pledge_letters.write(tx, ways, pledge_id, Purpose.PLEDGE)


async def vote(tx: Transaction, pledge_id: int, *, user_id: int, sees: bool) -> bool:
    """Count a carer once; False where they had said the same before."""
    row: models.Pledge = await tx.own(models.Pledge, pledge_id, "pledge")
    if row.state == PledgeState.WITHDRAWN:
        raise Refused("That pledge was taken back, so there is nothing to see of it.")
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    new = await pledges.vote(tx.db, row.id, member.id, sees)
    if new and not await support.card_is_waiting(tx.db, tx.forum.id, Action.PLEDGE_CARD.value, row.id):
        key = f"pledge:{row.id}:card:vote:{secrets.token_hex(8)}"
        tx.notify(Notice(Destination.CHAT, Action.PLEDGE_CARD, row.id, key))
    return new
