from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from fastapi import FastAPI
from tests.certificates.playing import Play
from tests.databases import database_of, empty
from tests.serving import rewired, running
from tests.settings import settings_of

from certificates.asgi import api as make_api
from certificates.settings import Settings
from certificates.wiring import App, assemble
from localstack.token_issuer import TokenIssuer


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[Settings]:
    """One database for the run. Tests try more names and numbers a minute than people may."""
    given = {**token_issuer.settings(), "rate_guesses_a_minute": 10_000}
    with database_of(mongo_url, "certificates") as name:
        yield settings_of(Settings, mongo_url=mongo_url, mongo_database=name, **given)


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to the run's database."""
    async with running(make_api(settings)) as made:
        yield made


@pytest.fixture
async def wired(served: FastAPI, settings: Settings) -> App:
    """New parts, which keep nothing in mind, by the settings of the run, and nothing in their database."""
    before: App = served.state.app
    await empty(before.database)
    return assemble(settings, before.database)


@pytest.fixture
async def api(served: FastAPI, wired: App) -> FastAPI:
    return rewired(served, wired, wired.duties)


@pytest.fixture
def play(http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer) -> Play:
    """People, an issuer and results, as the other services tell of them."""
    return Play(http, app, token_issuer)
