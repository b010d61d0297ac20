"""Items have a kind, may stand under a label of their author's, and have a place and minutes on an agenda."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SHOWN, KIND = "ck_item_shown", "ck_item_kind"


def upgrade() -> None:
    with op.batch_alter_table("item") as batch:
        batch.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="question"))
        batch.add_column(sa.Column("place", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch.drop_constraint(op.f(SHOWN), type_="check")
        batch.create_check_constraint(op.f(SHOWN), "shown IN ('named', 'labelled', 'unnamed')")
        batch.create_check_constraint(op.f(KIND), "kind IN ('question', 'proposal', 'story')")
    with op.batch_alter_table("item") as batch:
        batch.alter_column("kind", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    # What stands on agendas keeps the order that it had.
    op.execute("UPDATE item SET place = id WHERE session_id IS NOT NULL")


def downgrade() -> None:
    # A label was chosen in place of a name: an older version would show it as one.
    op.execute("UPDATE item SET shown = 'unnamed', author_label = NULL WHERE shown = 'labelled'")
    with op.batch_alter_table("item") as batch:
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.drop_constraint(op.f(SHOWN), type_="check")
        batch.create_check_constraint(op.f(SHOWN), "shown IN ('named', 'unnamed')")
        batch.drop_column("minutes")
        batch.drop_column("place")
        batch.drop_column("kind")
