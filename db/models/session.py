"""Meetings of the forum."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
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
