from collections.abc import AsyncIterator

import pytest
from pymongo import AsyncMongoClient

from notifications.store import Deliveries, Inbox
from shared.mongo.database import CODEC, Client, Database


@pytest.fixture
async def db(mongo_url: str, database_name: str) -> AsyncIterator[Database]:
    client: Client = AsyncMongoClient(mongo_url)
    async with client:
        yield client.get_database(database_name, codec_options=CODEC)


@pytest.fixture
async def deliveries(db: Database) -> Deliveries:
    store = Deliveries(db)
    await store.ensure_indexes()
    return store


@pytest.fixture
def inbox(deliveries: Deliveries) -> Inbox:
    return Inbox(deliveries)
