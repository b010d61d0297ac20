"""Here the driver itself is tried, with its thread."""

from collections.abc import Callable

import pytest

from db import sqlite_driver


@pytest.fixture
def sqlite_connect() -> Callable[..., sqlite_driver.Connection]:
    return sqlite_driver.connect
