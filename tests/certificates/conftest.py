from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI
from tests.certificates.playing import Play
from tests.serving import running
from tests.settings import settings_of

from certificates.asgi import api as make_api
from certificates.settings import Settings
from certificates.wiring import App
from localstack.token_issuer import TokenIssuer


@pytest.fixture
def settings(mongo_url: str, database_name: str, token_issuer: TokenIssuer) -> Settings:
    """Tests try more names and numbers a minute than people may."""
    given = {**token_issuer.settings(), "rate_guesses_a_minute": 10_000}
    return settings_of(Settings, mongo_url=mongo_url, mongo_database=database_name, **given)


@pytest.fixture
async def api(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service's application, wired to a database of the test's own."""
    async with running(make_api(settings)) as served:
        yield served


@pytest.fixture
def play(http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer) -> Play:
    """People, an issuer and results, as the other services tell of them."""
    return Play(http, app, token_issuer)
