"""Officials asked to sessions, the letters to them, and the keys to their own page."""

import base64
import secrets
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


def reply_code() -> str:
    """130 random bits in letters that every mail server leaves alone: no capitals, nothing to escape."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower().rstrip("=")[:26]


class Invitation(Base):
    """An official asked to a session. What became of it is in the record; the words and the address are papers.

    `code` stands in the reply address, in the calendar's UID and nowhere public: an answer finds its invitation by it.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("session_id", "official_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("holder.id"))
    message: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True, default=reply_code)


PLEDGE_LETTERS = "purpose IN ('pledge_before', 'pledge_after') AND state <> 'not_needed'"
ONE_SUBJECT = "(invitation_id IS NULL) <> (pledge_id IS NULL)"
STEP_LETTERS = "purpose IN ('first_reminder', 'second_reminder', 'notice') AND state <> 'not_needed'"


class Letter(Base):
    """A letter to an official, written once, sent once: about an invitation or about a pledge, which each have a code
    and a thread of their own. `round` tells which sending of the invitation it belongs to, or which day of the pledge.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'handed', 'sent', 'failed', 'not_needed')", name="state"),
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        # Time may write each of its letters once in a round, however often it is swept.
        Index(
            "uq_letter_step",
            "invitation_id",
            "purpose",
            "round",
            unique=True,
            sqlite_where=text(STEP_LETTERS),
            postgresql_where=text(STEP_LETTERS),
        ),
        Index(
            "uq_letter_pledge_step",
            "pledge_id",
            "purpose",
            "round",
            unique=True,
            sqlite_where=text(PLEDGE_LETTERS),
            postgresql_where=text(PLEDGE_LETTERS),
        ),
        Index("ix_letter_invitation", "invitation_id"),
        Index("ix_letter_pledge", "pledge_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledge.id"))
    purpose: Mapped[str]
    round: Mapped[int]
    address: Mapped[str | None]
    subject: Mapped[str]
    body: Mapped[str]
    sentence: Mapped[str | None]
    as_at: Mapped[date | None]
    items: Mapped[str] = mapped_column(default="", server_default="")
    """The numbers of the agenda items that it speaks of, in order and with commas."""
    message_id: Mapped[str]
    state: Mapped[str]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    @property
    def invitation(self) -> int:
        """Of a letter that is about one."""
        assert self.invitation_id is not None, "it is about a pledge"
        return self.invitation_id

    @property
    def pledge(self) -> int:
        """Of a letter that is about one."""
        assert self.pledge_id is not None, "it is about an invitation"
        return self.pledge_id


class DeskKey(Base):
    """The key to an official's desk (`/r/{token}`): its SHA-256 alone. Each letter carries a key of its own."""

    __tablename__ = "desk_key"
    __table_args__ = (CheckConstraint(ONE_SUBJECT, name="one_subject"),)
    digest: Mapped[str] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledge.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    @property
    def invitation(self) -> int:
        """Of a key that opens the desk of one."""
        assert self.invitation_id is not None, "it opens the page of a pledge"
        return self.invitation_id
