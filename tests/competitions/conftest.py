import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext
from typing import Any
from uuid import uuid4

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from pymongo import MongoClient
from tests.competitions.playing import Play

from competitions.asgi import api as make_api
from competitions.settings import Settings
from competitions.wiring import App
from localstack.token_issuer import TokenIssuer

ORIGIN = "http://localhost:8080"


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[Settings]:
    """One database for the run: making its indexes takes longer than most tests."""
    name = f"test_competitions_{uuid4().hex[:12]}"
    yield Settings(
        environment="local",
        public_url=ORIGIN,
        mongo_url=mongo_url,
        mongo_database=name,
        kafka_bootstrap="127.0.0.1:1",
        oidc_issuer=token_issuer.url,
        oidc_client_id="skillproof-web",
        oidc_client_secret=SecretStr("only for tests"),
        oidc_audience="urn:skillproof",
        session_secret=SecretStr("s" * 32),
    )
    with MongoClient[dict[str, Any]](mongo_url) as client:
        client.drop_database(name)


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to the run's database."""
    made = make_api(settings)
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def api(served: FastAPI) -> FastAPI:
    """The application, with nothing in its database."""
    database = served.state.app.database
    for name in await database.list_collection_names():
        await database[name].delete_many({})
    return served


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
    """A small championship, played through the API."""
    return Play(http, app, token_issuer)


@pytest.fixture
async def socket(api: FastAPI) -> AsyncIterator[str]:
    """The host and port where the application is served."""
    server = uvicorn.Server(uvicorn.Config(api, port=0, log_config=None, ws="none", loop="none", lifespan="off"))
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]
    task = asyncio.ensure_future(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"127.0.0.1:{port}"
    server.should_exit = True
    await task
