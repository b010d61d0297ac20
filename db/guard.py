"""The database refuses to change the record, whoever asks.

Triggers: the ledger takes new lines and nothing else; an enclosure may only be erased, once, leaving its
digest. They are made again after every migration, because a batch migration on SQLite drops them with
the table that it rebuilds. They stop mistakes; against somebody who owns the database stands the chain.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

APPEND_ONLY = "The record is only added to: a mistake is answered by a correction."
ERASE_ONLY = "An enclosure may only be erased, and only once."

_ERASES = (
    "NEW.forum_id = OLD.forum_id AND NEW.digest = OLD.digest AND NEW.text IS NULL AND NEW.salt IS NULL"
    " AND NEW.erased_at IS NOT NULL AND (OLD.erased_at IS NULL OR NEW.erased_at = OLD.erased_at)"
)


@dataclass(frozen=True)
class Guard:
    """One trigger: `when` narrows it to the rows where the SQL holds."""

    table: str
    event: str
    words: str
    when: str | None = None

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event.lower()}"

    def on_sqlite(self) -> str:
        when = f" WHEN {self.when}" if self.when else ""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW{when} "
            f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
        )

    def on_postgresql(self) -> str:
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        when = f" WHEN ({self.when})" if self.when else ""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH {each}{when} "
            f"EXECUTE FUNCTION guard_refuses('{self.words}')"
        )


def _not_twice(*key: str) -> str:
    # INSERT OR REPLACE removes the old row without waking DELETE triggers, found by key or by hidden row number.
    table, *columns = key
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} WHERE ({same}) OR rowid = NEW.rowid)"


_EVERYWHERE = (
    Guard("ledger", "UPDATE", APPEND_ONLY),
    Guard("ledger", "DELETE", APPEND_ONLY),
    Guard("enclosure", "UPDATE", ERASE_ONLY, f"NOT ({_ERASES})"),
    Guard("enclosure", "DELETE", ERASE_ONLY),
)
GUARDS = {
    "sqlite": (
        *_EVERYWHERE,
        Guard("ledger", "INSERT", APPEND_ONLY, _not_twice("ledger", "forum_id", "seq")),
        Guard("enclosure", "INSERT", ERASE_ONLY, _not_twice("enclosure", "forum_id", "digest")),
    ),
    "postgresql": (
        *_EVERYWHERE,
        Guard("ledger", "TRUNCATE", APPEND_ONLY),
        Guard("enclosure", "TRUNCATE", ERASE_ONLY),
    ),
}

_REFUSES_BODY = "BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END"
_REFUSES = f"CREATE OR REPLACE FUNCTION guard_refuses() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSES_BODY}$$"


def create_guards(connection: Connection) -> None:
    """Make every guard anew; the tables must exist."""
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        connection.exec_driver_sql(_REFUSES)
    for guard in GUARDS[connection.dialect.name]:
        if postgresql:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
            connection.exec_driver_sql(guard.on_postgresql())
            # also while a restore or a replica has switched ordinary triggers off
            connection.exec_driver_sql(f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}")
            connection.exec_driver_sql(guard.on_sqlite())


def missing_guards(connection: Connection) -> list[str]:
    """The names of guards that are absent, switched off or not as written here."""
    standing = _on_postgresql(connection) if connection.dialect.name == "postgresql" else _on_sqlite(connection)
    return [guard.name for guard in GUARDS[connection.dialect.name] if guard not in standing]


def _on_sqlite(connection: Connection) -> set[Guard]:
    made = set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars())
    return {guard for guard in GUARDS["sqlite"] if guard.on_sqlite() in made}


def _on_postgresql(connection: Connection) -> set[Guard]:
    function = connection.exec_driver_sql(
        "SELECT prosrc FROM pg_proc WHERE proname = 'guard_refuses' AND pg_function_is_visible(oid)"
    ).scalar_one_or_none()
    if function != _REFUSES_BODY:
        return set()
    awake = connection.exec_driver_sql(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgenabled = 'A' AND tgfoid = 'guard_refuses'::regproc AND pg_table_is_visible(tgrelid)"
    )
    made = {(name, table) for name, table in awake}
    return {guard for guard in GUARDS["postgresql"] if (guard.name, guard.table) in made}
