"""Who comes to a session, its places and its thread, and what people want to be called there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("thread_id", sa.BigInteger(), nullable=True))
    op.add_column("session", sa.Column("places", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("badge", sa.Text(), nullable=True))
    op.add_column("member", sa.Column("dm_refused_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "coming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("day_before", sa.Boolean(), nullable=False),
        sa.Column("hour_before", sa.Boolean(), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("answer IN ('going', 'waiting', 'maybe', 'cannot')", name=op.f("ck_coming_answer")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_coming_forum_id_forum")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_coming_session_id_session")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_coming_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coming")),
        sa.UniqueConstraint("session_id", "member_id", name=op.f("uq_coming_session_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coming_remind_at", "coming", ["remind_at"])


def downgrade() -> None:
    op.drop_table("coming")
    op.drop_column("member", "dm_refused_at")
    op.drop_column("member", "badge")
    op.drop_column("session", "places")
    op.drop_column("session", "thread_id")
