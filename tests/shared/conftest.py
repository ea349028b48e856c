from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr
from tests.shared.consuming import Bench

from shared.messaging.kafka import Producer
from shared.mongo.database import Database, connect, database
from shared.settings import ServiceSettings


@pytest.fixture
def settings(mongo_url: str, kafka_bootstrap: str, database_name: str, topic_prefix: str) -> ServiceSettings:
    return ServiceSettings(
        environment="local",
        public_url="http://localhost:8080",
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap=kafka_bootstrap,
        topic_prefix=topic_prefix,
        oidc_issuer="http://127.0.0.1:1",
        oidc_client_id="web",
        oidc_client_secret=SecretStr("not a secret"),
        oidc_audience="urn:skillproof",
        session_secret=SecretStr("x" * 32),
    )


@pytest.fixture
async def db(settings: ServiceSettings) -> AsyncIterator[Database]:
    async with connect(settings) as client:
        yield database(client, settings)


@pytest.fixture
async def bench(settings: ServiceSettings, db: Database) -> AsyncIterator[Bench]:
    producer = Producer(settings)
    yield Bench(settings, db, producer)
    await producer.stop()
