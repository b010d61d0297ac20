"""The outbox at work: claim what is due, hand each notice to its courier, and write down what came of it.

    delivered = await deliver(clerk, couriers)          # one step, when asked; until nothing more can be claimed

A courier answers `Delivered`, `Later`, `Gone` or `NotNeeded`. Nothing is dropped for having been tried too often, one
notice never stops another, and a queue whose destination is gone stands still until it is mended: a host is told once,
and the clerk looks again every hour by itself.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zlib import crc32

from bot import logs
from bot.clerk import Clerk
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice
from bot.transaction import Transaction
from db import models, outbox, posts

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
PATIENCE = 50.0
"""Seconds for one errand, so that it ends before its lease does."""
AT_ONCE = 8
FIRST_WAIT, LONGEST_WAIT = 5, 15 * 60
"""Seconds."""
LOOK_AGAIN = timedelta(hours=1)
"""After which a blocked queue is tried by itself: a permission given back in Discord reaches nobody here."""
LEFT = "left"
"""In `detail`: it has been sent, and only putting that down did not succeed. It must not be sent again."""

Then = Callable[[Transaction], Awaitable[None]]
"""What is written in the same commit that finishes the errand. A `Refused` from it leaves only the finishing."""


@dataclass(frozen=True)
class Errand:
    """One claimed row of the outbox. `attempts` counts this one; `detail` is what the row was told to remember."""

    id: int
    forum: int
    destination: str
    action: Action
    subject: int
    key: str
    detail: str | None
    attempts: int

    @property
    def kind(self) -> str:
        """The first part of the destination: who carries it."""
        return self.destination.partition(":")[0]


@dataclass(frozen=True)
class Delivered:
    """It arrived; `then` is recorded with that."""

    channel_id: int | None = None
    message_id: int | None = None
    then: Then | None = None


@dataclass(frozen=True)
class Later:
    """Not now. Without `until` the wait doubles each time; `remember` is given back as the next errand's `detail`."""

    why: str
    until: datetime | None = None
    remember: str | None = None


@dataclass(frozen=True)
class Gone:
    """The destination cannot take anything any more. `sentence` tells a host what to do about it."""

    why: str
    sentence: str


@dataclass(frozen=True)
class NotNeeded:
    """Nobody is waiting for it any more, or it was only a courtesy."""

    why: str
    then: Then | None = None


Outcome = Delivered | Later | Gone | NotNeeded


class Courier(Protocol):
    """Carries errands to one kind of destination. What it raises counts as `Later`."""

    async def carry(self, errand: Errand) -> Outcome: ...


def always() -> bool:
    return True


async def deliver(clerk: Clerk, couriers: Mapping[str, Courier], *, go_on: Callable[[], bool] = always) -> int:
    """Everything that can go now, the queues side by side and each in its order; how many arrived.

    After an outage that can take many minutes, as Discord takes one message a second: `go_on` is asked between rounds.
    """
    owner, delivered = secrets.token_hex(8), 0
    async with clerk.database.writing() as db:
        await posts.look_again(db, clerk.clock.now())
    while errands := await _claim(clerk, owner):
        delivered += sum(await asyncio.gather(*(_run(clerk, couriers, owner, errand) for errand in errands)))
        if not go_on():
            break
    return delivered


async def _claim(clerk: Clerk, owner: str) -> list[Errand]:
    async with clerk.database.writing() as db:
        rows = await outbox.claim(db, owner=owner, now=clerk.clock.now(), lease=LEASE, limit=AT_ONCE)
        return [_errand(row) for row in rows]


def _errand(row: models.Outbox) -> Errand:
    return Errand(
        row.id, row.forum_id, row.destination, Action(row.action), row.subject, row.key, row.detail, row.attempts
    )


async def _run(clerk: Clerk, couriers: Mapping[str, Courier], owner: str, errand: Errand) -> bool:
    """Never raises, so that no errand stops another: whatever goes wrong, the lease runs out and it comes back."""
    with logs.about(forum=errand.forum, outbox=errand.id):
        outcome = await _outcome(couriers, errand)
        try:
            await _write_down(clerk, owner, errand, outcome)
        except Exception:
            log.exception("what came of %s could not be written down; it is looked at again later", errand.key)
            return False
    return isinstance(outcome, Delivered)


