"""The real mongod and Apache Kafka of the local stack: started once a run, and only where a test asks for them.

Under pytest-xdist the controller starts them and hands their addresses to the workers.
"""

import asyncio
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx2
import pytest
import structlog
from aiokafka.admin import AIOKafkaAdminClient
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from playwright.async_api import Browser
from tests.browser.chromium import chromium
from tests.databases import database_of
from tests.fuzz.services import Running, running
from tests.serving import asking, port_of, serving
from tests.system.playing import Show, show
from xdist.scheduler import LoadFileScheduling

from localstack.backbone import Backbone
from localstack.mail.smtp import MailSink
from localstack.token_issuer import TokenIssuer
from shared.messaging import topics

Addresses = dict[str, str]
ENDURANCE: Final = "tests/endurance/"
BROWSER: Final = "tests/browser/"
SERVICES: Final = ("tests/fuzz/", "tests/openapi/test_generated_clients.py")
"""Files that ask the three services as processes of their own."""
LONG: Final = (ENDURANCE, "tests/system/", BROWSER)
FUZZ: Final = os.environ.get("FUZZ") == "1"
ADDRESSES: Final = pytest.StashKey[Addresses]()


def pytest_configure() -> None:
    """Neither chance nor how long an example takes decides a test; chance does in `make fuzz`, with more examples.

    An exception that is logged is written plainly: with all its local values, as structlog does it, it takes seconds.
    """
    gc.disable()
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type] # each request of httpx2 looks for it on the whole path
    given: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("test", derandomize=True, max_examples=60, **given)
    settings.register_profile("fuzz", max_examples=1_000, **given)
    settings.load_profile("fuzz" if FUZZ else "test")
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Called in xdist's controller for each worker before it starts."""
    node.workerinput["backbone"] = _backbone_of(node.config)


class ByFileAndWorld(LoadFileScheduling):  # type: ignore[misc]  # the library has no types
    """A worker takes a file at a time. Whoever has the world of the browser's tests has all of these, and the same holds for who
    has started the services: each further world takes half a minute of the processor to set up, the services take ten seconds."""

    def _split_scope(self, nodeid: str) -> str:
        for together in (BROWSER, SERVICES):
            if nodeid.startswith(together):
                return str(together)
        return str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileAndWorld:
    return ByFileAndWorld(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that two workers end together. Every test of the folder endurance is of that kind."""
    for item in items:
        if item.nodeid.startswith(ENDURANCE):
            item.add_marker("endurance")
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """All that is loaded stays until the end: to look through it for garbage again and again is a tenth of a run's time, and a
    third of the collection's.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


@pytest.fixture(scope="session")
def backbone(request: pytest.FixtureRequest) -> Addresses:
    """`mongo` and `kafka`: the addresses of both."""
    handed: dict[str, Addresses] = getattr(request.config, "workerinput", {})
    return handed.get("backbone") or _backbone_of(request.config)


@pytest.fixture(scope="session")
def mongo_url(backbone: Addresses) -> str:
    return backbone["mongo"]


@pytest.fixture(scope="session")
def kafka_bootstrap(backbone: Addresses) -> str:
    return backbone["kafka"]


@pytest.fixture
def database_name(mongo_url: str) -> Iterator[str]:
    """A database of the test's own, dropped after it."""
    with database_of(mongo_url, "alone") as name:
        yield name


@pytest.fixture
async def topic_prefix(kafka_bootstrap: str) -> AsyncIterator[str]:
    """A prefix of the test's own, under which all topics of the product have been created; deleted after the test."""
    prefix = f"test-{uuid4().hex[:12]}."
    await topics.ensure(kafka_bootstrap, prefix)
    yield prefix
    admin: Any = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    await admin.start()
    await admin.delete_topics([prefix + name for name in topics.catalogue()])
    await admin.close()


@pytest.fixture
def mail_sink(tmp_path: Path) -> Iterator[MailSink]:
    """A real SMTP server that keeps what it is sent."""
    sink = MailSink(tmp_path / "mail")
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="session")
def token_issuer() -> Iterator[TokenIssuer]:
    """Signs the access tokens of the tests' people: `token_issuer.bearer("anna", "organiser", organisation="region-47")`."""
    issuer = TokenIssuer()
    issuer.start()
    yield issuer
    issuer.stop()


@pytest.fixture(scope="session")
def make_token(token_issuer: TokenIssuer) -> Callable[..., str]:
    return token_issuer.token


@pytest.fixture(scope="session")
async def services(
    mongo_url: str, token_issuer: TokenIssuer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Running]:
    """The three services as processes of their own, one of each a run: tests find there what others have left."""
    async with running(mongo_url, token_issuer, tmp_path_factory.mktemp("services")) as up:
        yield up


@pytest.fixture
def app(api: FastAPI) -> Any:
    """The wired parts of the application `api`, which each service's conftest makes."""
    return api.state.app


@pytest.fixture
async def http(api: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Nobody is signed in."""
    async with asking(api) as client:
        yield client


@pytest.fixture
async def socket(api: FastAPI) -> AsyncIterator[str]:
    """The host and port where the application is served."""
    async with serving(api, lifespan="off") as server:
        yield f"127.0.0.1:{port_of(server)}"


@pytest.fixture
async def a_show(tmp_path: Path) -> AsyncIterator[Show]:
    """The whole stack, with nothing played on it yet."""
    async with show(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium, one a run; each test opens contexts of its own in it."""
    async with chromium() as running:
        yield running


def _backbone_of(config: pytest.Config) -> Addresses:
    if ADDRESSES not in config.stash:
        folder = Path(tempfile.mkdtemp(prefix="skillproof-test-"))
        backbone = Backbone.on_free_ports(folder, lasts=False)  # no test kills mongod, and they write much
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: _run(backbone.stop))
        _run(backbone.start)
        config.stash[ADDRESSES] = {"mongo": backbone.mongo.url, "kafka": backbone.kafka.bootstrap}
    return config.stash[ADDRESSES]


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """On a loop of its own, which leaves the tests' loop alone."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(work())
