from collections.abc import AsyncIterator

import pytest
from tests.settings import settings_of

from shared.mongo.database import Database, connect, database
from shared.settings import ServiceSettings


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> ServiceSettings:
    """A database of the test's own, and no Kafka."""
    return settings_of(ServiceSettings, mongo_url=mongo_url, mongo_database=database_name)


@pytest.fixture
async def db(settings: ServiceSettings) -> AsyncIterator[Database]:
    async with connect(settings) as client:
        yield database(client, settings)
