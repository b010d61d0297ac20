"""What several tests of the clerk begin with."""

from collections.abc import AsyncIterator

import pytest

from db.engine import Database
from tests.bot import desk_office
from tests.bot.desk_office import Office, open_office


@pytest.fixture
async def office(database: Database, request: pytest.FixtureRequest) -> AsyncIterator[Office]:
    """Furnished by the `furnished` of the test's own file, where it has one."""
    furnish = getattr(request.module, "furnished", desk_office.furnished)
    async with open_office(database, furnish.__module__, furnish) as office:
        yield office
