from collections.abc import AsyncIterator, Callable, Iterator

import httpx2
import pytest
from fastapi import FastAPI
from tests.databases import database_of, empty
from tests.serving import running
from tests.settings import settings_of
from tests.shared.web.paints import ORIGIN, paints_service

from localstack.token_issuer import TokenIssuer
from shared.settings import ServiceSettings
from shared.web.app import limits_of


@pytest.fixture(scope="session")
def settings(mongo_url: str, token_issuer: TokenIssuer) -> Iterator[ServiceSettings]:
    """One database for the run."""
    with database_of(mongo_url, "paints") as name:
        yield settings_of(ServiceSettings, mongo_url=mongo_url, mongo_database=name, oidc_issuer=token_issuer.url)


@pytest.fixture(scope="session")
async def served(settings: ServiceSettings) -> AsyncIterator[FastAPI]:
    """The service, wired to the run's database."""
    async with running(paints_service(settings)) as made:
        yield made


@pytest.fixture
async def app(served: FastAPI, settings: ServiceSettings) -> FastAPI:
    """The service, with nothing in its database and nobody counted."""
    await empty(served.state.app.database)
    served.state.rate_limits = limits_of(settings)
    return served


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers={"accept-language": "en"}) as client:
        yield client


@pytest.fixture
def organiser(make_token: Callable[..., str]) -> dict[str, str]:
    return {"authorization": f"Bearer {make_token('anna', 'organiser', organisation='region-47')}"}
