"""What people said of a session, and what carers vote on."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.CheckConstraint("(member_id IS NULL) <> (invitation_id IS NULL)", name=op.f("ck_rating_of_one")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_rating_forum_id_forum")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_rating_session_id_session")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_rating_member_id_member")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_rating_invitation_id_invitation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "session_id", "member_id", "question", name=op.f("uq_rating_session_id_member_id_question")
        ),
        sa.UniqueConstraint(
            "session_id", "invitation_id", "question", name=op.f("uq_rating_session_id_invitation_id_question")
        ),
    )
    op.create_index(op.f("ix_rating_member_id"), "rating", ["member_id"])
    op.create_table(
        "motion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("instead_of", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.Text(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("called_at", UtcDateTime(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('criterion', 'decline', 'welcome_back')", name=op.f("ck_motion_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'carried', 'not_carried', 'told', 'taken_back')", name=op.f("ck_motion_state")
        ),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_motion_forum_id_forum")),
        sa.ForeignKeyConstraint(["proposer_id"], ["member.id"], name=op.f("fk_motion_proposer_id_member")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_motion_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
    )
    op.create_index("ix_motion_forum_state", "motion", ["forum_id", "state"])
    op.create_table(
        "vote",
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("in_favour", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_vote_motion_id_motion")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_vote_member_id_member")),
        sa.PrimaryKeyConstraint("motion_id", "member_id", name=op.f("pk_vote")),
    )
    op.create_index(op.f("ix_vote_member_id"), "vote", ["member_id"])


def downgrade() -> None:
    op.drop_table("vote")
    op.drop_table("motion")
    op.drop_table("rating")
