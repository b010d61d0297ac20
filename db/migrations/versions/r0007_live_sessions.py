"""Sessions while they run, and the parts of their minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _of(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}_{there}"))


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sitting",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("item_since", moment, nullable=True),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("off_since", moment, nullable=True),
        sa.Column("off_seconds", sa.Integer(), nullable=False),
        sa.Column("last_side", sa.Text(), nullable=True),
        sa.Column("nameless", sa.Integer(), nullable=False),
        _of("sitting", "session_id", "session"),
        _of("sitting", "forum_id", "forum"),
        _of("sitting", "item_id", "item"),
        sa.CheckConstraint("last_side IN ('carer', 'official')", name=op.f("ck_sitting_last_side")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_sitting")),
    )
    op.create_table(
        "present",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _of("present", "session_id", "session"),
        _of("present", "member_id", "member"),
        sa.PrimaryKeyConstraint("session_id", "member_id", name=op.f("pk_present")),
    )
    op.create_table(
        "hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("called_at", moment, nullable=True),
        _of("hand", "forum_id", "forum"),
        _of("hand", "session_id", "session"),
        _of("hand", "member_id", "member"),
        _of("hand", "invitation_id", "invitation"),
        sa.CheckConstraint("(member_id IS NULL) <> (invitation_id IS NULL)", name=op.f("ck_hand_whose")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand")),
        sa.UniqueConstraint("session_id", "member_id", name=op.f("uq_hand_session_id_member_id")),
        sa.UniqueConstraint("session_id", "invitation_id", name=op.f("uq_hand_session_id_invitation_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        _of("note", "forum_id", "forum"),
        _of("note", "session_id", "session"),
        _of("note", "item_id", "item"),
        sa.CheckConstraint("kind IN ('note', 'decision', 'action')", name=op.f("ck_note_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_session", "note", ["session_id"])
    op.create_table(
        "minutes_part",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _of("minutes_part", "session_id", "session"),
        _of("minutes_part", "forum_id", "forum"),
        sa.PrimaryKeyConstraint("session_id", "part", name=op.f("pk_minutes_part")),
    )


def downgrade() -> None:
    for table in ("minutes_part", "note", "hand", "present", "sitting"):
        op.drop_table(table)