async def _write_down(clerk: Clerk, owner: str, errand: Errand, outcome: Outcome) -> None:
    match outcome:
        case Delivered() | NotNeeded():
            await _finish(clerk, owner, errand, outcome)
        case Later():
            await _put_back(clerk, owner, errand, outcome)
        case Gone():
            await _block(clerk, owner, errand, outcome)


async def _outcome(couriers: Mapping[str, Courier], errand: Errand) -> Outcome:
    courier = couriers.get(errand.kind)
    if courier is None:
        return Gone("no courier", NO_COURIER.get(errand.kind, f"Nothing here can carry a notice to “{errand.kind}”."))
    try:
        async with asyncio.timeout(PATIENCE):
            return await courier.carry(errand)
    except TimeoutError:
        return Later("no answer in time")
    except Exception as error:
        log.exception("%s could not be delivered; it is tried again", errand.key)
        return Later(repr(error))


NO_COURIER = {
    "mail": "A letter waits, but there are no mail settings any more. Put the [mail] part back into the configuration."
}


async def _finish(clerk: Clerk, owner: str, errand: Errand, outcome: Delivered | NotNeeded) -> None:
    channel, message = (outcome.channel_id, outcome.message_id) if isinstance(outcome, Delivered) else (None, None)
    if isinstance(outcome, NotNeeded):
        log.info("%s was not needed: %s", errand.key, outcome.why)
    if outcome.then:
        try:
            async with clerk.record.transaction(errand.forum) as tx:
                await outcome.then(tx)
                await outbox.finish(tx.db, errand.id, owner, tx.now, channel, message)
            return
        except Refused as refusal:
            log.info("%s is finished without an entry: %s", errand.key, refusal)
        except Exception as error:
            log.exception("%s has gone out, but that could not be put down", errand.key)
            await _put_back(clerk, owner, errand, Later(repr(error), remember=LEFT))
            return
    async with clerk.database.writing() as db:
        await outbox.finish(db, errand.id, owner, clerk.clock.now(), channel, message)


async def _put_back(clerk: Clerk, owner: str, errand: Errand, later: Later) -> None:
    soonest = clerk.clock.now() + timedelta(seconds=1)
    until = max(later.until or clerk.clock.now() + back_off(errand.attempts, errand.id), soonest)
    log.info("%s waits until %s: %s", errand.key, until.isoformat(), later.why)
    async with clerk.database.writing() as db:
        if await outbox.put_back(db, errand.id, owner, until, later.why) and later.remember is not None:
            await posts.remember(db, errand.id, later.remember)


def back_off(attempts: int, row_id: int) -> timedelta:
    """Twice as long each time, up to 15 minutes, a little less by the row's own number: what failed together comes
    back apart, and the same row always at the same time."""
    whole = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return timedelta(seconds=max(1, round(whole * (1 - 0.2 * (crc32(str(row_id).encode()) % 100) / 100))))


async def _block(clerk: Clerk, owner: str, errand: Errand, gone: Gone) -> None:
    """The queue stands still. A host hears of it once for each kind of destination, until what waits there is gone."""
    log.warning("the queue %s of forum %s stands still: %s", errand.destination, errand.forum, gone.why)
    async with clerk.record.transaction(errand.forum) as tx:
        if not await outbox.block(tx.db, errand.forum, errand.destination, gone.why, owner=owner):
            return
        await posts.look_again_at(tx.db, errand.id, tx.now + LOOK_AGAIN)
        if errand.kind == Destination.OWNER:
            return
        oldest = await posts.oldest_in_trouble(tx.db, errand.forum, errand.kind)
        notice = Notice(
            Destination.OWNER if errand.kind == Destination.HOSTS else Destination.HOSTS,
            Action.TELL_BLOCKED,
            errand.id,
            f"blocked:{errand.kind}:{oldest}",
        )
        tx.notify(notice, detail=gone.sentence)
