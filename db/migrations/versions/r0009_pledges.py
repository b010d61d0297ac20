"""Pledges: what officials promised, carers' votes on it, and letters, keys and post that are about one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STEPS = "purpose IN ('pledge_before', 'pledge_after') AND state <> 'not_needed'"
ONE_SUBJECT = "(invitation_id IS NULL) <> (pledge_id IS NULL)"


def upgrade() -> None:
    _pledges()
    with op.batch_alter_table("letter") as batch:
        batch.alter_column("invitation_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("pledge_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_letter_pledge_id_pledge"), "pledge", ["pledge_id"], ["id"])
        batch.create_check_constraint(op.f("ck_letter_one_subject"), ONE_SUBJECT)
    op.create_index("ix_letter_pledge", "letter", ["pledge_id"])
    op.create_index(
        "uq_letter_pledge_step",
        "letter",
        ["pledge_id", "purpose", "round"],
        unique=True,
        sqlite_where=sa.text(STEPS),
        postgresql_where=sa.text(STEPS),
    )
    with op.batch_alter_table("desk_key") as batch:
        batch.alter_column("invitation_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("pledge_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_desk_key_pledge_id_pledge"), "pledge", ["pledge_id"], ["id"])
        batch.create_check_constraint(op.f("ck_desk_key_one_subject"), ONE_SUBJECT)
    op.create_index("ix_desk_key_pledge_id", "desk_key", ["pledge_id"])
    with op.batch_alter_table("piece", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("pledge_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_piece_pledge_id_pledge"), "pledge", ["pledge_id"], ["id"])
    op.create_index("ix_piece_pledge", "piece", ["pledge_id", "state"])
    op.add_column("ledger", sa.Column("pledge_id", sa.Integer(), nullable=True))
    op.create_index("ix_ledger_forum_pledge", "ledger", ["forum_id", "pledge_id"])


def _pledges() -> None:
    op.create_table(
        "pledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("updated", sa.Boolean(), nullable=False),
        sa.Column("next_moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_erased", sa.Integer(), nullable=False),
        sa.Column("unseen_erased", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_pledge_forum_id_forum")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_pledge_official_id_official")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pledge_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_pledge_session_id_session")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_pledge_item_id_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("code", name=op.f("uq_pledge_code")),
    )
    op.create_index("ix_pledge_due", "pledge", ["next_moment"])
    op.create_index("ix_pledge_forum", "pledge", ["forum_id", "organisation_id"])
    op.create_index("ix_pledge_item_id", "pledge", ["item_id"])
    op.create_table(
        "pledge_vote",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("sees", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pledge_vote_member_id_member")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_vote_pledge_id_pledge")),
        sa.PrimaryKeyConstraint("pledge_id", "member_id", name=op.f("pk_pledge_vote")),
    )


def downgrade() -> None:
    """What an older version has no room for goes: the letters, keys and post about pledges. The record keeps them."""
    op.drop_index("ix_ledger_forum_pledge", "ledger")
    op.drop_column("ledger", "pledge_id")
    for table in ("letter", "desk_key"):
        op.execute(f"DELETE FROM {table} WHERE pledge_id IS NOT NULL")
    op.drop_index("ix_piece_pledge", "piece")
    with op.batch_alter_table("piece", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("fk_piece_pledge_id_pledge"), type_="foreignkey")
        batch.drop_column("pledge_id")
    op.drop_index("uq_letter_pledge_step", "letter")
    for table, index in (("letter", "ix_letter_pledge"), ("desk_key", "ix_desk_key_pledge_id")):
        op.drop_index(index, table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_one_subject"), type_="check")
            batch.drop_constraint(op.f(f"fk_{table}_pledge_id_pledge"), type_="foreignkey")
            batch.drop_column("pledge_id")
            batch.alter_column("invitation_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("pledge_vote")
    op.drop_table("pledge")
