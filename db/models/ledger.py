"""The record, what is enclosed with it, and the cache of what is folded from it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Entry(Base):
    """One line of the ledger. Triggers refuse UPDATE and DELETE; `body` is the canonical JSON that `hash` covers."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ix_ledger_forum_invitation", "forum_id", "invitation_id"),
        Index("ix_ledger_forum_session", "forum_id", "session_id"),
        Index("ix_ledger_forum_pledge", "forum_id", "pledge_id"),
        Index("ix_ledger_forum_kind", "forum_id", "kind"),
    )
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    at: Mapped[datetime]
    invitation_id: Mapped[int | None]
    session_id: Mapped[int | None]
    pledge_id: Mapped[int | None]
    body: Mapped[str]
    hash: Mapped[str]


class Enclosure(Base):
    """Personal text beside the ledger, which holds only its salted digest; erased, it leaves a tombstone."""

    __tablename__ = "enclosure"
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str | None]
    text: Mapped[str | None]
    erased_at: Mapped[datetime | None]


class Standing(Base):
    """The folded value of one invitation (`bot.rules.standing`): a cache, rebuildable, indexed for what is due."""

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_due", "next_moment"),
        Index("ix_standing_figures", "forum_id", "organisation_id", "counts", "counts_on"),
    )
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(index=True)
    official_id: Mapped[int] = mapped_column(index=True)
    organisation_id: Mapped[int]
    holder_id: Mapped[int | None]
    state: Mapped[str]
    answer: Mapped[str | None]
    counts: Mapped[str]
    counts_on: Mapped[date | None]
    on_time: Mapped[bool]
    working_days: Mapped[int | None]
    sent_on: Mapped[date | None]
    reply_by: Mapped[date | None]
    replied_on: Mapped[date | None]
    present: Mapped[bool | None]
    alive: Mapped[bool]
    round: Mapped[int]
    next_step: Mapped[str | None]
    next_moment: Mapped[datetime | None]
