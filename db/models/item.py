"""What carers raise, and who else wants it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Item(Base):
    """What a carer wants raised. `author_id` is never shown to anybody unless `shown` is 'named'.

    `place` and `minutes` are those it has on the agenda of its session.
    """

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("shown IN ('named', 'labelled', 'unnamed')", name="shown"),
        CheckConstraint("kind IN ('question', 'proposal', 'story')", name="kind"),
        Index("ix_item_forum_state", "forum_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str] = mapped_column(default="question")
    shown: Mapped[str]
    author_label: Mapped[str | None]
    title: Mapped[str]
    details: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[str]
    reason: Mapped[str | None]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    carried: Mapped[int] = mapped_column(default=0)
    place: Mapped[int | None]
    minutes: Mapped[int | None]
    supporters_erased: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many said "me too" and have had themselves erased since: they are counted, and nothing says who they were."""
    raised_at: Mapped[datetime]
    quote: Mapped[str | None]
    """What a host would like to quote of the details, word for word; quoted only once its author has agreed."""
    quote_agreed_at: Mapped[datetime | None]


class Support(Base):
    """One person's "me too": the key counts each person once, however often they press."""

    __tablename__ = "support"
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
