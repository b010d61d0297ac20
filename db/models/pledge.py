"""What officials promised, and whether carers can see it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.invitation import reply_code


class Pledge(Base):
    """A promise of somebody in a public role. Its words stand beside the record; from `state` to `next_moment` it is a
    cache of what is folded from that (`bot.rules.pledge_standing`).

    `code` stands in the reply address of the letters about it, as that of an invitation does.
    """

    __tablename__ = "pledge"
    __table_args__ = (Index("ix_pledge_due", "next_moment"), Index("ix_pledge_forum", "forum_id", "organisation_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True, default=reply_code)
    state: Mapped[str] = mapped_column(default="open")
    made_on: Mapped[date | None]
    due: Mapped[date | None]
    updated: Mapped[bool] = mapped_column(default=False)
    next_moment: Mapped[datetime | None]
    seen_erased: Mapped[int] = mapped_column(default=0)
    """How many said that they can see it and have had themselves erased since; `unseen_erased`, that they cannot."""
    unseen_erased: Mapped[int] = mapped_column(default=0)


class PledgeVote(Base):
    """Whether one carer can see what was promised; a later answer takes the place of an earlier one."""

    __tablename__ = "pledge_vote"
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    sees: Mapped[bool]
