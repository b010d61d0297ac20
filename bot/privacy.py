"""What is held about one person in one forum, and taking it away (RECORD-RULES §8).

The chain has never held a carer's words, name or account: it knows a host by a number, which nothing resolves once the
account is taken out of the papers. So it verifies as before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import agenda, floor, voting
from bot.coming import forget_coming
from bot.rules.errors import Refused
from bot.transaction import Transaction
from bot.view import View
from db import coming, feedback, live, models, papers, pledges, privacy, questions, support

NOTHING = "The clerk keeps nothing about you in this forum."
LEFT_OVER = (
    "All that is left is that you set this forum up: you own this server, so the clerk writes to you when the hosts’ "
    "channel is gone."
)
CHANGED = "This is from an earlier time. Please type /privacy erase again and read what it says now."


@dataclass(frozen=True)
class Held:
    """Everything about one person. `member` is None for somebody who has not done anything that is kept."""

    user_id: int
    member: int | None
    set_up: bool
    items: Sequence[models.Item]
    supported: Sequence[models.Item]
    verdicts: Sequence[tuple[models.Verdict, int]]
    """What they said of answers, each with the item that it was about."""
    votes: Sequence[models.PledgeVote]
    drafts: Sequence[models.Draft]
    entries: Sequence[privacy.Done]
    pieces: Sequence[int]
    ratings: Sequence[models.Rating] = ()
    voted: Sequence[tuple[models.Motion, bool]] = ()
    proposed: Sequence[models.Motion] = ()
    coming: Sequence[tuple[models.Coming, models.Session]] = ()
    badge: str | None = None
    shut: datetime | None = None
    """When Discord did not let the clerk write to them."""
    present: Sequence[models.Session] = ()
    """The sessions at which they said that they were there."""
    hands: Sequence[int] = ()
    """The sessions in which their hand is up."""

    @property
    def nothing(self) -> bool:
        return self.member is None and not self.drafts and not self.set_up


async def held(view: View, user_id: int) -> Held:
    forum, member = view.forum, await papers.member(view.db, view.forum.id, user_id)
    number = member.id if member else 0
    return Held(
        user_id=user_id,
        member=member.id if member else None,
        set_up=forum.set_up_by == user_id,
        items=await privacy.items_of(view.db, forum.id, number),
        supported=await privacy.supported_by(view.db, forum.id, number),
        verdicts=await questions.verdicts_by(view.db, number),
        votes=await pledges.votes_of(view.db, forum.id, number),
        drafts=await privacy.drafts_of(view.db, forum.id, user_id),
        entries=await privacy.entries_by(view.db, forum.id, number),
        pieces=await privacy.pieces_dealt_by(view.db, forum.id, number),
        ratings=await feedback.of_member(view.db, forum.id, number),
        voted=await feedback.votes_of(view.db, forum.id, number),
        proposed=await feedback.motions(view.db, forum.id, proposer_id=number),
        coming=await coming.of_member(view.db, number),
        badge=member.badge if member else None,
        shut=member.dm_refused_at if member else None,
        present=await live.where_present(view.db, forum.id, number),
        hands=await live.where_hand_is_up(view.db, forum.id, number),
    )


async def erase(tx: Transaction, asked: Held, *, words_too: bool, owner: int | None) -> None:
    """Raises `Refused` where this is no longer what somebody was asked about. `owner` is who owns the server: the clerk
    writes to them instead of to whoever set the forum up and is erased."""
    member = await tx.db.get(models.Member, asked.member) if asked.member else None
    if member is None or member.user_id != asked.user_id:
        raise Refused(CHANGED)
    await privacy.forget_where_told(tx.db, tx.forum.id, [row.id for row in asked.items])
    for row in asked.items:
        await agenda.forget_author(tx, row, words_too=words_too)
    await support.erase_of(tx.db, member.id)
    await feedback.forget_member(tx.db, member.id)
    for motion in asked.proposed:
        await voting.forget_proposer(tx, motion, words_too=words_too)
    await questions.forget_whose(tx.db, member.id)
    await pledges.erase_votes_of(tx.db, member.id)
    await forget_coming(tx, member.id)
    await floor.forget(tx, member)
    await privacy.forget_drafts(tx.db, tx.forum.id, asked.user_id)
    if asked.set_up and owner is not None:
        tx.forum.set_up_by = owner
        await privacy.forget_where_written_to(tx.db, tx.forum.id, tx.forum.host_channel_id)
    member.badge, member.dm_refused_at = None, None
    member.user_id, member.erased_at = None, tx.now
