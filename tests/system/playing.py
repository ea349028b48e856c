"""The whole stack with a small championship on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from rich.progress import Progress
from tests.forks.forked import ForkedProcess, source
from tests.system.small_schemes import small

from client.inbox import Summary, summary
from client.waiting import until
from demo.expected import deliveries
from demo.people import PEOPLE
from demo.sign_in import issuer_of
from demo.stage import Stage
from localstack.layout import Layout
from localstack.stack import Stack


@dataclass(frozen=True)
class Show:
    stack: Stack
    stage: Stage

    async def until_outbox_is_empty(self, service: str) -> None:
        """Everything that the service decided has been published."""
        client: AsyncMongoClient[dict[str, Any]]
        async with AsyncMongoClient(self.stack.backbone.mongo.url) as client:
            database: AsyncDatabase[dict[str, Any]] = client[service]

            async def is_empty() -> bool:
                names = await database.list_collection_names()
                waiting = [await database[name].find_one({"pending.0": {"$exists": True}}) for name in names]
                return not any(waiting)

            await until(is_empty, f"the empty outbox of {service}")

    async def until_all_are_told(self) -> None:
        await until(self.are_all_told, "the messages", seconds=120)

    async def are_all_told(self) -> bool:
        expected = deliveries(self.stage.cast, self.stage.outcomes)
        counted = await self.summary()
        return bool(sum(one["sent"] for one in counted["channels"].values()) >= 2 * expected.total())

    async def summary(self) -> Summary:
        return await summary(self.stage.organiser)


@asynccontextmanager
async def show(folder: Path) -> AsyncIterator[Show]:
    layout = Layout.fresh(folder / "stack")
    source()  # it loads while the other parts start
    async with (
        Stack(layout, PEOPLE, lasts=False, process=ForkedProcess) as stack,
        httpx2.AsyncClient(base_url=layout.public_url, timeout=30) as http,
    ):
        issuer = await issuer_of(layout)
        schemes = [small("R07"), small("R12")]
        stage = Stage(layout.public_url, http, issuer, folder / "certificates", Progress(disable=True), schemes=schemes)
        yield Show(stack, stage)
