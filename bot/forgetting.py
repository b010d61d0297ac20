"""What is kept no longer than the forum's terms say (RECORD-RULES §8): names leave the record's pages some months after
the session, or when the holder leaves, and the role stays; mails go some time after they were dealt with, drafts when
nobody came back to them, who came to a session and who wanted its items some time after it, what hosts noted down in it
once its minutes are published. The chain has never held a name: what is erased stands beside it, and it verifies as
before.
"""

from calendar import monthrange
from datetime import datetime, timedelta

from bot import agenda
from bot.clerk import Clerk
from bot.rules import facts as f
from bot.rules.notices import Action, Destination, Notice, is_public_news
from bot.transaction import Transaction
from db import coming, drafts, forgetting, ledger, live, models, papers, post, support


async def forget(clerk: Clerk) -> int:
    """Everything whose time is over, forum by forum; how many things went."""
    async with clerk.database.reading() as db:
        forums = [forum.id for forum in await papers.forums(db)]
    return sum([await forget_names(clerk, one) + await forget_papers(clerk, one) for one in forums])


async def forget_names(clerk: Clerk, forum_id: int) -> int:
    """Take out the names whose time is over; of how many invitations. Each is a transaction of its own."""
    async with clerk.record.reading(forum_id) as view:
        before = months_before(view.now, view.terms.policy.names_months)
        overdue = await forgetting.overdue(view.db, forum_id, before)
    for invitation_id in overdue:
        async with clerk.record.transaction(forum_id) as tx:
            await _forget(tx, invitation_id)
    return len(overdue)


async def forget_papers(clerk: Clerk, forum_id: int) -> int:
    """Drop the words of mails that were dealt with long enough ago, what somebody typed and never said yes to, who said
    that they come to a session, were at it or wanted its items, some time after it, and the notes that hosts took."""
    async with clerk.record.transaction(forum_id) as tx:
        policy = tx.terms.policy
        mails = await post.forget_words(tx.db, forum_id, tx.now - timedelta(days=policy.post_kept_days))
        typed = await drafts.forget_older(tx.db, forum_id, tx.now - timedelta(days=policy.drafts_kept_days))
        came = await coming.older(tx.db, forum_id, tx.now - timedelta(days=policy.coming_kept_days))
        await coming.forget(tx.db, came)
        there = await live.forget_people(tx.db, forum_id, tx.now - timedelta(days=policy.coming_kept_days))
        wanted = await support.only_counted(tx.db, await agenda.settled(tx))
        noted = tx.now - timedelta(days=policy.notes_kept_days)
        notes = await live.forget_notes(tx.db, forum_id, noted, months_before(tx.now, policy.names_months))
        return mails + typed + len(came) + there + wanted + notes


async def _forget(tx: Transaction, invitation_id: int) -> None:
    invitation = await tx.db.get_one(models.Invitation, invitation_id)
    invitation.holder_id = None
    for entry in await tx.history(invitation_id):
        if isinstance(entry.fact, f.NoticeGiven | f.NoReplyRecorded):
            await ledger.erase(tx.db, tx.forum.id, entry.fact.sentence, tx.now)
        if isinstance(entry.fact, f.InvitationFact) and is_public_news(entry.fact):
            key = f"entry:{entry.seq}:without-name"
            tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, entry.seq, key))


def months_before(moment: datetime, months: int) -> datetime:
    """The same day of an earlier month, or its last one where it is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
