"""Support that has no name any more, and the forum's own list of help lines."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("forum", sa.Column("help_lines", sa.Text(), nullable=True))
    op.add_column("item", sa.Column("supporters_erased", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("item", "supporters_erased")
    op.drop_column("forum", "help_lines")
