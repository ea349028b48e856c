from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from fastapi import FastAPI
from tests.competitions.playing import Play
from tests.competitions.remembered import Memory
from tests.databases import database_of, empty
from tests.serving import rewired, running
from tests.settings import settings_of

from competitions.asgi import api as make_api
from competitions.settings import Settings
from competitions.wiring import App, assemble
from localstack.token_issuer import TokenIssuer


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[Settings]:
    """One database for the run: making its indexes takes longer than most tests."""
    unhurried = {"rate_entries_a_minute": 10_000, "rate_entries_of_address_a_minute": 10_000}
    given = {**token_issuer.settings(), **unhurried}
    with database_of(mongo_url, "competitions") as name:
        yield settings_of(Settings, mongo_url=mongo_url, mongo_database=name, **given)


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to the run's database."""
    async with running(make_api(settings)) as made:
        yield made


@pytest.fixture
async def api(served: FastAPI, settings: Settings) -> FastAPI:
    """The application, with nothing in its database and nothing in mind."""
    before: App = served.state.app
    await empty(before.database)
    app = assemble(settings, before.database, rulesets=before.rulesets)
    return rewired(served, app, app.duties)


@pytest.fixture(scope="session")
def memory() -> Memory:
    return Memory()


@pytest.fixture
def play(http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer, memory: Memory) -> Play:
    """A small championship, played through the API."""
    return Play(http, app, token_issuer, memory=memory)
