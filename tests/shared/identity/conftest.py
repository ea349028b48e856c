from collections.abc import AsyncIterator, Iterator

import pytest
from tests.databases import database_of
from tests.settings import settings_of
from tests.shared.identity import visiting
from tests.shared.identity.strange_issuer import StrangeIssuer
from tests.shared.identity.visiting import LocalIssuer, Product, Visitor

from shared.settings import ServiceSettings


@pytest.fixture(scope="session")
def settings(mongo_url: str) -> Iterator[ServiceSettings]:
    """One database for the run: nothing of the sign-in is kept there."""
    with database_of(mongo_url, "sign_in") as name:
        yield settings_of(ServiceSettings, mongo_url=mongo_url, mongo_database=name)


@pytest.fixture(scope="session")
async def issuer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalIssuer]:
    """One for all tests that leave it alone."""
    made = LocalIssuer.at(tmp_path_factory.mktemp("issuer"))
    await made.process.start()
    yield made
    await made.process.stop()


@pytest.fixture
async def product(issuer: LocalIssuer, settings: ServiceSettings) -> AsyncIterator[Product]:
    async with visiting.product(issuer.settings(settings)) as running:
        yield running


@pytest.fixture
async def visitor(product: Product) -> Visitor:
    return product.visitor()


@pytest.fixture
def strange() -> Iterator[StrangeIssuer]:
    issuer = StrangeIssuer()
    issuer.start()
    yield issuer
    issuer.stop()
