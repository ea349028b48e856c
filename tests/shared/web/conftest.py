from collections.abc import AsyncIterator, Callable

import httpx2
import pytest
from fastapi import FastAPI
from tests.shared.web.paints import ORIGIN, paints_service

from localstack.token_issuer import TokenIssuer
from shared.settings import ServiceSettings


@pytest.fixture
async def app(settings: ServiceSettings, token_issuer: TokenIssuer) -> AsyncIterator[FastAPI]:
    made = paints_service(settings.model_copy(update={"oidc_issuer": token_issuer.url}))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers={"accept-language": "en"}) as client:
        yield client


@pytest.fixture
def organiser(make_token: Callable[..., str]) -> dict[str, str]:
    return {"authorization": f"Bearer {make_token('anna', 'organiser', organisation='region-47')}"}
