from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from tests.databases import database_of, empty
from tests.notifications.sending import Clock
from tests.notifications.smtp import Server
from tests.serving import rewired, running
from tests.settings import settings_of

from localstack.token_issuer import TokenIssuer
from notifications.asgi import api as make_api
from notifications.channels.email.addresses import mailbox
from notifications.channels.email.smtp import MailServer, SmtpTransport
from notifications.settings import Settings
from notifications.wiring import App, assemble


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[Settings]:
    """One database for the run; there is neither Kafka nor a mail server."""
    with database_of(mongo_url, "notifications") as name:
        yield settings_of(Settings, mongo_url=mongo_url, mongo_database=name, **token_issuer.settings())


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to the run's database."""
    async with running(make_api(settings)) as made:
        yield made


@pytest.fixture
async def app(served: FastAPI, settings: Settings) -> AsyncIterator[App]:
    """New parts, which keep nothing in mind, and nothing in their database."""
    before: App = served.state.app
    await empty(before.database)
    app = assemble(settings, before.database)
    yield app
    await app.live.close()
    await app.smtp.close()


@pytest.fixture
async def api(served: FastAPI, app: App) -> FastAPI:
    return rewired(served, app, app.duties)


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
