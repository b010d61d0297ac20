"""Meetings of the forum."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Session(Base):
    """One meeting of a forum. `starts_at`, `ends_at` and `state` are folded from the record."""

    __tablename__ = "session"
    __table_args__ = (
        Index("ix_session_forum_starts", "forum_id", "starts_at"),
        Index("ix_session_agenda_due", "agenda_due"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    title: Mapped[str]
    place: Mapped[str | None]
    link: Mapped[str | None]
    access: Mapped[str | None]
    """What the place offers to who needs it, in the hosts' words: step-free, a hearing loop, captions."""
    repeat: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str]
    agenda_due: Mapped[datetime | None]
    """When its agenda is next to be seen to: published, or told anew to the officials after a change."""
    event_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    """Where the session is talked about in Discord, under its card."""
    places: Mapped[int | None]
    """How many carers can come, where the hosts limit that."""


class Coming(Base):
    """What one carer said about one session, and when they want to be reminded. Never on the record, never by name."""

    __tablename__ = "coming"
    # A notice on its way names the row: a number given again would bring it to somebody else.
    __table_args__ = (
        CheckConstraint("answer IN ('going', 'waiting', 'maybe', 'cannot')", name="answer"),
        UniqueConstraint("session_id", "member_id"),
        Index("ix_coming_remind_at", "remind_at"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    answer: Mapped[str]
    turn: Mapped[int]
    """The order in which people asked for a place."""
    day_before: Mapped[bool] = mapped_column(default=False)
    hour_before: Mapped[bool] = mapped_column(default=False)
    remind_at: Mapped[datetime | None]
