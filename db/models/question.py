"""Questions put to organisations, and what carers say of an answer."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Question(Base):
    """The number of a question: an agenda item and the body that it is put to. What became of it is in the record."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("item_id", "organisation_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))


class Verdict(Base):
    """Whether an answer was one, in one carer's view: the key counts each of them once, however often they press.

    `entry` is the answer that they judged. `member_id` is None where they have had themselves erased since: each of
    these stays counted, and nothing says whose it was.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("question_id", "member_id"),
        CheckConstraint("said IN ('answered', 'partly', 'not_addressed')", name="said"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    entry: Mapped[int]
    said: Mapped[str]
