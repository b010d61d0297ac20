"""Names leave the record's pages 24 months after the session, or when the holder leaves the role; the role stays
(RECORD-RULES §8). The chain has never held a name: what is erased stands beside it, and it verifies as before. Mails go
some time after they were dealt with, drafts when nobody came back to them."""

from calendar import isleap
from datetime import datetime, timedelta

from bot.clerk import Clerk
from bot.rules import facts as f
from bot.rules.notices import Action, Destination, Notice, is_public_news
from bot.transaction import Transaction
from db import drafts, forgetting, ledger, live, models, post

YEARS = 2
POST_KEPT = timedelta(days=90)
"""How long a mail is kept after it was dealt with: time enough to find out that something was misread."""

DRAFTS_KEPT = timedelta(days=7)
"""How long a question waits for its yes."""

PRESENCE_KEPT = timedelta(days=30)
"""How long the clerk knows who said that they were at a session; their number is on the record from its end."""


async def forget_names(clerk: Clerk) -> int:
    """Take out the names whose time is over; of how many invitations."""
    async with clerk.database.reading() as db:
        overdue = await forgetting.overdue(db, _years_before(clerk.clock.now()))
    for forum_id, invitation_id in overdue:
        async with clerk.record.transaction(forum_id) as tx:
            await _forget(tx, invitation_id)
    return len(overdue)


async def forget_post(clerk: Clerk) -> int:
    """Drop the mails that were dealt with long enough ago, and their words; of how many."""
    async with clerk.database.writing() as db:
        return await post.forget_words(db, clerk.clock.now() - POST_KEPT)


async def forget_drafts(clerk: Clerk) -> int:
    """Drop what somebody typed and never said yes to; of how many."""
    async with clerk.database.writing() as db:
        return await drafts.forget_all_older(db, clerk.clock.now() - DRAFTS_KEPT)


async def forget_the_present(clerk: Clerk) -> int:
    """Drop who was at sessions that are over; how many rows."""
    async with clerk.database.writing() as db:
        return await live.forget_people(db, clerk.clock.now() - PRESENCE_KEPT)


async def _forget(tx: Transaction, invitation_id: int) -> None:
    invitation = await tx.db.get_one(models.Invitation, invitation_id)
    invitation.holder_id = None
    for entry in await tx.history(invitation_id):
        if isinstance(entry.fact, f.NoticeGiven | f.NoReplyRecorded):
            await ledger.erase(tx.db, tx.forum.id, entry.fact.sentence, tx.now)
        if isinstance(entry.fact, f.InvitationFact) and is_public_news(entry.fact):
            key = f"entry:{entry.seq}:without-name"
            tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, entry.seq, key))


def _years_before(moment: datetime) -> datetime:
    year = moment.year - YEARS
    on_the_28th = (moment.month, moment.day) == (2, 29) and not isleap(year)
    return moment.replace(year=year, day=28) if on_the_28th else moment.replace(year=year)
