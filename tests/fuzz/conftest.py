from collections.abc import AsyncIterator

import pytest
from tests.fuzz.services import Running, running

from localstack.token_issuer import TokenIssuer


@pytest.fixture(scope="session")
async def services(
    mongo_url: str, token_issuer: TokenIssuer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Running]:
    """The three services, up."""
    async with running(mongo_url, token_issuer, tmp_path_factory.mktemp("fuzz")) as up:
        yield up
