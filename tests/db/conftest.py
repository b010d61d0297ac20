"""Here the driver itself is tried, with its thread; and what is asked of the database is heard."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from db import sqlite_driver
from db.engine import Database


@pytest.fixture
def sqlite_connect() -> Callable[..., sqlite_driver.Connection]:
    return sqlite_driver.connect


@pytest.fixture
def asked(database: Database) -> Iterator[list[str]]:
    """Every SELECT that goes to the database."""
    heard: list[str] = []

    def hear(*said: Any) -> None:
        heard.extend([said[2]] if said[2].startswith("SELECT") else [])

    event.listen(database.reader.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.reader.sync_engine, "before_cursor_execute", hear)
