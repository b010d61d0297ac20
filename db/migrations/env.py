"""Run by Alembic, with the connection that `db.migrate` opened and put into the configuration."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.models import Base
from db.types import UtcDateTime


def plainly(kind: str, thing: object, _: AutogenContext) -> str | Literal[False]:
    """Write our column type as what it is in the database, so that old revisions never import our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=plainly,
)
with context.begin_transaction():
    context.run_migrations()
