from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI
from pymongo import MongoClient
from tests.competitions.playing import Play
from tests.serving import running
from tests.settings import settings_of

from competitions.asgi import api as make_api
from competitions.settings import Settings
from competitions.wiring import App
from localstack.token_issuer import TokenIssuer


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[Settings]:
    """One database for the run: making its indexes takes longer than most tests."""
    name = f"test_competitions_{uuid4().hex[:12]}"
    unhurried = {"rate_entries_a_minute": 10_000, "rate_entries_of_address_a_minute": 10_000}
    given = {**token_issuer.settings(), **unhurried}
    yield settings_of(Settings, mongo_url=mongo_url, mongo_database=name, **given)
    with MongoClient[dict[str, Any]](mongo_url) as client:
        client.drop_database(name)


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to the run's database."""
    async with running(make_api(settings)) as made:
        yield made


@pytest.fixture
async def api(served: FastAPI) -> FastAPI:
    """The application, with nothing in its database."""
    database = served.state.app.database
    for name in await database.list_collection_names():
        await database[name].delete_many({})
    return served


@pytest.fixture
def play(http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer) -> Play:
    """A small championship, played through the API."""
    return Play(http, app, token_issuer)
