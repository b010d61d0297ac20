"""A forum says in which language its pages are."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("forum") as batch:
        batch.add_column(sa.Column("language", sa.Text(), nullable=False, server_default="en-GB"))
    with op.batch_alter_table("forum") as batch:
        batch.alter_column("language", existing_type=sa.Text(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("forum") as batch:
        batch.drop_column("language")
