"""What came to the forum, kept until it has been dealt with."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Piece(Base):
    """A piece of post: what came by mail or over the desk, kept until it has been dealt with.

    `invitation_id` or `pledge_id` is certain (by code or Message-ID); `perhaps_id` is a guess for the hosts. `verdict`
    and `signs` are the reader's (`bot.mail.parse`); `hints` is JSON of the dates and addresses that it found. `raw` and
    the words go when the piece has been dealt with and some time has passed.
    """

    __tablename__ = "piece"
    __table_args__ = (
        CheckConstraint("source IN ('mail', 'desk')", name="source"),
        CheckConstraint("state IN ('waiting', 'recorded', 'dealt', 'discarded')", name="state"),
        Index("ix_piece_tray", "forum_id", "state", "id"),
        Index("ix_piece_invitation", "invitation_id", "state"),
        Index("ix_piece_pledge", "pledge_id", "state"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    source: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str | None]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledge.id"))
    perhaps_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    sender: Mapped[str | None]
    sender_name: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    verdict: Mapped[str]
    signs: Mapped[str]
    hints: Mapped[str] = mapped_column(default="{}")
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(default="waiting")
    came_at: Mapped[datetime]
    dealt_at: Mapped[datetime | None]
    dealt_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    entry: Mapped[int | None]
    """The entry of the record that it became."""
