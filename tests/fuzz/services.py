"""The three services as processes of their own, on a database that is thrown away."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from pymongo import AsyncMongoClient
from tests.forks.forked import ForkedProcess
from tests.settings import environment, settings_of

import certificates.settings
import competitions.settings
import notifications.settings
from localstack import ports
from localstack.http_ready import answers
from localstack.token_issuer import TokenIssuer
from shared.settings import ServiceSettings

SETTINGS: Final[Mapping[str, type[ServiceSettings]]] = {
    "competitions": competitions.settings.Settings,
    "certificates": certificates.settings.Settings,
    "notifications": notifications.settings.Settings,
}

UNHURRIED: Final = {
    "rate_pages_a_minute": 10**6,
    "rate_guesses_a_minute": 10**6,
    "rate_entries_a_minute": 10**6,
    "rate_entries_of_address_a_minute": 10**6,
}
"""Nobody is sent away for asking too often: all would look like 429."""


@dataclass(frozen=True, slots=True)
class Running:
    """Each by service."""

    origins: dict[str, str]
    settings: dict[str, ServiceSettings]
    log: dict[str, Path]


@asynccontextmanager
async def running(mongo_url: str, issuer: TokenIssuer, folder: Path) -> AsyncIterator[Running]:
    run = uuid4().hex[:12]
    origins: dict[str, str] = {}
    settings: dict[str, ServiceSettings] = {}
    processes: list[ForkedProcess] = []
    for name, port in zip(SETTINGS, ports.free(len(SETTINGS)), strict=True):
        origins[name] = f"http://{ports.LOOPBACK}:{port}"
        address = {"public_url": origins[name], "port": port}
        stored = {"mongo_url": mongo_url, "mongo_database": f"fuzz_{name}_{run}"}
        settings[name] = settings_of(SETTINGS[name], **address, **stored, **issuer.settings(), **UNHURRIED)
        given = environment(settings[name])
        processes.append(ForkedProcess(name, [sys.executable, "-m", name, "api"], folder / f"{name}.log", given))
    try:
        for one in processes:
            one.start()
        ready = (one.until(answers(f"{origins[one.name]}/readyz")) for one in processes)
        await asyncio.gather(*ready)
        yield Running(origins, settings, {one.name: one.log for one in processes})
    finally:
        await asyncio.gather(*(one.stop() for one in processes))
        client: AsyncMongoClient[dict[str, Any]]
        async with AsyncMongoClient(mongo_url) as client:
            for name in SETTINGS:
                await client.drop_database(f"fuzz_{name}_{run}")
