"""Whom the forum may ask: bodies, the roles in them, and who holds these."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Organisation(Base):
    """A body: an ICB, a council, an NHS trust, Parliament. It is what it was on the date; successors are by code."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("forum_id", "name"),
        UniqueConstraint("forum_id", "code"),
        CheckConstraint(
            "kind IN ('icb', 'council', 'nhs_trust', 'parliament', 'healthwatch', 'charity', 'other')", name="kind"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    name: Mapped[str]
    kind: Mapped[str]
    website: Mapped[str | None]
    code: Mapped[str | None]
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    successors: Mapped[str] = mapped_column(default="")


class Official(Base):
    """A public role in an organisation: the record belongs to the role, not to the person."""

    __tablename__ = "official"
    __table_args__ = (UniqueConstraint("forum_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    email: Mapped[str | None]
    public_source: Mapped[str | None]
    elected: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None]
    retired_at: Mapped[datetime | None]


class Holder(Base):
    """Who held a role, from when until when. The name is shown only where `bot.rules.naming` allows it."""

    __tablename__ = "holder"
    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    name: Mapped[str | None]
    code: Mapped[str | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    objected_at: Mapped[datetime | None]
    """Since when they ask not to be named; the role alone is shown until the hosts have decided (RECORD-RULES §8)."""
