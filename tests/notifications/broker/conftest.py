"""What has offsets needs topics, and a database that goes with them, of its own."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from tests.notifications.people import DESCRIBED
from tests.settings import settings_of

from localstack.mail.smtp import MailSink
from notifications.__main__ import SERVICE
from notifications.sender import Sender
from notifications.settings import Settings
from notifications.wiring import App, wire
from shared.cancellation import end
from shared.messaging.kafka import Producer


@pytest.fixture
def settings(
    mongo_url: str, kafka_bootstrap: str, database_name: str, topic_prefix: str, mail_sink: MailSink
) -> Settings:
    return settings_of(
        Settings,
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap=kafka_bootstrap,
        topic_prefix=topic_prefix,
        smtp_host=mail_sink.host,
        smtp_port=mail_sink.port,
    )


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    async with wire(settings) as app:
        yield app


@pytest.fixture
async def producer(settings: Settings) -> AsyncIterator[Producer]:
    producer = Producer(settings)
    yield producer
    await producer.stop()


@pytest.fixture
async def consuming(settings: Settings, app: App, producer: Producer) -> AsyncIterator[None]:
    """The service's consumer and sender, running. What the championship and its skill are called has arrived."""
    await app.titles.record_championship(DESCRIBED[0])
    await app.titles.record_skill(DESCRIBED[1])
    loops = [SERVICE.consumer(settings, app, producer).run(), Sender(app, "test").run()]
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    yield
    await end(*tasks)
