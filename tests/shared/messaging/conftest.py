from collections.abc import AsyncIterator

import pytest
from tests.settings import settings_of
from tests.shared.consuming import RealBench

from shared.messaging.kafka import Producer
from shared.mongo.database import Database
from shared.settings import ServiceSettings


@pytest.fixture
def settings(mongo_url: str, kafka_bootstrap: str, database_name: str, topic_prefix: str) -> ServiceSettings:
    return settings_of(
        ServiceSettings,
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap=kafka_bootstrap,
        topic_prefix=topic_prefix,
    )


@pytest.fixture
async def real_bench(settings: ServiceSettings, db: Database) -> AsyncIterator[RealBench]:
    producer = Producer(settings)
    yield RealBench(settings, db, producer)
    await producer.stop()


@pytest.fixture
def bench(real_bench: RealBench) -> RealBench:
    return real_bench
