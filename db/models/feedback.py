"""What people said of a session, and what carers vote on, until it is counted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Rating(Base):
    """One answer of one person to one question about a session. It goes when the forms are counted.

    A carer is a member, an official the invitation by which they came; each has one answer to a question.
    """

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("(member_id IS NULL) <> (invitation_id IS NULL)", name="of_one"),
        UniqueConstraint("session_id", "member_id", "question"),
        UniqueConstraint("session_id", "invitation_id", "question"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    question: Mapped[str]
    rung: Mapped[str]


class Motion(Base):
    """What carers vote on: a criterion, or with which body they do not work, or work again. See `bot.voting`.

    `text` is the criterion, or the words beside the grounds. `instead_of` is the criterion that would go.
    """

    __tablename__ = "motion"
    __table_args__ = (
        CheckConstraint("kind IN ('criterion', 'decline', 'welcome_back')", name="kind"),
        CheckConstraint("state IN ('open', 'carried', 'not_carried', 'told', 'taken_back')", name="state"),
        Index("ix_motion_forum_state", "forum_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    kind: Mapped[str]
    state: Mapped[str]
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    text: Mapped[str | None]
    instead_of: Mapped[int | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    grounds: Mapped[str | None]
    conditions: Mapped[str | None]
    statement: Mapped[str | None]
    """What the body said when it was told, until that stands on the record."""
    told_on: Mapped[date | None]
    called_at: Mapped[datetime]
    closes_on: Mapped[date]
    in_favour: Mapped[int | None]
    against: Mapped[int | None]


class Vote(Base):
    """One person's vote: the key counts each person once. It goes when the vote closes."""

    __tablename__ = "vote"
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    in_favour: Mapped[bool]
