"""Reply codes, the keys to the officials' desk, and the pieces of post that wait for a person."""

import base64
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("access", sa.Text(), nullable=True))
    op.add_column("holder", sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("code", sa.Text(), nullable=True))
    _give_codes()
    with op.batch_alter_table("invitation") as batch:
        batch.alter_column("code", existing_type=sa.Text(), nullable=False)
        batch.create_unique_constraint(op.f("uq_invitation_code"), ["code"])
    op.create_table(
        "desk_key",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_desk_key_forum_id_forum")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_desk_key_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_desk_key")),
    )
    op.create_index("ix_desk_key_invitation_id", "desk_key", ["invitation_id"])
    op.create_table(
        "piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("perhaps_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("signs", sa.Text(), nullable=False),
        sa.Column("hints", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dealt_by_id", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.CheckConstraint("source IN ('mail', 'desk')", name=op.f("ck_piece_source")),
        sa.CheckConstraint("state IN ('waiting', 'recorded', 'dealt', 'discarded')", name=op.f("ck_piece_state")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_piece_forum_id_forum")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_piece_invitation_id_invitation")),
        sa.ForeignKeyConstraint(["perhaps_id"], ["invitation.id"], name=op.f("fk_piece_perhaps_id_invitation")),
        sa.ForeignKeyConstraint(["dealt_by_id"], ["member.id"], name=op.f("fk_piece_dealt_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
        sa.UniqueConstraint("digest", name=op.f("uq_piece_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_piece_tray", "piece", ["forum_id", "state", "id"])
    op.create_index("ix_piece_invitation", "piece", ["invitation_id", "state"])


def _give_codes() -> None:
    invitation = sa.table("invitation", sa.column("id", sa.Integer), sa.column("code", sa.Text))
    connection = op.get_bind()
    for (number,) in connection.execute(sa.select(invitation.c.id)).fetchall():
        code = base64.b32encode(secrets.token_bytes(17)).decode().lower().rstrip("=")[:26]
        connection.execute(invitation.update().where(invitation.c.id == number).values(code=code))


def downgrade() -> None:
    op.drop_table("piece")
    op.drop_table("desk_key")
    with op.batch_alter_table("invitation") as batch:
        batch.drop_constraint(op.f("uq_invitation_code"), type_="unique")
        batch.drop_column("code")
    op.drop_column("holder", "objected_at")
    op.drop_column("session", "access")
