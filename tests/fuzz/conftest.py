from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx2
import pytest
from tests.fuzz.operations import FULL
from tests.fuzz.services import Running
from tests.fuzz.telling import wired
from tests.fuzz.world import MakeWorld, World, furnished

from localstack.token_issuer import TokenIssuer


@pytest.fixture(scope="session")
async def make_world(services: Running, token_issuer: TokenIssuer) -> AsyncIterator[MakeWorld]:
    async with AsyncExitStack() as stack, wired(services.settings) as parts:
        callers = {
            service: await stack.enter_async_context(httpx2.AsyncClient(base_url=origin))
            for service, origin in services.origins.items()
        }
        yield lambda: furnished(callers, token_issuer, parts)


@pytest.fixture(scope="session")
def worlds() -> dict[str, World]:
    """The world that is attacked at the moment, by the operation that it is for."""
    return {}


@pytest.fixture
async def world(make_world: MakeWorld, worlds: dict[str, World], request: pytest.FixtureRequest) -> World:
    """A new one for each operation where there are many requests: they leave little of a world that could be changed."""
    attacked = getattr(request.node, "callspec", None)
    key = attacked.params["operation"].label if FULL and attacked else "all"
    if key not in worlds:
        worlds.clear()
        worlds[key] = await make_world()
    return worlds[key]
