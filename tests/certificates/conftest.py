from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from tests.certificates.playing import Play

from certificates.asgi import api as make_api
from certificates.settings import Settings
from certificates.wiring import App
from localstack.token_issuer import TokenIssuer

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
        key_passphrase=SecretStr("only for tests"),
    )


@pytest.fixture
async def api(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to a database of the test's own."""
    served = make_api(settings)
    async with served.router.lifespan_context(served):
        yield served


@pytest.fixture
def app(api: FastAPI) -> App:
    wired: App = api.state.app
    return wired


@pytest.fixture
async def http(api: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Nobody is signed in."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(api), base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def play(http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer) -> Play:
    """People, an issuer and results, as the other services tell of them."""
    return Play(http, app, token_issuer)
