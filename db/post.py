"""Named queries on the post: to whom a mail belongs, what waits for the hosts, and what has been read."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Select, Update, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from db.models import Forum, Invitation, Letter, Official, Piece, Standing
from db.prepared import change, prepared

UNREAD = "unread"
"""The verdict of a mail that is kept and has not been read yet."""

STOP = "desk-stop"
"""The verdict of a wish to be written to no more."""

SPEAKS_FOR_NOBODY = (
    UNREAD,
    "bounce-permanent",
    "bounce-temporary",
    "bounce-unspecified",
    "delayed",
    "challenge-response",
)
"""Comes from a machine whose address says nothing about whose letter it is."""


async def invitations_of_codes(db: AsyncSession, codes: Collection[str]) -> Sequence[Invitation]:
    query = select(Invitation).where(Invitation.code.in_(codes)).order_by(Invitation.id)
    return (await db.execute(query)).scalars().all()


async def letters_of_message_ids(db: AsyncSession, message_ids: Collection[str]) -> Sequence[Letter]:
    query = select(Letter).where(Letter.message_id.in_(message_ids)).order_by(Letter.id)
    return (await db.execute(query)).scalars().all()


async def open_invitations_of(db: AsyncSession, address: str, states: Collection[str]) -> Sequence[Standing]:
    """Those of the officials with this e-mail address, in any forum, that stand in one of these states."""
    query = (
        select(Standing)
        .join(Official, Official.id == Standing.official_id)
        .where(func.lower(Official.email) == address, Standing.state.in_(states))
        .order_by(Standing.invitation_id)
    )
    return (await db.execute(query)).scalars().all()


async def forums_writing_to(db: AsyncSession, domain: str) -> Sequence[int]:
    """The forums whose directory holds an address in this domain."""
    ends = func.lower(Official.email).endswith(f"@{domain}", autoescape=True)
    return (
        (await db.execute(select(Official.forum_id).where(ends).distinct().order_by(Official.forum_id))).scalars().all()
    )


async def oldest_forum(db: AsyncSession) -> Forum | None:
    return (await db.execute(select(Forum).order_by(Forum.id).limit(1))).scalar_one_or_none()


async def of_digest(db: AsyncSession, digest: str) -> int | None:
    return await db.scalar(select(Piece.id).where(Piece.digest == digest))


async def same_message(db: AsyncSession, message_id: str, before: int) -> Sequence[Piece]:
    """The pieces before this one that carry its Message-ID."""
    query = select(Piece).options(defer(Piece.raw)).where(Piece.message_id == message_id, Piece.id < before)
    return (await db.execute(query.order_by(Piece.id))).scalars().all()


async def unread(db: AsyncSession) -> Sequence[tuple[int, int]]:
    """Forum and piece of every mail that was kept and not read, in the order of coming."""
    query = select(Piece.forum_id, Piece.id).where(Piece.verdict == UNREAD, Piece.state == "waiting")
    return [(forum, piece) for forum, piece in await db.execute(query.order_by(Piece.id))]


async def tray(db: AsyncSession, forum_id: int) -> Sequence[int]:
    """What waits for the hosts of a forum, the oldest first."""
    query = select(Piece.id).where(Piece.forum_id == forum_id, Piece.state == "waiting", Piece.verdict != UNREAD)
    return (await db.execute(query.order_by(Piece.came_at, Piece.id))).scalars().all()


async def read_before(db: AsyncSession, invitation_id: int, verdicts: Collection[str]) -> Sequence[Piece]:
    """What the record took from mails of these kinds, for this invitation."""
    query = (
        select(Piece)
        .options(defer(Piece.raw))
        .where(Piece.invitation_id == invitation_id, Piece.state == "recorded", Piece.verdict.in_(verdicts))
    )
    return (await db.execute(query.order_by(Piece.id))).scalars().all()


@prepared
def _waiting_for(invitation_id: Any) -> Select[Piece]:
    bound = or_(Piece.invitation_id == invitation_id, Piece.perhaps_id == invitation_id)
    unbound = Piece.invitation_id.is_(None) & Piece.pledge_id.is_(None)
    query = select(Piece).options(defer(Piece.raw)).where(Piece.state == "waiting", or_(bound, unbound))
    return query.order_by(Piece.id)


async def waiting_for(
    db: AsyncSession, forum_id: int, invitation_id: int, domains: Collection[str] = ()
) -> Sequence[Piece]:
    """The waiting pieces that are, or could be, about this invitation: bound to it, thought to be, or bound to none and
    from one of these `domains` or their subdomains, from nobody, or from a machine (`SPEAKS_FOR_NOBODY`).

    What is bound to none counts in whichever forum it lies. `raw` is not loaded.
    """
    rows = (await _waiting_for(db, invitation_id)).scalars().all()
    ours = {domain.lower() for domain in domains}
    return [row for row in rows if invitation_id in (row.invitation_id, row.perhaps_id) or _could_be(row, ours)]


@prepared
def _waits_about(invitation_id: Any) -> Select[bool]:
    about = or_(Piece.invitation_id == invitation_id, Piece.perhaps_id == invitation_id)
    return select(exists().where(about, Piece.state == "waiting"))


async def waits_about(db: AsyncSession, invitation_id: int) -> bool:
    """Does a piece wait that is, or may be, about this invitation?"""
    return (await _waits_about(db, invitation_id)).scalar_one()


@prepared
def _asks_to_stop(official_id: Any) -> Select[bool]:
    theirs = select(Invitation.id).where(Invitation.official_id == official_id)
    return select(exists().where(Piece.invitation_id.in_(theirs), Piece.verdict == STOP, Piece.state == "waiting"))


async def asks_to_stop(db: AsyncSession, official_id: int) -> bool:
    """Does a wish of this official wait, about whatever invitation, to be written to no more?"""
    return (await _asks_to_stop(db, official_id)).scalar_one()


@prepared
def _delayed_at(invitation_id: Any, since: Any) -> Select[datetime | None]:
    about = (Piece.invitation_id == invitation_id, Piece.verdict == "delayed", Piece.came_at > since)
    return select(func.max(Piece.came_at)).where(*about)


async def delayed_at(db: AsyncSession, invitation_id: int, since: datetime) -> datetime | None:
    """When a server last told us, after `since`, that a letter of this invitation is still on its way."""
    return (await _delayed_at(db, invitation_id, since)).scalar_one()


@change
def _heard(until: Any) -> Update:
    late = or_(Forum.heard_until.is_(None), Forum.heard_until < until)
    return update(Forum).where(late).values(heard_until=until)


async def heard(db: AsyncSession, until: datetime) -> None:
    """The post is read up to that moment, for every forum."""
    await _heard(db, until)


async def forget_words(db: AsyncSession, forum_id: int, before: datetime) -> int:
    """Drop the mail and its words of what was dealt with before that moment; of how many. That it came stays known."""
    blank = update(Piece).where(*over(forum_id, before))
    blank = blank.values(raw=None, text="", subject="", sender=None, sender_name="", signs="", hints="{}")
    result = await db.execute(blank.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return result.rowcount


def over(forum_id: Any, before: Any) -> tuple[ColumnElement[bool], ...]:
    """What was dealt with before that moment, and still has words."""
    words = or_(Piece.raw.is_not(None), Piece.text != "", Piece.sender.is_not(None))
    return Piece.forum_id == forum_id, Piece.dealt_at < before, words


def _could_be(row: Piece, domains: Collection[str]) -> bool:
    if row.sender is None or row.verdict in SPEAKS_FOR_NOBODY:
        return True
    home = row.sender.rpartition("@")[2].lower()
    return any(home == domain or home.endswith(f".{domain}") for domain in domains)
