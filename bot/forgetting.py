"""What is kept no longer than the forum's terms say (RECORD-RULES §8): names leave the record's pages some months after
the session, or when the holder leaves, and the role stays; mails go some time after they were dealt with, drafts when
nobody came back to them, who came to a session and who wanted its items some time after it, what hosts noted down in it
once its minutes are published. The chain has never held a name: what is erased stands beside it, and it verifies as
before.
"""

from calendar import monthrange
from datetime import datetime, timedelta
from functools import partial

from bot import agenda
from bot.apart import Task
from bot.rules import facts as f
from bot.rules.notices import Action, Destination, Notice, is_public_news
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import coming, drafts, forgetting, ledger, live, models, post, support


async def forget(view: View, ways: Ways) -> list[Task]:
    """Everything whose time is over. Each name goes in a transaction of its own, and the papers in one."""
    since = kept_since(view)
    names = await forgetting.overdue(view.db, view.forum.id, since.names)
    tasks = [Task(f"the name at invitation {number}", partial(forget_name, invitation_id=number)) for number in names]
    if await forgetting.papers_overdue(view.db, view.forum.id, since):
        tasks.append(Task("the papers whose time is over", forget_papers))
    if await agenda.settled(view):
        tasks.append(Task("who wanted what is settled", forget_supporters))
    return tasks


def kept_since(view: View) -> forgetting.Since:
    """Of each kind of papers, from when on they are kept."""
    policy = view.terms.policy
    return forgetting.Since(
        post=view.now - timedelta(days=policy.post_kept_days),
        drafts=view.now - timedelta(days=policy.drafts_kept_days),
        coming=view.now - timedelta(days=policy.coming_kept_days),
        notes=view.now - timedelta(days=policy.notes_kept_days),
        names=months_before(view.now, policy.names_months),
    )


async def forget_papers(tx: Transaction) -> int:
    """Drop the words of mails that were dealt with long enough ago, what somebody typed and never said yes to, who said
    that they come to a session, or were at it, some time after it, and what hosts noted down; how many things went."""
    since = kept_since(tx)
    mails = await post.forget_words(tx.db, tx.forum.id, since.post)
    typed = await drafts.forget_older(tx.db, tx.forum.id, since.drafts)
    came = await coming.older(tx.db, tx.forum.id, since.coming)
    await coming.forget(tx.db, came)
    there = await live.forget_people(tx.db, tx.forum.id, since.coming)
    notes = await live.forget_notes(tx.db, tx.forum.id, since.notes, since.names)
    return mails + typed + len(came) + there + notes


async def forget_supporters(tx: Transaction) -> None:
    """Of what nothing more comes of it is known from now on only how many wanted it."""
    await support.only_counted(tx.db, await agenda.settled(tx))


async def forget_name(tx: Transaction, invitation_id: int) -> None:
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
