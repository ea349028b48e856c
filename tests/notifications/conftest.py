import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from tests.notifications.people import DESCRIBED
from tests.notifications.sending import Clock
from tests.notifications.smtp import Server
from tests.settings import settings_of

from localstack.mail.smtp import MailSink
from notifications.__main__ import SERVICE
from notifications.channels.email.addresses import mailbox
from notifications.channels.email.smtp import MailServer, SmtpTransport
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
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


@pytest.fixture
def here(app: App, server: Server, clock: Clock) -> App:
    """The application with the test's server and clock."""
    mail = MailServer(server.host, server.port, "none", None, None, 5)
    return replace(app, smtp=SmtpTransport(mail, mailbox("no-reply@skillproof.example")), now=clock)


@pytest.fixture
async def consuming(settings: Settings, app: App, producer: Producer) -> AsyncIterator[None]:
    """The service's consumer and sender, running. What the championship and its skill are called has arrived."""
    await app.titles.record_championship(DESCRIBED[0])
    await app.titles.record_skill(DESCRIBED[1])
    loops = [SERVICE.consumer(settings, app, producer).run(), Sender(app, "test").run()]
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    yield
    await end(*tasks)
