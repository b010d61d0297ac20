"""What waits to be told."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Outbox(Base):
    """One row a notice, written with the fact it announces. `key` makes a second one impossible."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'blocked', 'dropped')", name="state"),
        Index("ix_outbox_waiting", "state", "not_before"),
        Index("ix_outbox_queue", "forum_id", "destination", "state", "id"),
        UniqueConstraint("forum_id", "key"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    destination: Mapped[str]
    action: Mapped[str]
    subject: Mapped[int]
    key: Mapped[str]
    detail: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    owner: Mapped[str | None]
    error: Mapped[str | None]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
