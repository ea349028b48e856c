"""The service's HTTP side, with a real mongod and real tokens. It needs neither Kafka nor a mail server."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from tests.notifications.people import notice, person

from localstack.token_issuer import TokenIssuer
from notifications.asgi import api as make_api
from notifications.commands.notifying import notify
from notifications.commands.people import record_person
from notifications.domain.recipients import Recipient
from notifications.settings import Settings
from notifications.wiring import App

ORIGIN = "http://localhost:8080"


@pytest.fixture
def settings(mongo_url: str, database_name: str, token_issuer: TokenIssuer) -> Settings:
    return Settings(
        environment="local",
        public_url=ORIGIN,
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap="127.0.0.1:1",
        oidc_issuer=token_issuer.url,
        oidc_client_id="skillproof-web",
        oidc_client_secret=SecretStr("only for tests"),
        oidc_audience="urn:skillproof",
        session_secret=SecretStr("s" * 32),
        smtp_host="127.0.0.1",
        smtp_port=1,
        smtp_security="none",
        sender_address="no-reply@skillproof.example",
        unsubscribe_secret=SecretStr("u" * 32),
    )


@pytest.fixture
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    served = make_api(settings)
    async with served.router.lifespan_context(served):
        yield served


@pytest.fixture
def app(served: FastAPI) -> App:
    wired: App = served.state.app
    return wired


@pytest.fixture
async def http(served: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Nobody is signed in."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(served), base_url=ORIGIN) as client:
        yield client


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
