"""What Alembic reads; `db.migrate` is the way in."""
