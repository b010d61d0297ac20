"""Questions to organisations and what carers say of answers; agendas that are published; what a letter speaks of."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SOON = timedelta(days=14)
"""About ten working days; on that morning the clerk looks on which day it is exactly."""


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_question_forum_id_forum")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_question_item_id_item")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_question_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("item_id", "organisation_id", name=op.f("uq_question_item_id_organisation_id")),
    )
    op.create_index(op.f("ix_question_forum_id"), "question", ["forum_id"])
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.CheckConstraint("said IN ('answered', 'partly', 'not_addressed')", name=op.f("ck_verdict_said")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_verdict_question_id_question")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_verdict_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("question_id", "member_id", name=op.f("uq_verdict_question_id_member_id")),
    )
    op.create_index(op.f("ix_verdict_question_id"), "verdict", ["question_id"])
    op.create_index(op.f("ix_verdict_member_id"), "verdict", ["member_id"])
    op.add_column("letter", sa.Column("items", sa.Text(), nullable=False, server_default=""))
    op.add_column("session", sa.Column("agenda_due", UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_session_agenda_due"), "session", ["agenda_due"])
    _wake_the_agendas()


def _wake_the_agendas() -> None:
    session = sa.table(
        "session",
        sa.column("id", sa.Integer()),
        sa.column("state", sa.Text()),
        sa.column("starts_at", UtcDateTime()),
        sa.column("agenda_due", UtcDateTime()),
    )
    bind = op.get_bind()
    planned = sa.select(session.c.id, session.c.starts_at).where(session.c.state == "planned")
    for number, starts in bind.execute(planned).all():
        due: datetime = starts.astimezone(UTC) - SOON
        bind.execute(session.update().where(session.c.id == number).values(agenda_due=due))


def downgrade() -> None:
    op.drop_index(op.f("ix_session_agenda_due"), table_name="session")
    op.drop_column("session", "agenda_due")
    op.drop_column("letter", "items")
    op.drop_table("verdict")
    op.drop_table("question")
