"""The forum, its people, and what the clerk remembers for itself."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Setting(Base):
    """A word the clerk remembers for itself: the hash of the commands last sent to Discord."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Forum(Base):
    """A carers' forum: one Discord server, one chain, one public export."""

    __tablename__ = "forum"
    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    area: Mapped[str | None]
    charter: Mapped[str | None]
    help_lines: Mapped[str | None]
    """Where a carer finds help at once, in the hosts' words."""
    nation: Mapped[str]
    zone: Mapped[str]
    language: Mapped[str] = mapped_column(default="en-GB")
    """Of its pages, as HTML calls it. Data, letters and Discord are in English."""
    host_role_id: Mapped[int] = mapped_column(BigInteger)
    carer_role_id: Mapped[int | None] = mapped_column(BigInteger)
    chat_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    log_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    host_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    set_up_by: Mapped[int] = mapped_column(BigInteger)
    heard_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Member(Base):
    """Someone who did something; the record knows only the number, which reads "a host" once `user_id` is erased."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("forum_id", "user_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    erased_at: Mapped[datetime | None]
    badge: Mapped[str | None]
    """What they want to be called in sessions: a label of their own."""
    dm_refused_at: Mapped[datetime | None]
    """When Discord did not let us write to them, until they have been told."""


class Draft(Base):
    """What somebody was asked "is that right?" about, kept until they say yes or no: a press may come after a restart.

    `words` is JSON of what they typed, so it is erased with them, and in any case after some days.
    """

    __tablename__ = "draft"
    # Drafts are deleted, and SQLite would give a number again: an old button would then say yes to a newer draft.
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    words: Mapped[str]
    made_at: Mapped[datetime]
