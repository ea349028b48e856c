"""The service's HTTP side, with a real mongod and real tokens. It needs neither Kafka nor a mail server."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from tests.notifications.people import notice, person
from tests.serving import running
from tests.settings import settings_of

from localstack.token_issuer import TokenIssuer
from notifications.asgi import api as make_api
from notifications.commands.notifying import notify
from notifications.commands.people import record_person
from notifications.domain.recipients import Recipient
from notifications.settings import Settings
from notifications.wiring import App


@pytest.fixture
def settings(mongo_url: str, database_name: str, token_issuer: TokenIssuer) -> Settings:
    return settings_of(Settings, mongo_url=mongo_url, mongo_database=database_name, **token_issuer.settings())


@pytest.fixture
async def api(settings: Settings) -> AsyncIterator[FastAPI]:
    async with running(make_api(settings)) as served:
        yield served


@pytest.fixture
def app(api: FastAPI) -> App:
    """Not the one of the folder above, which has no HTTP side."""
    wired: App = api.state.app
    return wired


@pytest.fixture
async def reader(app: App) -> Recipient:
    """A competitor with the account `primer`."""
    reader = person(account="primer")
    await record_person(app, reader)
    return reader


@pytest.fixture
def primer(token_issuer: TokenIssuer) -> dict[str, str]:
    return {**token_issuer.bearer("primer", "competitor"), "Accept-Language": "en"}


async def tell(app: App, reader: Recipient, number: int) -> None:
    """`number` messages, the last one the newest."""
    for _ in range(number):
        await notify(app, notice(reader.id))
