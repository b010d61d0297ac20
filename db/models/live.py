"""A session while it runs: what it is at, who is there, whose hand is up, and what was taken down."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Sitting(Base):
    """Where an open session is. `taken` are the items that it has come to, in order, as numbers with commas.

    Of what is said off the record nothing is kept but for how many seconds it was.
    """

    __tablename__ = "sitting"
    __table_args__ = (CheckConstraint("last_side IN ('carer', 'official')", name="last_side"),)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    item_since: Mapped[datetime | None]
    taken: Mapped[str] = mapped_column(default="")
    off_since: Mapped[datetime | None]
    off_seconds: Mapped[int] = mapped_column(default=0)
    last_side: Mapped[str | None]
    """Who spoke last since the floor opened."""
    nameless: Mapped[int] = mapped_column(default=0)
    """How many were there and have had themselves erased since."""


class Present(Base):
    """A carer who said that they are here; gone some time after the session, when their number is on the record."""

    __tablename__ = "present"
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)


class Hand(Base):
    """A hand that is up: a carer's own, or that of an official who was invited, raised for them by a host.

    `called_at` is set on the one who is speaking; it goes when the next one is called.
    """

    __tablename__ = "hand"
    # Hands come and go, and a button that calls one carries its number.
    __table_args__ = (
        UniqueConstraint("session_id", "member_id"),
        UniqueConstraint("session_id", "invitation_id"),
        CheckConstraint("(member_id IS NULL) <> (invitation_id IS NULL)", name="whose"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    called_at: Mapped[datetime | None]


class Note(Base):
    """A note, a decision or an action that a host took down, in the host's words."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("kind IN ('note', 'decision', 'action')", name="kind"),
        Index("ix_note_session", "session_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    kind: Mapped[str]
    words: Mapped[str]
    owner: Mapped[str | None]
    due: Mapped[date | None]


class MinutesPart(Base):
    """A part of the minutes as a host left it; what nobody changed follows from what was taken down."""

    __tablename__ = "minutes_part"
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    words: Mapped[str]
